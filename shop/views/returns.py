"""Goods on their way back, as the buyer tells of them: sent when, with proof; and objections to a deduction."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import act_once
from shop.forms.give_up import ObjectForm, SentForm
from shop.models import Cancellation, Return
from shop.services import returns
from shop.views.give_up import own_notice, show_notice

PROOF = "proof"


@require_POST
def sent(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-9.4b] [LAW-CCR34] Says when the goods were sent, with proof of it where there is some."""
    found, form = own_notice(request.user, uuid), SentForm(request.POST, request.FILES)
    if form.is_valid():
        url = act_once(
            request, form,
            lambda: returns.sent(
                cancellation_id=found.pk, sent_on=form.cleaned_data["sent_on"], proof=form.cleaned_data["proof"],
                by=request.user, at=london.now(),
            ),
            said="We know that it is on its way.", to=_url(found),
        )  # fmt: skip
        if url:
            return redirect(url)
    return show_notice(request, found, sent=form)


@require_POST
def object_to(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-9.6a] Objects to a deduction for damage."""
    found, form = own_notice(request.user, uuid), ObjectForm(request.POST)
    if form.is_valid():
        url = act_once(
            request, form,
            lambda: returns.object_to(
                cancellation_id=found.pk, words=form.cleaned_data["words"], by=request.user, at=london.now()
            ),
            said="An officer looks at the deduction again.", to=_url(found),
        )  # fmt: skip
        if url:
            return redirect(url)
    return show_notice(request, found, objection=form)


@require_safe
def file(request: HttpRequest, uuid: uuids.UUID, which: str) -> HttpResponse:
    """The buyer's own proof of sending, or the officer's photo of the damage."""
    return attachment(document_of(own_notice(request.user, uuid), which))


def document_of(found: Cancellation, which: str) -> Document:
    """The proof or the photo of a notice. Raises Http404."""
    goods: Return | None = getattr(found, "goods", None)
    document = None if goods is None else goods.proof if which == PROOF else goods.damage_photo
    if document is None:
        raise Http404
    return document


def _url(found: Cancellation) -> str:
    return reverse("shop:notice", args=[found.uuid])
