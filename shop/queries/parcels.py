"""What finance sends and who came: orders with goods still here, one order's parcels, sessions and their people."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from cilexportal.foundation import london
from shop.enums import CancellationStage, Ground, Stage, Supply
from shop.models import (
    Cancellation,
    ContactAttempt,
    CourseSession,
    Order,
    OrderedSession,
    OrderLine,
    Parcel,
    ParcelItem,
    Product,
)
from shop.queries.order_rows import rows_of
from shop.rules import defaulting, windows


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """A line of goods of which some units are still here; `late` once its estimated day is over."""

    line: OrderLine
    left: int
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One order's goods: what is still to go, the parcels so far, and the attempts to reach the buyer.

    `deliver_until` is the last day the terms allow; `may_end` says that two attempts on two days are recorded.
    """

    order: Order
    to_send: Sequence[ToSend]
    parcels: Sequence[Parcel]
    attempts: Sequence[ContactAttempt]
    deliver_until: date
    may_end: bool


def lines_to_send() -> QuerySet[OrderLine]:
    """Lines of goods of accepted orders with units still here and wanted, the earliest estimate first."""
    sent = ParcelItem.objects.filter(line=OuterRef("pk")).order_by().values("line").annotate(n=Sum("quantity"))
    gone = (
        Cancellation.objects.filter(line=OuterRef("pk"))
        .exclude(Q(stage=CancellationStage.REFUSED) | Q(ground=Ground.PAID_IN_ERROR))
        .order_by()
        .values("line")
        .annotate(n=Sum("quantity"))
    )
    left = (
        F("quantity") - Coalesce(Subquery(sent.values("n")), Value(0)) - Coalesce(Subquery(gone.values("n")), Value(0))
    )
    found = OrderLine.objects.filter(supply=Supply.GOODS, order__stage=Stage.ACCEPTED).annotate(left=left)
    related = found.filter(left__gt=0).select_related("order__buyer", "order__delivery")
    return related.order_by("deliver_by", "order__accepted_at", "pk")


def parcels_out() -> QuerySet[Parcel]:
    """Parcels that have been sent and not arrived, the longest under way first."""
    return Parcel.objects.filter(delivered_on=None).select_related("order__buyer").order_by("dispatched_at")


def sending(uuid: uuids.UUID, *, at: datetime) -> Sending | None:
    """One accepted order's goods in full; None for another order."""
    order = Order.objects.filter(uuid=uuid, stage=Stage.ACCEPTED).first()
    if order is None or order.accepted_at is None:
        return None
    rows, today = rows_of([order.pk])[order.pk], london.date_of(at)
    goods = [line for line in rows.lines.values() if line.supply == Supply.GOODS]
    attempts = list(order.contact_attempts.select_related("by").order_by("at"))
    until = windows.days_after(london.date_of(order.accepted_at), rows.policy.delivery_days)
    return Sending(
        order=rows.order,
        to_send=[
            ToSend(line=line, left=rows.unsent(line), late=(line.deliver_by or until) < today)
            for line in goods
            if rows.unsent(line)
        ],
        parcels=list(order.parcels.prefetch_related("items__line")),
        attempts=attempts,
        deliver_until=until,
        may_end=defaulting.no_delivery(attempts=[one.at for one in attempts], policy=rows.policy) is None,
    )


def parcel_of(uuid: uuids.UUID, parcel_id: int) -> Parcel | None:
    """A parcel of that order."""
    return Parcel.objects.filter(pk=parcel_id, order__uuid=uuid).first()


def sessions_near(*, at: datetime, past: bool) -> QuerySet[CourseSession]:
    """Sessions to come, or those that have begun (the latest first), with how many are booked and marked."""
    booked = OrderedSession.objects.filter(session=OuterRef("pk"), line__order__stage=Stage.ACCEPTED)
    counted = booked.order_by().values("session").annotate(n=Count("pk"), marked=Count("marked_at"))
    found = CourseSession.objects.select_related("product").annotate(
        booked=Coalesce(Subquery(counted.values("n")), Value(0)),
        marked=Coalesce(Subquery(counted.values("marked")), Value(0)),
    )
    if past:
        return found.filter(starts_at__lte=at).order_by("-starts_at", "pk")
    return found.filter(starts_at__gt=at).order_by("starts_at", "pk")


def attending(session_id: int) -> list[OrderedSession]:
    """Everybody booked on a session, by name; those who gave up every place are left out."""
    booked = OrderedSession.objects.filter(session=session_id, line__order__stage=Stage.ACCEPTED)
    gone = Cancellation.objects.filter(line=OuterRef("line")).exclude(
        Q(stage=CancellationStage.REFUSED) | Q(ground=Ground.PAID_IN_ERROR)
    )
    lost = Coalesce(Subquery(gone.order_by().values("line").annotate(n=Sum("quantity")).values("n")), Value(0))
    found = booked.annotate(places=F("line__quantity") - lost).filter(places__gt=0)
    related = found.select_related("line__order__buyer", "line__beneficiary", "marked_by")
    return sorted(related, key=lambda one: str(one.line.beneficiary or one.line.order.buyer).casefold())


def session_of(session_id: int) -> CourseSession | None:
    """A session with its product."""
    return CourseSession.objects.filter(pk=session_id).select_related("product").first()


def product_of(slug: str) -> Product | None:
    """A product by its slug."""
    return Product.objects.filter(slug=slug).first()
