"""A buyer's own orders, the newest first, in the buyer's words."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet

from shop.enums import Supply
from shop.models import Order, OrderLine
from shop.queries import desk
from shop.queries.desk import state_of

A_PAGE = 15
# The same states as at the desk, as a buyer reads them: words and colour.
STATES = desk.STATES | {
    "checking": ("We are checking the payment", "amber"),
    "unpaid": ("Accepted, to be paid", "amber"),
    "declined": ("Not accepted, nothing taken", "grey"),
}


def orders_of(user_id: int) -> QuerySet[Order]:
    """The orders this person placed, with the titles of what they ordered."""
    lines = OrderLine.objects.exclude(supply=Supply.DELIVERY).only("order_id", "title", "quantity").order_by("pk")
    return (
        desk.with_facts(Order.objects.filter(buyer_id=user_id))
        .prefetch_related(Prefetch("lines", queryset=lines, to_attr="things"))
        .select_related("payer")
    )


def paginated(user_id: int) -> Paginator:
    """The same page by page."""
    return Paginator(orders_of(user_id), A_PAGE)


def rows(orders: list[Any]) -> list[dict[str, Any]]:
    """The orders as the list shows them: what was ordered in a line, and the state in words."""
    return [
        {"order": order, "things": ", ".join(map(_thing, order.things)), "word": word, "colour": colour}
        for order in orders
        for word, colour in [STATES[state_of(order)]]
    ]


def _thing(line: OrderLine) -> str:
    return line.title if line.quantity == 1 else f"{line.quantity} × {line.title}"
