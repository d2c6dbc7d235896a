"""Reads of money coming in: what is to be paid and how, payments the worker has to see to, and what staff look into."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Now, Replace

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import STUCK, Message
from shop.enums import EventVerdict, Kind, Method, PayerKind, PaymentState, Stage
from shop.models import Credit, GatewayEvent, Order, OrderLine, Payment, Refund, Transfer
from shop.queries.order_rows import OrderRows
from shop.queries.orders_state import OPEN

BY_GATEWAY = (Method.STRIPE, Method.DEMO)
# After this long a payment in the hands of a worker that died is taken up again; timed by the database's own clock.
LEASE = timedelta(minutes=2)
# How long to wait before asking again, by how often it was asked.
WAITS = ((10, timedelta(seconds=15)), (40, timedelta(minutes=2)), (32_767, timedelta(minutes=30)))
SUGGESTED = 10
MOST_FORGED = 100
COURSE_KINDS = (Kind.COURSE, Kind.WEBINAR, Kind.EVENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPay:
    """What is to be paid for an order now, in pence: of it by course credit if the payer wants, the rest by card."""

    owed_pence: int
    credit_pence: int

    @property
    def rest_pence(self) -> int:
        """What is left for a card once the credit is used."""
        return self.card_pence(with_credit=True)

    def card_pence(self, *, with_credit: bool) -> int:
        """What a card is asked for."""
        return self.owed_pence - (self.credit_pence if with_credit else 0)


def held_pence(payments: Sequence[Payment]) -> int:
    """What is held at a gateway, or was taken before the order was accepted."""
    return sum(payment.pence for payment in payments if payment.state == PaymentState.AUTHORISED)


def to_pay(rows: OrderRows) -> ToPay:
    """[TC-7.4a] What is owed, and how much credit can go into it: the buyer's own, before acceptance, for courses."""
    order, owed = rows.order, rows.owed_pence
    if order.payer.kind != PayerKind.BUYER or order.stage != Stage.PLACED:
        return ToPay(owed_pence=owed, credit_pence=0)
    courses = sum(line.pence for line in rows.lines.values() if line.kind in COURSE_KINDS)
    return ToPay(owed_pence=owed, credit_pence=min(owed, courses, credit_left(order.buyer_id)) if courses else 0)


def credit_left(user_id: int) -> int:
    """The pence of course credit that somebody can still spend."""
    given = Credit.objects.filter(owner=user_id).aggregate(sum=Coalesce(Sum("pence"), 0))["sum"]
    used = Credit.objects.filter(owner=user_id).aggregate(sum=Coalesce(Sum("uses__pence"), 0))["sum"]
    return int(given - used)


def open_payment(order_id: int) -> Payment | None:
    """The payment of an order whose outcome is still to come."""
    return Payment.objects.filter(order=order_id, state__in=OPEN, method__in=BY_GATEWAY).first()


def last_payment(order_id: int) -> Payment | None:
    """The open payment by card, else the latest one."""
    by_card = Payment.objects.filter(order=order_id, method__in=BY_GATEWAY)
    return by_card.filter(state__in=OPEN).first() or by_card.order_by("-pk").first()


def money_given_at(order_id: int) -> datetime | None:
    """When the last of the money of a paid order was given: held on the card, or on the bank account, whenever that was
    noted; None without any. Of a transfer the day is known, so the last second of it is taken."""
    paid = Payment.objects.filter(order=order_id, state__in=[PaymentState.AUTHORISED, PaymentState.CAPTURED])
    rows = paid.values_list("authorised_at", "captured_at", "transfer__received_on")
    found = [
        london.end_of_day(came_on) - london.A_SECOND if came_on else held_at or taken_at
        for held_at, taken_at, came_on in rows
    ]
    return max((at for at in found if at is not None), default=None)


def by_message(method: str, key: uuid.UUID | None, reference: str) -> Payment | None:
    """The payment a gateway's message is about: by our key, else by the gateway's reference."""
    named = Payment.objects.filter(method=method)
    if key is not None:
        return named.filter(key=key).first()
    return named.filter(reference=reference).first() if reference else None


