"""The officers' desk of refunds: the queue with its clocks, and one notice with whatever it waits for."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import act_once
from shop.enums import CancellationStage, Method, RefundState
from shop.forms.decisions import YES, DecideForm, PlainForm, ReturnedForm, TransferForm
from shop.forms.returns import ReceivedForm
from shop.models import Cancellation
from shop.queries import refund_desk as queries
from shop.queries.order_rows import rows_of
from shop.rules import due
from shop.rules.refunding import repaid_to
from shop.services import cancelling, refunds, returns
from shop.views.returns import document_of

Act = tuple[forms.Form, Callable[[], object], str]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """[TC-9.7] What is open, the earliest due first."""
    place = request.GET.get("show", "")
    place = place if place in queries.PLACES else ""
    page = queries.paginated(place).get_page(request.GET.get("page"))
    context = {
        "page": page, "place": place, "places": [(code, name) for code, (name, _) in queries.PLACES.items()],
        "waiting": queries.waiting(list(page.object_list), today=london.today()), "now": london.now(),
    }  # fmt: skip
    return render(request, "shop/desk/refunds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def refund(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One notice: decide it, record its goods, pay it back, or say that a transfer has been made."""
    notice = named(uuid)
    form: forms.Form | None = None
    if request.method == "POST":
        to = reverse("shop_desk:refund", args=[uuid])
        pressed = ACTS.get(request.POST.get("do", ""))
        if pressed is None:
            return redirect(to)
        form, act, said = pressed(request, notice)
        if form.is_valid() and (url := act_once(request, form, act, said=said, to=to)):
            return redirect(url)
        notice = named(uuid)
    return render(request, "shop/desk/refund.html", _context(notice, form))


def named(uuid: uuids.UUID) -> Cancellation:
    """The notice of an address. Raises Http404."""
    found = queries.notice_called(uuid)
    if found is None:
        raise Http404
    return found


def _decide(request: HttpRequest, notice: Cancellation) -> Act:
    form = DecideForm(request.POST)

    def act() -> object:
        typed = form.cleaned_data
        return cancelling.decide(
            cancellation_id=notice.pk, allow=typed["allow"] == YES, why=typed["why"], by=request.user, at=london.now()
        )

    return form, act, "It is decided, and the buyer is told."


def _received(request: HttpRequest, notice: Cancellation) -> Act:
    goods = getattr(notice, "goods", None)
    if goods is None:
        raise Http404
    form = ReceivedForm(request.POST, request.FILES, goods=goods, is_paid=returns.is_paid(notice))

    def act() -> object:
        return returns.received(
            cancellation_id=notice.pk, found=form.found(), photo=form.cleaned_data["photo"], by=request.user,
            at=london.now(),
        )  # fmt: skip

    return form, act, "The goods are recorded, and the buyer is told."


def _pay(request: HttpRequest, notice: Cancellation) -> Act:
    seen = request.POST.get("seen", "")
    pence = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1

    def act() -> object:
        return refunds.make(cancellation_id=notice.pk, by=request.user, at=london.now(), seen_pence=pence)

    return PlainForm(request.POST), act, "The refund is on its way, with its credit note."


def _transferred(request: HttpRequest, notice: Cancellation) -> Act:
    form = TransferForm(request.POST)
    refund_id = _refund_id(request, notice)

    def act() -> object:
        typed = form.cleaned_data["reference"]
        return refunds.transferred(refund_id=refund_id, reference=typed, by=request.user, at=london.now())

    return form, act, "The transfer is recorded."


def _returned(request: HttpRequest, notice: Cancellation) -> Act:
    form = ReturnedForm(request.POST)
    refund_id = _refund_id(request, notice)

    def act() -> object:
        return refunds.returned(refund_id=refund_id, why=form.cleaned_data["why"], by=request.user, at=london.now())

    return form, act, "It is noted, and can be sent again."


def _again(request: HttpRequest, notice: Cancellation) -> Act:
    refund_id = _refund_id(request, notice)
    return (
        PlainForm(request.POST),
        lambda: refunds.try_again(refund_id=refund_id, by=request.user, at=london.now()),
        "It is sent again.",
    )


def _postage(request: HttpRequest, notice: Cancellation) -> Act:
    return (
        PlainForm(request.POST),
        lambda: returns.postage_paid(cancellation_id=notice.pk, by=request.user, at=london.now()),
        "The postage is recorded as paid.",
    )


# The button that was pressed -> what it does, the form it came with, and what is said afterwards.
ACTS: dict[str, Callable[[HttpRequest, Cancellation], Act]] = {
    "decide": _decide,
    "received": _received,
    "pay": _pay,
    "transferred": _transferred,
    "returned": _returned,
    "again": _again,
    "postage": _postage,
}


# A form that could not be taken is shown again in its place.
NAMES = {
    DecideForm: "decide_form",
    ReceivedForm: "received_form",
    TransferForm: "transfer_form",
    ReturnedForm: "returned_form",
}


def _refund_id(request: HttpRequest, notice: Cancellation) -> int:
    """Which refund of this notice is meant. Raises Http404 for one of another."""
    named_by = request.POST.get("refund", "")
    found = next((one.pk for one in notice.refunds.all() if str(one.pk) == named_by), None)
    if found is None:
        raise Http404
    return found


def _context(notice: Cancellation, form: forms.Form | None) -> dict[str, Any]:
    """What the page of one notice shows; `form` is one that could not be taken."""
    rows = rows_of([notice.line.order_id])[notice.line.order_id]
    made = queries.refunds_of(notice)
    goods = getattr(notice, "goods", None)
    is_payable = notice.stage == CancellationStage.PAYABLE and not made
    clock, colour = queries.clock(notice.due_on, today=london.today())
    may_record = returns.may_record(notice)
    received = ReceivedForm(goods=goods, is_paid=returns.is_paid(notice)) if goods and may_record else None
    forms_of: dict[str, forms.Form | None] = {
        "decide_form": DecideForm() if notice.stage == CancellationStage.OFFICER else None,
        "received_form": received,
        "transfer_form": TransferForm(),
        "returned_form": ReturnedForm(),
    }
    if form is not None:
        forms_of[NAMES.get(type(form), "plain_form")] = form
    return {
        "notice": notice, "goods": goods, "order": notice.line.order, "refunds": made, "now": london.now(),
        "repaid_to": repaid_to(rows.order.payer.kind, rows.method), "clock": clock, "colour": colour,
        "target_on": queries.target(notice),
        "is_in_writing": queries.is_in_writing(notice),
        "credit_note_by": due.credit_note_due(london.today(), policy=rows.policy),
        "is_demand": returns.is_demand(notice),
        "payable": refunds.refundable(rows=rows, notice=notice) if is_payable else None,
        "by_bank": [one for one in made if refunds.awaits_transfer(one)],
        "sent_by_bank": [one for one in made if one.payment.method == Method.BANK and one.state == RefundState.PAID],
        "failed": [one for one in made if one.state == RefundState.FAILED and one.payment.method != Method.BANK],
        "form": form, **forms_of,
    }  # fmt: skip


@require_safe
def file(request: HttpRequest, uuid: uuids.UUID, which: str) -> HttpResponse:
    """The buyer's proof of sending, or the photo of the damage."""
    return attachment(document_of(named(uuid), which))
