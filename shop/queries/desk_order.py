"""One order as staff see it: what its buyer sees, and who owns and risks what, the money, the messages, the papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import ARRIVED, Message
from shop.enums import Ground, PayerKind, PaymentState, RefundState, Supply
from shop.models import (
    Consent,
    ContactAttempt,
    CreditNote,
    GatewayEvent,
    Invoice,
    Order,
    OrderLine,
    ParcelItem,
    Payment,
    PaymentReminder,
    Refund,
    WriteOff,
)
from shop.queries import giving_up
from shop.queries.desk import STATES, state_of
from shop.queries.order_rows import OrderRows, rows_of
from shop.rules import ordering
from shop.rules.facts import Answer

PAYMENT_COLOURS = {
    PaymentState.CAPTURED: "green",
    PaymentState.AUTHORISED: "blue",
    PaymentState.STARTED: "grey",
    PaymentState.UNKNOWN: "amber",
    PaymentState.RELEASED: "grey",
    PaymentState.FAILED: "red",
}
REFUND_COLOURS = {RefundState.PAID: "green", RefundState.FAILED: "red", RefundState.UNKNOWN: "amber"}


@dataclass(frozen=True)
class DeskLine:
    """A line with everything that hangs on it. `answer` says what a change of mind would come to now."""

    line: OrderLine
    left: int
    answer: Answer | None
    sessions: list[Any]
    consents: list[Consent]
    access: Any
    cancellations: list[Any]
    sent: str = ""
    risk: str = ""


@dataclass(frozen=True)
class DeskOrder:
    """An order in full. Sums are pence; `owner` says who owns its goods, "" where it has none [TC-6.6]."""

    order: Any
    word: str
    colour: str
    owed_pence: int
    kept_pence: int
    lines: list[DeskLine]
    owner: str
    payments: list[dict[str, Any]]
    refunds: list[dict[str, Any]]
    invoices: list[Invoice]
    credit_notes: list[CreditNote]
    consents: list[Consent]
    messages: list[Message]
    notes: list[dict[str, Any]]


def in_full(uuid: UUID, *, at: datetime) -> DeskOrder | None:
    """The order of an address with all that is known of it; None where there is none."""
    order_id = Order.objects.filter(uuid=uuid).values_list("pk", flat=True).first()
    if order_id is None:
        return None
    rows = rows_of([order_id])[order_id]
    order = rows.order
    consents = list(Consent.objects.filter(order=order).select_related("wording", "given_by", "line").order_by("pk"))
    papers = list(Invoice.objects.filter(order=order).prefetch_related("credit_notes").order_by("running"))
    notes_of = [note for paper in papers for note in paper.credit_notes.all()]
    order.checking = any(payment.state == PaymentState.UNKNOWN for payment in rows.payments)
    order.given_up = rows.is_given_up
    word, colour = STATES[state_of(order)]
    return DeskOrder(
        order=order,
        word=word,
        colour=colour,
        owed_pence=rows.owed_pence,
        kept_pence=rows.kept_pence,
        lines=_lines(rows, consents, at=at),
        owner=_owner(rows),
        payments=_payments(order),
        refunds=_refunds(rows),
        invoices=papers,
        credit_notes=notes_of,
        consents=[consent for consent in consents if consent.line_id is None],
        messages=_messages(rows, papers, notes_of),
        notes=_notes(order),
    )


def _lines(rows: OrderRows, consents: list[Consent], *, at: datetime) -> list[DeskLine]:
    """The lines in their order."""
    sent = _sent(rows)
    return [
        DeskLine(
            line=line,
            left=rows.units_left(line),
            answer=_answer(rows, line, at=at),
            sessions=rows.sessions.get(line.pk, []),
            consents=[consent for consent in consents if consent.line_id == line.pk],
            access=rows.accesses.get(line.pk),
            cancellations=[one for one in rows.cancellations if one.line_id == line.pk],
            sent=sent.get(line.pk, ""),
            risk=_risk(rows, today=london.date_of(at)) if line.supply == Supply.GOODS and rows.units_left(line) else "",
        )
        for line in sorted(rows.lines.values(), key=lambda line: line.pk)
    ]


def _answer(rows: OrderRows, line: OrderLine, *, at: datetime) -> Answer | None:
    """[TC-9.2] What the buyer reads about this line; nothing for delivery and for what was all given up."""
    left = rows.units_left(line)
    if line.supply == Supply.DELIVERY or left == 0 or rows.order.accepted_at is None:
        return None
    return giving_up.answer(rows, line, units=left, ground=Ground.CHANGE_OF_MIND, at=at)


def _sent(rows: OrderRows) -> dict[int, str]:
    """Line -> which parcels its units went in."""
    if not rows.parcels:
        return {}
    days = {parcel.pk: london.in_words(london.date_of(parcel.dispatched_at)) for parcel in rows.parcels}
    found: dict[int, list[str]] = {}
    for item in ParcelItem.objects.filter(parcel__in=days).order_by("pk"):
        found.setdefault(item.line_id, []).append(f"{item.quantity} sent on {days[item.parcel_id]}")
    return {line: "; ".join(words) for line, words in found.items()}


def _risk(rows: OrderRows, *, today: date) -> str:
    """[TC-6.5] Whose risk the goods are, by the last parcel's delivery."""
    days = [parcel.delivered_on for parcel in rows.parcels]
    if not days or None in days or any(rows.unsent(line) for line in rows.lines.values() if line.supply == "goods"):
        return "Not delivered in full: a loss is CILEX's."
    delivered = max(day for day in days if day is not None)
    if ordering.is_at_buyers_risk(delivered_on=delivered, lost_on=today):
        return f"Delivered on {london.in_words(delivered)}: a loss since then is the buyer's."
    return f"Delivered on {london.in_words(delivered)}."


