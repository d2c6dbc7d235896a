"""Claims of harm by downloads on finance's desk: the list, one claim with its answer, and the sum paid by hand."""

from __future__ import annotations

import uuid as uuids

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import act_once
from shop.enums import HarmAnswer
from shop.forms.aftercare import HarmAnswerForm, HarmPaidForm
from shop.models import HarmClaim
from shop.queries import aftercare
from shop.services import harm

A_PAGE = 25


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """[TC-12.3] Every claim: those without an answer first, then those to be paid."""
    page = Paginator(aftercare.claims(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/desk/claims.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-12.3] One claim: the form to answer it, then the form to write its payment down."""
    found = _claim(uuid)
    form: HarmAnswerForm | HarmPaidForm | None = None
    if found.decided_at is None:
        form = HarmAnswerForm(request.POST or None)
    elif found.sum_pence and found.paid_on is None:
        form = HarmPaidForm(request.POST or None)
    if request.method == "POST" and form is not None and form.is_valid():
        to = reverse("shop_desk:claim", args=[uuid])
        if url := act_once(request, form, lambda: _act(request, found, form), said="It is written down.", to=to):
            return redirect(url)
    context = {"claim": found, "order": found.line.order, "form": form}
    return render(request, "shop/desk/claim.html", context, status=422 if form is not None and form.errors else 200)


@require_safe
def file(request: HttpRequest, uuid: uuids.UUID) -> FileResponse:
    """The file that came with a claim."""
    document = _claim(uuid).document
    if document is None:
        raise Http404
    return attachment(document)


def _act(request: HttpRequest, found: HarmClaim, form: HarmAnswerForm | HarmPaidForm) -> HarmClaim:
    """Answers the claim, or writes down what was paid on it."""
    typed = form.cleaned_data
    if isinstance(form, HarmPaidForm):
        return harm.paid(
            claim_id=found.pk, paid_on=typed["paid_on"], how=typed["how"], by=request.user, at=london.now()
        )
    return harm.decide(
        claim_id=found.pk, answer=HarmAnswer(typed["answer"]), why=typed["why"], sum_pence=typed["sum"],
        by=request.user, at=london.now(),
    )  # fmt: skip


def _claim(uuid: uuids.UUID) -> HarmClaim:
    found = aftercare.claim_called(uuid)
    if found is None:
        raise Http404
    return found
