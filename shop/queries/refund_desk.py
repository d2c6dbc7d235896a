"""The officers' queue of notices, refunds and returns, the earliest due first, with its clocks in London days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet

from cilexportal.foundation import bank_holidays, london
from cilexportal.foundation.correspondence.models import ARRIVED, Message
from cilexportal.foundation.ui.words import counted
from shop.enums import CancellationStage, Channel, RefundState
from shop.models import Cancellation, Order, OrderLine, Refund
from shop.rules import due, windows
from shop.rules.policy import Policy

A_PAGE = 25
OPEN = (CancellationStage.OFFICER, CancellationStage.RETURN, CancellationStage.PAYABLE)
PAID_BEFORE = (CancellationStage.PAYABLE, CancellationStage.SETTLED)
SOON_DAYS = 5
# What the desk can be asked for: its name, and the stages it shows.
PLACES: dict[str, tuple[str, tuple[CancellationStage, ...]]] = {
    "": ("All that is open", OPEN),
    "decide": ("To decide", (CancellationStage.OFFICER,)),
    "goods": ("Waiting for goods", (CancellationStage.RETURN,)),
    "pay": ("To pay back", (CancellationStage.PAYABLE,)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One open notice: what has to be done, and its clock in words with a colour."""

    notice: Cancellation
    todo: str
    clock: str
    colour: str
    target_on: date | None
    refunds: list[Refund]


# Settled, and yet something is to be done: goods paid back on proof of sending, and postage that came to light later.
ALSO = {
    "goods": Q(goods__isnull=False, goods__received_on=None, stage__in=PAID_BEFORE),
    "pay": Q(goods__cost_pence__gt=0, goods__cost_paid_at=None, stage=CancellationStage.SETTLED),
}


def queue(place: str) -> QuerySet[Cancellation]:
    """[TC-9.7] Open notices, the earliest due first; those that wait for goods have no day yet and come last.

    Goods that were paid back on proof of sending are waited for as well, in their own place [LAW-CCR34].
    """
    _, stages = PLACES.get(place, PLACES[""])
    wanted = Q(stage__in=stages) | ALSO[place] if place in ALSO else Q(stage__in=stages)
    found = Cancellation.objects.filter(wanted).order_by(F("due_on").asc(nulls_last=True), "told_at", "pk")
    return found.select_related("line__order__buyer", "line__order__payer", "line__order__policy", "goods")


def paginated(place: str) -> Paginator:
    """The same page by page."""
    return Paginator(queue(place), A_PAGE)


def waiting(notices: list[Cancellation], *, today: date) -> list[Waiting]:
    """The notices of a page with their clocks; one statement for the refunds of all of them."""
    refunds: dict[int, list[Refund]] = defaultdict(list)
    for refund in Refund.objects.filter(cancellation__in=notices).select_related("payment").order_by("pk"):
        refunds[refund.cancellation_id].append(refund)
    return [_waiting(notice, refunds[notice.pk], today=today) for notice in notices]


def _waiting(notice: Cancellation, refunds: list[Refund], *, today: date) -> Waiting:
    is_open = notice.stage in OPEN
    words, colour = clock(notice.due_on, today=today) if is_open else ("Paid back", "green")
    aim = target(notice) if is_open else None
    return Waiting(
        notice=notice, todo=todo(notice, refunds), clock=words, colour=colour, target_on=aim, refunds=refunds
    )


def target(notice: Cancellation) -> date | None:
    """[TC-9.7] The day by which staff mean to have paid, over weekends and bank holidays; None while no clock runs."""
    if notice.due_on is None:
        return None
    policy = Policy.of(notice.line.order.policy.figures)
    years = range(notice.due_on.year - 1, notice.due_on.year + 1)
    return due.target_day(notice.due_on, policy=policy, holidays=bank_holidays.of_years(years))


def clock(due_on: date | None, *, today: date) -> tuple[str, str]:
    """[TC-9.7] A clock in London days and its colour: due in 3 days, due today, overdue from 00:00 after it."""
    if due_on is None:
        return "No clock yet", "grey"
    left = london.days_between(today, due_on)
    if left < 0:
        return f"Overdue by {counted(-left, 'day')}", "red"
    if left == 0:
        return "Due today", "red"
    return f"Due in {counted(left, 'day')}", "amber" if left <= SOON_DAYS else "green"


def todo(notice: Cancellation, refunds: list[Refund]) -> str:
    """What has to be done next, and by whom."""
    if notice.stage == CancellationStage.OFFICER:
        return "Decide"
    if notice.stage == CancellationStage.RETURN:
        return "Wait for the goods"
    goods = getattr(notice, "goods", None)
    if notice.stage == CancellationStage.SETTLED:
        return "Wait for the goods" if goods is None or goods.received_on is None else "Transfer the postage"
    if goods is not None and goods.objection and not refunds:
        return "Look at the objection"
    if not refunds:
        return "Pay back"
    states = {refund.state for refund in refunds}
    if RefundState.FAILED in states:
        return "Look at the failure"
    if states <= {RefundState.PAID}:
        return "Transfer the postage"
    return "Transfer" if any(one.payment.method == "bank" for one in refunds) else "Being sent"


def notice_called(uuid: UUID) -> Cancellation | None:
    """The notice of an address."""
    related = (
        "line__order__buyer",
        "line__order__payer",
        "line__order__policy",
        "line__product",
        "goods__proof",
        "goods__damage_photo",
    )
    found = Cancellation.objects.select_related(*related, "told_by", "entered_by", "decided_by")
    return found.filter(uuid=uuid).first()


def is_in_writing(notice: Cancellation) -> bool:
    """[TC-2.3] Whether a notice is in writing: a call is from when the message that repeats it has gone out."""
    repeated = Message.objects.filter(dedupe_key=f"shop.notice:{notice.uuid}:buyer", state__in=ARRIVED)
    by_phone = notice.channel == Channel.PHONE
    return windows.is_in_writing(Channel(notice.channel), confirmed_by_message=by_phone and repeated.exists())


def line_called(uuid: UUID) -> OrderLine | None:
    """The line of an address."""
    return OrderLine.objects.filter(uuid=uuid).first()


def order_called(uuid: UUID) -> Order | None:
    """The order of an address."""
    return Order.objects.filter(uuid=uuid).first()


def refunds_of(notice: Cancellation) -> list[Any]:
    """The refunds of a notice with how they were paid and their credit note."""
    return list(notice.refunds.select_related("payment", "credit_note", "made_by").order_by("pk"))