def _owner(rows: OrderRows) -> str:
    """[TC-6.6] Who owns the goods of the order."""
    if rows.order.accepted_at is None or not any(line.supply == Supply.GOODS for line in rows.lines.values()):
        return ""
    if not any(rows.units_left(line) for line in rows.lines.values() if line.supply == Supply.GOODS):
        return "Nothing is left: all goods were given up."
    owner = ordering.owner(owed_pence=rows.owed_pence, payer=PayerKind(rows.order.payer.kind))
    if owner is None:
        return "CILEX, until nothing is owed."
    return f"{rows.order.payer.name}, who paid." if owner == PayerKind.EMPLOYER else "The buyer: nothing is owed."


def _payments(order: Order) -> list[dict[str, Any]]:
    """Every attempt to pay, with the gateway's own names and messages."""
    messages = Prefetch("messages", queryset=GatewayEvent.objects.order_by("pk"))
    found = Payment.objects.filter(order=order).select_related("transfer").prefetch_related(messages)
    return [
        {"payment": payment, "colour": PAYMENT_COLOURS[PaymentState(payment.state)], "messages": payment.messages.all()}
        for payment in found.order_by("pk")
    ]


def _refunds(rows: OrderRows) -> list[dict[str, Any]]:
    if not rows.refunds:
        return []
    found = Refund.objects.filter(payment__order=rows.order).select_related("payment", "credit_note")
    return [
        {"refund": refund, "colour": REFUND_COLOURS.get(RefundState(refund.state), "blue")}
        for refund in found.order_by("pk")
    ]


def _messages(rows: OrderRows, invoices: list[Invoice], credit_notes: list[CreditNote]) -> list[Message]:
    """What was sent about the order, the latest first: to its buyer, and to an employer who pays.

    The outbox knows neither orders nor papers but by the ids that its letters are built from.
    """
    order, notices = rows.order, [notice.pk for notice in rows.cancellations]
    about = Q(context__order=order.pk) | Q(context__line__in=list(rows.lines)) | Q(context__cancellation__in=notices)
    about |= Q(context__parcel__in=[parcel.pk for parcel in rows.parcels])
    about |= Q(context__told__in=[told.pk for found in rows.told.values() for told in found])
    for notice in notices:
        about |= Q(kind="shop.ended", context__cancellations__contains=[notice])
    about |= Q(kind="shop.invoice", context__paper__in=[paper.pk for paper in invoices])
    about |= Q(kind="shop.credit_note", context__paper__in=[note.pk for note in credit_notes])
    to = Q(to_user_id=order.buyer_id)
    if order.payer.kind == PayerKind.EMPLOYER:
        to |= Q(to_user=None, to_email=order.payer.email)
    sent = Message.objects.filter(to, about, state__in=ARRIVED, kind__startswith="shop.")
    return list(sent.order_by("-id")[:50])


def _notes(order: Order) -> list[dict[str, Any]]:
    """Reminders, attempts to reach the buyer and debts given up, as a timeline, the latest first."""
    events = [
        *({"title": "Reminded to pay", "at": one.asked_at, "by": one.asked_by, "text": _went(one)} for one in
          PaymentReminder.objects.filter(order=order).select_related("asked_by")),
        *({"title": "Tried to reach the buyer", "at": one.at, "by": one.by, "text": one.note} for one in
          ContactAttempt.objects.filter(order=order).select_related("by")),
        *({"title": "Debt given up", "at": one.at, "by": one.by, "text": one.reason} for one in
          WriteOff.objects.filter(order=order).select_related("by")),
    ]  # fmt: skip
    return sorted(events, key=lambda event: event["at"], reverse=True)


def _went(reminder: PaymentReminder) -> str:
    return f"Sent on {london.at_in_words(reminder.sent_at)}." if reminder.sent_at else "It has not gone out yet."
