"""Orders as finance finds them: by number, name, address, state, day and payer, fast however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from cilexportal.foundation import london
from cilexportal.foundation.searching import holding
from shop.enums import CancellationStage, Ground, PayerKind, PaymentState, Stage, Supply
from shop.models import Cancellation, CreditNote, Invoice, Order, OrderLine, Payment

A_PAGE = 25
# Counting stops here, so that a search of everything costs no more than a search of little.
MOST_COUNTED = 500
PAPER = re.compile(r"(INV|CRN)-\d+", re.IGNORECASE)
ORDER = re.compile(r"ORD-[0-9A-Z]{6}", re.IGNORECASE)
PLACE = re.compile(r"(-?\d{1,18})-(\d{1,18})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# State in the address of the list -> (words, colour). A state is derived, never kept.
STATES = {
    "waiting": ("Waiting for payment", "amber"),
    "checking": ("We are checking", "amber"),
    "unpaid": ("Accepted, not paid", "amber"),
    "paid": ("Accepted and paid", "green"),
    "declined": ("Declined", "grey"),
    "withdrawn": ("Not completed", "grey"),
    "given_up": ("Given up", "grey"),
}
CSV_HEADINGS = (
    "Order", "State", "Placed", "Accepted", "Paid", "Buyer", "Email", "Payer", "Paid by", "Purchase order",
    "Total in pounds",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for; London days, both ends included. Empty means all."""

    words: str = ""
    state: str = ""
    payer: str = ""
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True)
class Slice:
    """Some orders, the newest first, and the places before and after them ("" where there is nothing)."""

    orders: list[Any]
    newer: str
    older: str


def found(wanted: Wanted) -> QuerySet[Order]:
    """The orders that are looked for, the newest first, as `state_of` takes them."""
    orders = _by_words(Order.objects.all(), wanted.words)
    orders = _by_state(with_facts(orders), wanted.state)
    if wanted.payer in PayerKind.values:
        orders = orders.filter(payer__kind=wanted.payer)
    if wanted.from_day:
        orders = orders.filter(placed_at__gte=london.start_of_day(wanted.from_day))
    if wanted.to_day:
        orders = orders.filter(placed_at__lt=london.end_of_day(wanted.to_day))
    return orders.order_by("-placed_at", "-id")


def with_facts(orders: QuerySet[Order]) -> QuerySet[Any]:
    """The orders with what `state_of` goes by: whether the outcome of a payment is unknown, `checking`, and whether
    nothing of it is left, `given_up`."""
    unknown = Payment.objects.filter(order=OuterRef("pk"), state=PaymentState.UNKNOWN)
    notices = Cancellation.objects.filter(line__order=OuterRef("pk"))
    return orders.annotate(checking=Exists(unknown), given_up=Exists(_given_up(notices)))


def _given_up(notices: QuerySet[Cancellation]) -> QuerySet[Any]:
    """The orders of these notices of which as many units were given up as were ordered: few, whatever is searched."""
    lines = OrderLine.objects.filter(order=OuterRef("line__order")).exclude(supply=Supply.DELIVERY)
    ordered = Subquery(lines.order_by().values("order").annotate(units=Sum("quantity")).values("units"))
    standing = notices.exclude(stage=CancellationStage.REFUSED).exclude(ground=Ground.PAID_IN_ERROR)
    by_order = standing.order_by().values("line__order").annotate(units=Sum("quantity"))
    return by_order.filter(units__gte=ordered).values("line__order")


def _by_words(orders: QuerySet[Order], words: str) -> QuerySet[Order]:
    """Every word stands somewhere in number, names or addresses; a whole number, also of a paper, finds its order."""
    if ORDER.fullmatch(words.strip()):
        return orders.filter(number=words.strip().upper())
    if PAPER.fullmatch(words.strip()):
        number = words.strip().upper()
        invoices = Invoice.objects.filter(number=number).values("order_id")
        notes = CreditNote.objects.filter(number=number).values("invoice__order_id")
        return orders.filter(Q(pk__in=invoices) | Q(pk__in=notes))
    return holding(orders, words.lower().split())