def refund_by_message(method: str, key: uuid.UUID | None, reference: str) -> Refund | None:
    """The refund a gateway's message is about: by our key, else by the gateway's reference."""
    named = Refund.objects.filter(payment__method=method).select_related("payment")
    return named.filter(**({"reference": reference} if key is None else {"key": key})).first()


def due(*, at: datetime) -> QuerySet[Payment]:
    """Payments at a gateway with something to do or to find out, in nobody's hands, the longest waiting first."""
    to_do = Q(state__in=[PaymentState.STARTED, PaymentState.UNKNOWN]) | ~Q(wanted="")
    free = Q(claimed_at=None) | Q(claimed_at__lt=Now() - LEASE)
    rested = Q(checked_at=None)
    for times, wait in WAITS:
        rested |= Q(attempts__lte=times, checked_at__lte=at - wait)
    return Payment.objects.filter(to_do, free, rested, method__in=BY_GATEWAY).order_by(
        F("checked_at").asc(nulls_first=True), "pk"
    )


def unsettled() -> QuerySet[Payment]:
    """Payments whose outcome is unknown, or with money still to be taken or let go, the oldest first."""
    found = Payment.objects.filter(Q(state=PaymentState.UNKNOWN) | ~Q(wanted=""))
    return found.select_related("order__buyer", "payer").order_by("started_at", "pk")


def suspicious() -> QuerySet[GatewayEvent]:
    """Messages that were forged, or whose sum or currency was another, the latest first."""
    found = GatewayEvent.objects.filter(verdict__in=[EventVerdict.FORGED, EventVerdict.MISMATCH])
    return found.select_related("payment__order").order_by("-pk")


def is_flooded(*, at: datetime) -> bool:
    """Whether the latest messages are all forged ones of the last hour: then no more of them are kept."""
    latest = list(GatewayEvent.objects.order_by("-pk").values_list("verdict", "received_at")[:MOST_FORGED])
    recent = [verdict for verdict, received in latest if received > at - timedelta(hours=1)]
    return recent.count(EventVerdict.FORGED) == MOST_FORGED


def undelivered() -> QuerySet[Message]:
    """[TC-2.2] [TC-5.5a] Letters of the shop that came back or could not be sent: somebody has not been told."""
    found = Message.objects.filter(kind__startswith="shop.", state__in=STUCK)
    return found.select_related("to_user").order_by("pk")


def orders_of(messages: Sequence[Message]) -> dict[int, Order]:
    """The orders these letters are about, by the letter's id."""
    ids = {message.pk: message.context["order"] for message in messages if "order" in message.context}
    orders = Order.objects.select_related("buyer").in_bulk(list(ids.values()))
    return {message: orders[order] for message, order in ids.items() if order in orders}


def unmatched() -> QuerySet[Transfer]:
    """Transfers that belong to no order yet, the oldest first."""
    return Transfer.objects.filter(payment=None).select_related("entered_by").order_by("received_on", "pk")


def suggested(transfer: Transfer) -> list[Order]:
    """Unpaid accepted orders a transfer may be for: those whose number it quotes, else those of exactly its sum."""
    unpaid = Order.objects.filter(stage=Stage.ACCEPTED, paid_at=None).select_related("payer", "buyer")
    quoted = "".join(sign for sign in transfer.reference.upper() if sign.isalnum())
    plain = Replace("number", Value("-"), Value(""))
    named = unpaid.annotate(quoted=Value(quoted), plain=plain).filter(quoted__contains=F("plain"))
    return list(named) or list(unpaid.filter(total_pence=transfer.pence).order_by("accepted_at")[:SUGGESTED])


def order_numbered(number: str) -> Order | None:
    """The accepted order of a number, however it was typed."""
    return Order.objects.filter(number=number.strip().upper(), stage=Stage.ACCEPTED).select_related("payer").first()


def lines_of(order_id: int) -> QuerySet[OrderLine]:
    """The lines of an order, in order."""
    return OrderLine.objects.filter(order=order_id).order_by("pk")
