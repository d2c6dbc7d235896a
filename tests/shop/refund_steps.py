"""What the tests of giving up and paying back do again and again."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Sum

from members.models import User
from shop.enums import Channel, Ground
from shop.gateways.demo import DemoGateway
from shop.gateways.demo_bank import Account
from shop.models import Cancellation, CreditNote, Order, OrderLine, Parcel, ParcelItem, Refund
from shop.services import cancelling, invoicing, refunds

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def give_up(line: OrderLine, *, at: datetime = NOON + DAY, by: User | None = None, **fields: Any) -> Cancellation:
    """A notice in the portal about one unit, a change of mind unless told otherwise."""
    wanted = {"quantity": 1, "ground": Ground.CHANGE_OF_MIND, "channel": Channel.PORTAL, "sent_at": at, "words": ""}
    return cancelling.give_up(line_id=line.pk, by=by or line.order.buyer, at=at, **{**wanted, **fields})


def pay_back(notice: Cancellation, by: User, *, at: datetime = NOON + 2 * DAY) -> list[Refund]:
    """Finance makes the refund."""
    return refunds.make(cancellation_id=notice.pk, by=by, at=at)


def invoiced(order: Order) -> Order:
    """The order with its invoice."""
    invoicing.issue(order_id=order.pk, at=order.accepted_at or NOON)
    return order


def line_of(order: Order, number: int = 0) -> OrderLine:
    """A line of an order, by its place."""
    return order.lines.select_related("order__buyer").order_by("pk")[number]


def send(order: Order, by: User, *, at: datetime = NOON + DAY, delivered: datetime | None = None) -> Parcel:
    """All goods of an order in one parcel."""
    parcel = Parcel.objects.create(
        order=order, dispatched_at=at, entered_by=by, delivered_on=delivered.date() if delivered else None
    )
    for line in order.lines.filter(supply="goods"):
        ParcelItem.objects.create(parcel=parcel, line=line, quantity=line.quantity)
    return parcel


def refunded(order: Order) -> int:
    """Pence that have gone back or are on their way."""
    return Refund.objects.filter(payment__order=order).aggregate(pence=Sum("pence"))["pence"] or 0


def credited(order: Order) -> int:
    """Pence that credit notes took off."""
    return CreditNote.objects.filter(invoice__order=order).aggregate(pence=Sum("gross_pence"))["pence"] or 0


def banked(order: Order) -> DemoGateway:
    """The demo's bank knows the payments of an order as taken; their charges are its own names."""
    gateway = DemoGateway(folder=Path(tempfile.mkdtemp()), secret="secret")
    for payment in order.payments.all():
        key = str(payment.key)
        account = Account(
            key=key, pence=payment.pence, currency="GBP", words="", return_url="", expires=9e9, state="captured"
        )
        with gateway.bank.changing(account):
            pass
        order.payments.filter(pk=payment.pk).update(charge=key)
    return gateway