def _by_state(orders: QuerySet[Any], state: str) -> QuerySet[Any]:
    given_up = _given_up(Cancellation.objects.all())
    accepted = orders.filter(stage=Stage.ACCEPTED).exclude(pk__in=given_up)
    narrowed = {
        "waiting": orders.filter(stage=Stage.PLACED, checking=False),
        "checking": orders.filter(checking=True).exclude(pk__in=given_up),
        "unpaid": accepted.filter(paid_at=None),
        "paid": accepted.filter(paid_at__isnull=False),
        "declined": orders.filter(stage=Stage.DECLINED),
        "withdrawn": orders.filter(stage=Stage.WITHDRAWN),
        "given_up": orders.filter(pk__in=given_up),
    }
    return narrowed.get(state, orders)


def state_of(order: Any) -> str:
    """Which of STATES an order `with_facts` is in."""
    if order.given_up:
        return "given_up"
    if order.checking:
        return "checking"
    if order.stage == Stage.ACCEPTED:
        return "paid" if order.paid_at else "unpaid"
    return {Stage.PLACED: "waiting", Stage.DECLINED: "declined", Stage.WITHDRAWN: "withdrawn"}[order.stage]


def counted(orders: QuerySet[Order]) -> int:
    """How many there are; one more than MOST_COUNTED stands for "more"."""
    return orders.order_by()[: MOST_COUNTED + 1].count()


def sliced(orders: QuerySet[Order], *, older: str = "", newer: str = "", size: int = A_PAGE) -> Slice:
    """The page that begins after the place `older`, or that ends before the place `newer`; else the newest.

    A place is that of an order and not a number of pages, so that a late page is as fast as the first.
    """
    orders = orders.select_related("buyer", "payer")
    if newer and (at := _place(newer)):
        before = Q(placed_at__gte=at[0]) & (Q(placed_at__gt=at[0]) | Q(id__gt=at[1]))
        page = list(orders.filter(before).order_by("placed_at", "id")[: size + 1])
        rows = page[:size][::-1]
        return Slice(rows, _named(rows[0]) if len(page) > size else "", _named(rows[-1]) if rows else "")
    at = _place(older)
    if at:
        after = Q(placed_at__lte=at[0]) & (Q(placed_at__lt=at[0]) | Q(id__lt=at[1]))
        orders = orders.filter(after)
    page = list(orders[: size + 1])
    rows = page[:size]
    return Slice(rows, _named(rows[0]) if at and rows else "", _named(rows[-1]) if len(page) > size else "")


def _named(order: Order) -> str:
    """The place of an order in the list."""
    return f"{(order.placed_at - EPOCH) // MICROSECOND}-{order.pk}"


def _place(name: str) -> tuple[datetime, int] | None:
    """The instant and id of a place; None for anything else."""
    read = PLACE.fullmatch(name)
    try:
        return (EPOCH + int(read[1]) * MICROSECOND, int(read[2])) if read else None
    except OverflowError:
        return None


def rows(orders: Iterable[Any]) -> list[dict[str, Any]]:
    """The orders as the table shows them."""
    return [{"order": order, "word": word, "colour": colour} for order, (word, colour) in _with_state(orders)]


def _with_state(orders: Iterable[Any]) -> Iterator[tuple[Any, tuple[str, str]]]:
    for order in orders:
        yield order, STATES[state_of(order)]


def csv_lines(orders: QuerySet[Order]) -> Iterator[tuple[Any, ...]]:
    """A line under CSV_HEADINGS for every order, read from the database a thousand at a time."""
    for order, (word, _) in _with_state(orders.select_related("buyer", "payer").iterator(chunk_size=1000)):
        yield (
            order.number or "", word, _day(order.placed_at), _day(order.accepted_at), _day(order.paid_at),
            order.buyer.full_name, order.email, order.payer.name, order.payer.get_kind_display(),
            order.payer.purchase_order, in_decimal(order.total_pence),
        )  # fmt: skip


def _day(at: datetime | None) -> str:
    return london.date_of(at).isoformat() if at else ""


def in_decimal(pence: int) -> Decimal:
    """Pence as a number of pounds with two places, for tables that are reckoned with."""
    return Decimal(pence).scaleb(-2)
