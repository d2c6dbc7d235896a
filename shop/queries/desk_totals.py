"""Money of the shop by London day: what was taken, invoiced, credited and paid back, and where that does not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Model, QuerySet, Sum
from django.db.models.functions import TruncDate

from cilexportal.foundation import london
from shop.enums import EventVerdict, PaymentState, RefundState, Stage
from shop.models import CreditNote, GatewayEvent, Invoice, Order, Payment, Refund
from shop.queries.desk import in_decimal

MOST_DAYS = 92
MOST_DIFFERENCES = 200
REFUND_HEADINGS = (
    "Refund", "Order", "State", "Made", "Paid", "Pounds", "Payer", "By", "Payment", "Reference", "Credit note",
    "Reason", "Clause",
)  # fmt: skip
Sums = dict[date, int]


@dataclass(frozen=True)
class Day:
    """The money of one London day, in pence."""

    day: date
    taken: int = 0
    invoiced: int = 0
    credited: int = 0
    repaid: int = 0
    orders: int = 0

    @property
    def net(self) -> int:
        """What the day brought, less what went back."""
        return self.taken - self.repaid


@dataclass(frozen=True)
class Difference:
    """An order whose papers and money do not agree: pence of each, by how much they differ, and why as far as known."""

    order: Order
    invoiced: int
    credited: int
    taken: int
    repaid: int
    why: str

    @property
    def pence(self) -> int:
        """What was asked for, less what is held; more than nothing is still owed, less was taken too much."""
        return (self.invoiced - self.credited) - (self.taken - self.repaid)


def days(from_day: date, to_day: date) -> list[Day]:
    """Every day from one to the other, the newest first, by four statements of sums and one of counts."""
    taken = _sums(_taken(), "captured_at", "pence", from_day, to_day)
    invoiced = _sums(Invoice.objects.all(), "issued_at", "gross_pence", from_day, to_day)
    credited = _sums(CreditNote.objects.all(), "issued_at", "gross_pence", from_day, to_day)
    repaid = _sums(_repaid(), "paid_at", "pence", from_day, to_day)
    orders = _counts(from_day, to_day)
    return [
        Day(day, taken.get(day, 0), invoiced.get(day, 0), credited.get(day, 0), repaid.get(day, 0), orders.get(day, 0))
        for day in (to_day - timedelta(days=n) for n in range((to_day - from_day).days + 1))
    ]


def _taken() -> QuerySet[Payment]:
    return Payment.objects.filter(state=PaymentState.CAPTURED)


def _repaid() -> QuerySet[Refund]:
    return Refund.objects.filter(state=RefundState.PAID)


def _within(rows: QuerySet[Any], field: str, from_day: date, to_day: date) -> QuerySet[Any]:
    """The rows whose instant lies on these London days."""
    first, end = london.start_of_day(from_day), london.end_of_day(to_day)
    return rows.filter(**{f"{field}__gte": first, f"{field}__lt": end}).order_by()


def _by_day(rows: QuerySet[Any], field: str, from_day: date, to_day: date) -> QuerySet[Any]:
    within = _within(rows, field, from_day, to_day)
    return within.annotate(day=TruncDate(field, tzinfo=london.LONDON)).values("day")


def _sums(rows: QuerySet[Any], field: str, pence: str, from_day: date, to_day: date) -> Sums:
    found = _by_day(rows, field, from_day, to_day).annotate(total=Sum(pence))
    return {row["day"]: row["total"] for row in found}


def _counts(from_day: date, to_day: date) -> Sums:
    accepted = Order.objects.filter(stage=Stage.ACCEPTED)
    found = _by_day(accepted, "accepted_at", from_day, to_day).annotate(total=Count("pk"))
    return {row["day"]: row["total"] for row in found}


def bars(found: list[Day]) -> list[tuple[str, dict[str, Decimal]]]:
    """The days on which money moved as the drawing takes them, in pounds. What came and what went stand in bars of
    their own: a bar ends in the sum of its parts, and these two are nothing together."""
    return [
        (f"{london.in_words(day.day)}, {name.lower()}", {name: in_decimal(pence)})
        for day in found
        for name, pence in (("Taken", day.taken), ("Paid back", day.repaid))
        if pence
    ]


def sum_of(found: list[Day]) -> Day:
    """All the days together, under the day of the last."""
    return Day(
        found[0].day,
        *(sum(getattr(day, name) for day in found) for name in ("taken", "invoiced", "credited", "repaid", "orders")),
    )


def differences(from_day: date, to_day: date) -> tuple[list[Difference], bool]:
    """The orders touched on these days whose papers and money do not agree now, and whether there are more.

    An order that is not paid, or a refund under way, is no fault: the reason says so.
    """
    touched = _touched(from_day, to_day)
    found = [one for one in _compared(touched) if one.pence or one.why]
    found.sort(key=lambda one: (bool(one.why), -abs(one.pence), one.order.pk))
    return found[:MOST_DIFFERENCES], len(found) > MOST_DIFFERENCES


def _touched(from_day: date, to_day: date) -> set[int]:
    """The orders with a payment, a paper or a refund on these days."""
    sources: list[tuple[QuerySet[Any], str, str]] = [
        (_taken(), "captured_at", "order_id"),
        (Invoice.objects.all(), "issued_at", "order_id"),
        (CreditNote.objects.all(), "issued_at", "invoice__order_id"),
        (_repaid(), "paid_at", "payment__order_id"),
    ]
    return {
        order
        for rows, field, name in sources
        for order in _within(rows, field, from_day, to_day).values_list(name, flat=True)
    }


def _compared(touched: set[int]) -> Iterator[Difference]:
    """Each of these orders with its sums over all time."""
    invoiced = _of_orders(Invoice, "order_id", "gross_pence", touched)
    credited = _of_orders(CreditNote, "invoice__order_id", "gross_pence", touched)
    taken = _of_orders(Payment, "order_id", "pence", touched, state=PaymentState.CAPTURED)
    repaid = _of_orders(Refund, "payment__order_id", "pence", touched, state=RefundState.PAID)
    differ = {
        order
        for order in touched
        if invoiced[order] - credited[order] != taken[order] - repaid[order] or not invoiced[order]
    }
    open_refunds = _of_orders(
        Refund, "payment__order_id", "pence", differ, state__in=[s for s in RefundState if s != RefundState.PAID]
    )
    for order in Order.objects.filter(pk__in=differ).select_related("payer"):
        key = order.pk
        sums = invoiced[key], credited[key], taken[key], repaid[key]
        yield Difference(order, *sums, why=_why(order, sums, open_refunds[key]))


def _of_orders(model: type[Model], name: str, pence: str, orders: set[int], **only: Any) -> dict[int, int]:
    rows = model._default_manager.filter(**{f"{name.removesuffix('_id')}__in": orders}, **only).order_by()
    found: dict[int, int] = defaultdict(int)
    found.update(rows.values_list(name).annotate(total=Sum(pence)))
    return found


def _why(order: Order, sums: tuple[int, int, int, int], open_refunds: int) -> str:
    """What explains the whole difference, as far as the rows say."""
    invoiced, credited, taken, repaid = sums
    gap = (invoiced - credited) - (taken - repaid)
    if gap > 0 and order.paid_at is None:
        return "Not paid yet."
    if gap < 0 and open_refunds == -gap:
        return "A refund is on its way."
    return ""


def messages_refused(from_day: date, to_day: date) -> list[GatewayEvent]:
    """Messages of these days that were forged or named another sum: they changed nothing, and somebody should know."""
    wrong = GatewayEvent.objects.filter(verdict__in=[EventVerdict.FORGED, EventVerdict.MISMATCH])
    return list(_within(wrong, "received_at", from_day, to_day).select_related("payment__order").order_by("-id")[:50])


def unknown_payments() -> list[Payment]:
    """Payments whose outcome is still being checked, the oldest first."""
    found = Payment.objects.filter(state=PaymentState.UNKNOWN).select_related("order", "payer")
    return list(found.order_by("started_at")[:50])


def refunds(from_day: date, to_day: date) -> QuerySet[Refund]:
    """The refunds made on these days, whatever became of them."""
    return _within(Refund.objects.all(), "made_at", from_day, to_day).order_by("id")


def refund_lines(found: QuerySet[Refund]) -> Iterator[tuple[Any, ...]]:
    """A line under REFUND_HEADINGS for each refund, read a thousand at a time."""
    related = found.select_related("payment__order", "payment__payer", "credit_note", "cancellation")
    for one in related.iterator(chunk_size=1000):
        yield (
            str(one.key), one.payment.order.number or "", one.get_state_display(), _day(one.made_at), _day(one.paid_at),
            in_decimal(one.pence), one.payment.payer.name, one.payment.get_method_display(), one.payment.charge,
            one.reference, one.credit_note.number if one.credit_note else "", one.cancellation.get_ground_display(),
            one.cancellation.clause,
        )  # fmt: skip


def _day(at: Any) -> str:
    return london.date_of(at).isoformat() if at else ""
