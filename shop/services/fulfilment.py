"""Supply: what follows from payment, parcels on their way, attempts to reach somebody, and who came to a session."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop import events
from shop.enums import Stage, Supply
from shop.models import ContactAttempt, CourseSession, Order, OrderedSession, Parcel, ParcelItem
from shop.queries.order_rows import rows_of
from shop.services import access

DISPATCHED, DELIVERY_FAILED = "shop.dispatched", "shop.delivery_failed"


def line_paid(told: events.LinePaid) -> None:
    """[TC-6.4] What follows at once from a line being accepted and paid: the gate of a download is made ready."""
    access.open_access(line_id=told.line_id, at=told.at)


def dispatch(*, order_id: int, units: Mapping[int, int], carrier: str, tracking: str, by: User, at: datetime) -> Parcel:
    """[TC-6.5] [TC-9.3a] Sends so many units of some lines (line id -> units) in one parcel; there may be several.

    Raises Refused for an empty parcel, and for more of a line than is still here and wanted.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",)).select_related("buyer").get(pk=order_id)
        if order.stage != Stage.ACCEPTED:
            raise Refused.because("TC-3.1", "The order is not accepted, so nothing of it is sent.")
        wanted = {line_id: quantity for line_id, quantity in units.items() if quantity > 0}
        _refuse_too_many(order, wanted)
        parcel = Parcel.objects.create(
            order=order, dispatched_at=at, carrier=carrier.strip(), tracking=tracking.strip(), entered_by=by
        )
        ParcelItem.objects.bulk_create(
            ParcelItem(parcel=parcel, line_id=line_id, quantity=quantity) for line_id, quantity in wanted.items()
        )
        _write(DISPATCHED, order, {"parcel": parcel.pk}, key=str(parcel.pk), at=at)
        return parcel


def deliver(*, parcel_id: int, on: date, by_carrier: bool, by: User, at: datetime) -> Parcel:
    """[TC-6.5] [TC-9.3a] A parcel came into the buyer's hands on a London day: risk passes, and the days begin to run.

    `by_carrier` says that the carrier said so and not staff. Raises Refused for an impossible day or a second time.
    """
    with transaction.atomic():
        parcel = _parcel(parcel_id)
        _refuse_impossible(parcel, on, at=at)
        parcel.delivered_on, parcel.delivered_by_carrier = on, by_carrier
        parcel.save(update_fields=["delivered_on", "delivered_by_carrier"])
        return parcel


def fail_delivery(*, parcel_id: int, on: date, by: User, at: datetime) -> Parcel:
    """[TC-6.7] [TC-6.8] The carrier found nobody: kept, and the buyer is asked what to do. Raises Refused as above."""
    with transaction.atomic():
        parcel = _parcel(parcel_id)
        _refuse_impossible(parcel, on, at=at)
        parcel.failed_on = on
        parcel.save(update_fields=["failed_on"])
        _write(DELIVERY_FAILED, parcel.order, {"parcel": parcel.pk}, key=f"{parcel.pk}:{on}", at=at)
        return parcel


def record_attempt(*, order_id: int, note: str, by: User, at: datetime) -> ContactAttempt:
    """[TC-6.8a] Somebody tried to reach the buyer about a parcel. Raises Refused without a note."""
    if not note.strip():
        raise Refused.because("TC-6.8a", "Say how you tried to reach the buyer, and what came of it.")
    return ContactAttempt.objects.create(order_id=order_id, at=at, by=by, note=note.strip())


def mark(*, session_id: int, came: Collection[int], by: User, at: datetime) -> int:
    """[TC-6.3] Who came to a session (ids of booked sessions); everybody else booked did not. Returns how many came.

    Raises Refused before the session has begun.
    """
    with transaction.atomic():
        session = CourseSession.objects.select_for_update().get(pk=session_id)
        if at < session.starts_at:
            begins = london.at_in_words(session.starts_at)
            raise Refused.because("TC-6.3", f"The session begins on {begins}. Mark who came from then on.")
        booked = OrderedSession.objects.filter(session=session, line__order__stage=Stage.ACCEPTED)
        marks: dict[str, Any] = {"marked_at": at, "marked_by": by}
        booked.exclude(pk__in=came).update(attended=False, **marks)
        return booked.filter(pk__in=came).update(attended=True, **marks)


def _refuse_too_many(order: Order, wanted: Mapping[int, int]) -> None:
    """A parcel holds goods of its own order that are still here and have not been given up."""
    rows = rows_of([order.pk])[order.pk]
    if not wanted:
        raise Refused.because("TC-6.2", "Enter how many of something go into the parcel.")
    for line_id, quantity in wanted.items():
        line = rows.lines[line_id]
        left = rows.unsent(line) if line.supply == Supply.GOODS else 0
        if quantity > left:
            raise Refused.because("TC-6.2", f"{left} of {line.title} are still to be sent, not {quantity}.")


def _parcel(parcel_id: int) -> Parcel:
    """A parcel, locked, with its order and buyer."""
    return Parcel.objects.select_for_update(of=("self",)).select_related("order__buyer").get(pk=parcel_id)


def _refuse_impossible(parcel: Parcel, on: date, *, at: datetime) -> None:
    """A parcel arrives, or fails to, between its dispatch and today, and arrives once."""
    if parcel.delivered_on is not None:
        came = london.in_words(parcel.delivered_on)
        raise Refused.because("TC-6.5", f"The parcel was delivered on {came}.")
    sent, today = london.date_of(parcel.dispatched_at), london.date_of(at)
    if not sent <= on <= today:
        said = f"Give a day from {london.in_words(sent)}, when it was sent, to {london.in_words(today)}."
        raise Refused.because("TC-6.5", said)


def _write(kind: str, order: Order, context: dict[str, Any], *, key: str, at: datetime) -> None:
    """Writes to the buyer at the address of the order."""
    correspondence.queue(
        kind=kind, to_user_id=order.buyer_id, to_name=str(order.buyer), to_email=order.email, context=context,
        dedupe_key=f"{kind}:{key}", at=at,
    )  # fmt: skip
