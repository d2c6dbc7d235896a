"""What the tests of orders and payments do again and again: place, pay at the demo's gateway, let the worker work."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message
from shop.enums import EventVerdict, Method
from shop.gateways.demo import DemoGateway, Wire
from shop.models import Order, Payment
from shop.services import payments, settling
from tests.shop import factories
from tests.shop.factories import NOON


def placed(buyer: Any, *lines: tuple[Any, int], **fields: Any) -> Order:
    """An order that waits for its payment."""
    return factories.order(buyer, lines, accepted_at=None, **fields)


def begin(order: Order, *, at: datetime = NOON, **how: Any) -> Payment:
    """The payer goes to the gateway: an attempt, and its page."""
    seen = how.pop("seen_pence", order.total_pence)
    payment = payments.start(order_id=order.pk, seen_pence=seen, at=at, **how)
    assert payment is not None
    settling.drive(payment_id=payment.pk, at=at)
    payment.refresh_from_db()
    return payment


def deliver(wire: Wire, *, at: datetime = NOON) -> EventVerdict:
    """A message arrives."""
    return payments.receive(method=Method.DEMO, body=wire[0], headers=wire[1], at=at)


def pay(order: Order, gateway: DemoGateway, *, at: datetime = NOON, **how: Any) -> Payment:
    """The payer pays with a card that is taken, and the gateway's word arrives."""
    payment = begin(order, at=at, **how)
    assert gateway.pay(str(payment.key))
    deliver(gateway.message(str(payment.key)), at=at)
    payment.refresh_from_db()
    order.refresh_from_db()
    return payment


def work(*things: Any, at: datetime = NOON, rounds: int = 6) -> None:
    """The worker sweeps until nothing is due, a while passing between its rounds; `things` are read anew."""
    for turn in range(rounds):
        settling.sweep(at=at + timedelta(minutes=turn))
    for thing in things:
        thing.refresh_from_db()


def post(*, at: datetime = NOON) -> list[Message]:
    """Everything due is sent; the letters of the shop so far, the oldest first."""
    while sending.send_due(at=at, limit=100):
        pass
    return list(Message.objects.filter(kind__startswith="shop.").order_by("pk"))
