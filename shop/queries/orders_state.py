"""How far an order has come and what can be done with it: the facts that shop.rules.moves goes by."""

from __future__ import annotations

from cilexportal.foundation import london
from shop.enums import PaymentState, Supply
from shop.models import Order, OrderLine, Payment, Price
from shop.queries.catalogue import holds
from shop.queries.order_rows import OrderRows, rows_of
from shop.rules.moves import OrderFacts
from shop.rules.ordering import Wanted
from shop.rules.policy import Policy

OPEN = (PaymentState.STARTED, PaymentState.UNKNOWN, PaymentState.AUTHORISED)


def rows_for(order: Order) -> OrderRows:
    """The order with every row that bears on its money."""
    return rows_of([order.pk])[order.pk]


def telling(payments: list[Payment]) -> PaymentState | None:
    """The state of the payment that counts now: the open one where there is one, else the last; None without any."""
    states = [PaymentState(payment.state) for payment in payments]
    return next((state for state in states if state in OPEN), states[-1] if states else None)


def facts_of(rows: OrderRows) -> OrderFacts:
    """What is known of one order."""
    order = rows.order
    return OrderFacts(
        accepted_at=order.accepted_at,
        declined_at=order.declined_at,
        withdrawn_at=order.withdrawn_at,
        payment=telling(rows.payments),
        by_transfer=order.by_transfer,
        owed_pence=rows.owed_pence,
        goods_to_send=sum(rows.unsent(line) for line in rows.lines.values() if line.supply == Supply.GOODS),
        units_left=sum(rows.units_left(line) for line in rows.lines.values()),
    )


def wanted_of(rows: OrderRows) -> list[Wanted]:
    """[TC-3.2] The lines of a placed order as they stand in the catalogue now; stock is held for it already.

    The price compared is the dated one of the day it was ordered: a later price changes nothing, a correction does.
    Fees are billed at the price they are told, and delivery is no product of the catalogue.
    """
    lines = [line for line in rows.lines.values() if line.product.is_browsed]
    day = london.date_of(rows.order.placed_at)
    priced = Price.objects.filter(holds(day), product__in=[line.product_id for line in lines])
    prices = dict(priced.values_list("product_id", "pence"))
    return [_wanted(line, prices.get(line.product_id)) for line in lines]


def _wanted(line: OrderLine, price_pence: int | None) -> Wanted:
    return Wanted(
        title=line.title,
        supply=Supply(line.supply),
        quantity=line.quantity,
        seen_pence=line.unit_pence,
        price_pence=price_pence if line.product.suspended_at is None else None,
        delivery_days=line.product.delivery_days,
    )


def policy_of(order: Order) -> Policy:
    """The policy an order was placed under."""
    return Policy.of(order.policy.figures)
