"""A title: its holder's own page and certificate, and what everybody may look up in the register of titles."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from admission.forms.titles import FindForm
from admission.models import Title
from admission.queries import titles as queries
from admission.rules.granting import as_number
from admission.views.around import owned
from applications.models import Case
from cilexportal.foundation import london, ratelimit
from cilexportal.foundation.documents.views import printed
from standing.queries.register import searched

MOST, SECONDS = 60, 3600
TOO_MANY, NOT_FOUND = 429, 404
TOO_SHORT = "Enter at least three letters of a name"


@require_safe
@owned
def mine(request: HttpRequest, case: Case) -> HttpResponse:
    """[HB-2] [HB-7] The title that the application led to, what it allows, and the certificate."""
    found = queries.last_of(case)
    if found is None:
        raise Http404
    shown = queries.shown(found, today=london.today())
    context = {"found": shown, "title": found, "application": case.application, "case": case}
    return render(request, "admission/title.html", context)


@require_safe
@owned
def certificate(request: HttpRequest, case: Case) -> HttpResponseBase:
    """[HB-2] The sealed PDF of one's own certificate. Raises Http404 until it is made, and once it was taken back."""
    found = queries.live_of(case)
    if found is None or found.printout is None:
        raise Http404
    return printed(found.printout)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """[HB-2] Who holds a title, by name; a whole number leads to its own page. Both count towards the same sixty."""
    form = FindForm(request.GET if "words" in request.GET else None)
    found: list[Title] = []
    more, asked = False, False
    if form.is_valid():
        if number := as_number(form.cleaned_data["words"]):
            return redirect("titles:title", number=number)
        if not _may_look(request):
            return _too_often(request)
        if parts := searched(form.cleaned_data["words"]):
            (found, more), asked = queries.holders(parts), True
        else:
            form.add_error("words", TOO_SHORT)
    context = {"form": form, "found": found, "more": more, "asked": asked, "now": london.now()}
    return render(request, "admission/titles.html", context)


@require_safe
def title(request: HttpRequest, number: str) -> HttpResponse:
    """[HB-2] Whether a title stands, for everybody who has the number. An address may ask sixty times an hour."""
    if not _may_look(request):
        return _too_often(request)
    found = queries.by_number(number, today=london.today())
    if found is None:
        return render(request, "admission/titles_unknown.html", {"form": FindForm()}, status=NOT_FOUND)
    return render(request, "admission/title_check.html", {"found": found, "title": found.title, "now": london.now()})


def _may_look(request: HttpRequest) -> bool:
    """Counts one look, by name or by number."""
    return ratelimit.may(request, "admission.title", most=MOST, seconds=SECONDS)


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "admission/titles_too_often.html", status=TOO_MANY)
