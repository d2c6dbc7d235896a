"""The shop on the first page: the latest orders of a person, and what waits at finance's desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q

from shop.enums import CancellationStage, PaymentState, RefundState
from shop.models import Cancellation, Payment, Refund
from shop.queries import desk_unpaid, order_list

SHOWN = 3
WAITING = (CancellationStage.OFFICER, CancellationStage.RETURN, CancellationStage.PAYABLE)


def orders_of(user_id: int) -> list[dict[str, Any]]:
    """The latest orders of a person as the list of orders shows them; one query for somebody who ordered nothing."""
    return order_list.rows(list(order_list.orders_of(user_id)[:SHOWN]))


def desk(*, today: date) -> dict[str, int]:
    """How many orders are unpaid, refunds and returns to be seen to, those of them overdue, and payments in doubt."""
    waiting = Cancellation.objects.filter(stage__in=WAITING)
    sums = waiting.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    stuck = Refund.objects.filter(state__in=[RefundState.FAILED, RefundState.UNKNOWN]).count()
    return {
        "unpaid": desk_unpaid.unpaid().count(),
        "refunds": sums["all"] + stuck,
        "overdue": sums["late"],
        "checking": Payment.objects.filter(state=PaymentState.UNKNOWN).count(),
    }
