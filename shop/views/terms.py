"""The terms in the portal's own words, and the organisation's authorised text by version."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from shop.queries import terms as queries


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """[TC-1.2] What the terms come to, clause by clause, with every version that was uploaded."""
    today = london.today()
    context = {"versions": queries.versions(today=today), "current": queries.in_force(today=today)}
    return render(request, "shop/terms.html", context)


@require_safe
def text(request: HttpRequest, version: str) -> HttpResponseBase:
    """The authorised text of one version, as it was uploaded and checked."""
    document = queries.text_of(version)
    if document is None:
        raise Http404
    return attachment(document)
