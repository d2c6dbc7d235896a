"""What has been accepted and is not paid: how much, since when, when reminded, and what can be done next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import Stage
from shop.models import Order, PaymentReminder
from shop.queries.order_rows import rows_of
from shop.rules import defaulting, windows
from shop.rules.policy import Policy

A_PAGE = 25


@dataclass(frozen=True)
class Unpaid:
    """An unpaid order. `until` is the last day of the time after a reminder, `refusal` why it cannot be ended yet."""

    order: Any
    owed_pence: int
    reminders: list[datetime]
    until: date | None
    refusal: Refusal | None


def unpaid() -> QuerySet[Order]:
    """Accepted orders of which something is still to be paid, the longest waiting first."""
    return Order.objects.filter(stage=Stage.ACCEPTED, paid_at=None).order_by("accepted_at", "id")


def paginated() -> Paginator:
    """The unpaid orders page by page."""
    return Paginator(unpaid(), A_PAGE)


def with_reminders(orders: list[Order], *, at: datetime) -> list[Unpaid]:
    """[TC-9.8.2] These orders with what is owed, when their payers were reminded and what follows."""
    rows = rows_of([order.pk for order in orders])
    sent: dict[int, list[datetime]] = defaultdict(list)
    for reminder in PaymentReminder.objects.filter(order__in=orders, sent_at__isnull=False).order_by("sent_at"):
        sent[reminder.order_id].append(reminder.sent_at)
    return [_unpaid(rows[order.pk].order, rows[order.pk].owed_pence, sent[order.pk], at=at) for order in orders]


def _unpaid(order: Order, owed_pence: int, reminders: list[datetime], *, at: datetime) -> Unpaid:
    policy = Policy.of(order.policy.figures)
    last = reminders[-1] if reminders else None
    return Unpaid(
        order=order,
        owed_pence=owed_pence,
        reminders=reminders,
        until=windows.days_after(london.date_of(last), policy.nonpayment_days) if last else None,
        refusal=defaulting.not_paid(owed_pence=owed_pence, reminded_at=last, policy=policy, at=at),
    )
