"""Orders with every row that bears on giving them up, set-wise: as many statements for a thousand lines as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Sum

from shop.enums import CancellationStage, Ground, Method, PaymentState, Supply
from shop.models import (
    Access,
    Cancellation,
    Consent,
    CreditNoteLine,
    InvoiceLine,
    MovedSession,
    Order,
    OrderedSession,
    OrderLine,
    Parcel,
    ParcelItem,
    Payment,
    Refund,
    Told,
    WriteOff,
)
from shop.rules import money, paying
from shop.rules.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """So many units of a line for so many pence with VAT."""

    quantity: int
    pence: int


@dataclass(slots=True)
class OrderRows:
    """One order with every row that bears on giving it up. Sums are pence; `refunded` is by payment."""

    order: Order
    policy: Policy
    lines: dict[int, OrderLine] = field(default_factory=dict)
    consents: list[Consent] = field(default_factory=list)
    accesses: dict[int, Access] = field(default_factory=dict)
    sessions: dict[int, list[OrderedSession]] = field(default_factory=lambda: defaultdict(list))
    parcels: list[Parcel] = field(default_factory=list)
    sent: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    payments: list[Payment] = field(default_factory=list)
    refunded: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    cancellations: list[Cancellation] = field(default_factory=list)
    told: dict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))
    moved: list[MovedSession] = field(default_factory=list)
    invoiced: dict[int, Priced] = field(default_factory=dict)
    credited: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    written_off: int = 0

    @property
    def captured(self) -> list[Payment]:
        """The payments that were taken."""
        return [payment for payment in self.payments if payment.state == PaymentState.CAPTURED]

    @property
    def paid(self) -> list[paying.Paid]:
        """The same as the rules take them."""
        return [
            paying.Paid(id=payment.pk, captured_pence=payment.pence, refunded_pence=self.refunded[payment.pk])
            for payment in self.captured
        ]

    @property
    def kept_pence(self) -> int:
        """What was paid and has not gone back, in pence."""
        return sum(payment.left_pence for payment in self.paid)

    @property
    def charged_pence(self) -> int:
        """What the order comes to by its invoice, or by its lines where none is issued yet, in pence."""
        return sum(self.price_of(line).pence for line in self.lines.values())

    @property
    def credited_pence(self) -> int:
        """What credit notes took off, in pence."""
        return sum(self.credited.values())

    @property
    def unpaid_pence(self) -> int:
        """What of the charge was not paid, whether it is still asked for or not, in pence."""
        return max(0, self.charged_pence - self.credited_pence - self.kept_pence)

    @property
    def owed_pence(self) -> int:
        """[TC-13.4] What is still to be paid, in pence."""
        return paying.owed(
            charged_pence=self.charged_pence,
            credited_pence=self.credited_pence,
            paid_pence=self.kept_pence,
            written_off_pence=self.written_off,
        )

    @property
    def method(self) -> Method:
        """What a refund goes back through: as the last payment came, or as it is expected to come."""
        if self.captured:
            return Method(self.captured[-1].method)
        return Method.BANK if self.order.by_transfer else Method.STRIPE

    @property
    def delivery_lines(self) -> list[OrderLine]:
        """The delivery charge, a line for each rate of VAT."""
        return [line for line in self.lines.values() if line.supply == Supply.DELIVERY]

    def price_of(self, line: OrderLine) -> Priced:
        """What a line costs by the invoice that stands: a rate of VAT may have changed before supply [TC-5.3]."""
        if not self.invoiced:
            return Priced(quantity=line.quantity, pence=line.pence)
        return self.invoiced.get(line.pk, Priced(quantity=line.quantity, pence=0))

    def pence_of_units(self, line: OrderLine, *, units: int, but: int | None = None) -> int:
        """What so many more units of a line cost, whatever was given up before."""
        price, left = self.price_of(line), self.units_left(line, but=but)
        quantity = max(price.quantity, left)
        return money.units_of(price.pence, quantity=quantity, gone=quantity - left, units=units)

    def live(self, line_id: int | None = None, *, but: int | None = None) -> list[Cancellation]:
        """The notices that stand, of one line or of all; `but` leaves one out. Money paid in error ends nothing."""
        return [
            found
            for found in self.cancellations
            if found.stage != CancellationStage.REFUSED
            and found.ground != Ground.PAID_IN_ERROR
            and (but is None or found.pk != but)
            and line_id in (None, found.line_id)
        ]

    def units_left(self, line: OrderLine, *, but: int | None = None) -> int:
        """How many units of a line nobody has given up."""
        return line.quantity - sum(found.quantity for found in self.live(line.pk, but=but))

    def unsent(self, line: OrderLine, *, but: int | None = None) -> int:
        """How many units of goods are still here and not given up: those go first."""
        return max(0, self.units_left(line, but=but) - self.sent[line.pk])


def rows_of(order_ids: Collection[int]) -> dict[int, OrderRows]:
    """Everything that bears on giving up these orders, by order; a constant number of statements."""
    orders = Order.objects.filter(pk__in=order_ids).select_related(
        "payer__address", "delivery", "policy", "buyer", "terms"
    )
    found = {order.pk: OrderRows(order=order, policy=Policy.of(order.policy.figures)) for order in orders}
    of_line = _add_lines(found)
    _add_supply(found, of_line)
    _add_money(found, of_line)
    _add_announcements(found, of_line)
    return found


def _add_lines(found: dict[int, OrderRows]) -> dict[int, OrderRows]:
    """The lines with their notices; gives the rows by line."""
    of_line: dict[int, OrderRows] = {}
    for line in OrderLine.objects.filter(order__in=found).select_related("product", "beneficiary"):
        of_line[line.pk] = found[line.order_id]
        found[line.order_id].lines[line.pk] = line
    notices = Cancellation.objects.filter(line__order__in=found).select_related("goods__proof", "told_by")
    for notice in notices.order_by("told_at", "pk"):
        of_line[notice.line_id].cancellations.append(notice)
    return of_line


def _add_supply(found: dict[int, OrderRows], of_line: dict[int, OrderRows]) -> None:
    """What was agreed to, opened, held and sent."""
    for consent in Consent.objects.filter(order__in=found):
        found[consent.order_id].consents.append(consent)
    for access in Access.objects.filter(line__in=of_line):
        of_line[access.line_id].accesses[access.line_id] = access
    for booked in OrderedSession.objects.filter(line__in=of_line).select_related("session"):
        of_line[booked.line_id].sessions[booked.line_id].append(booked)
    for parcel in Parcel.objects.filter(order__in=found):
        found[parcel.order_id].parcels.append(parcel)
    for item in ParcelItem.objects.filter(line__in=of_line):
        of_line[item.line_id].sent[item.line_id] += item.quantity


def _add_money(found: dict[int, OrderRows], of_line: dict[int, OrderRows]) -> None:
    """What was charged, credited, paid, paid back and given up as a debt."""
    for payment in Payment.objects.filter(order__in=found):
        found[payment.order_id].payments.append(payment)
    sums = Refund.objects.filter(payment__order__in=found).values("payment_id", "payment__order_id")
    for row in sums.annotate(pence=Sum("pence")).order_by():
        found[row["payment__order_id"]].refunded[row["payment_id"]] = row["pence"]
    current = InvoiceLine.objects.filter(order_line__in=of_line, invoice__replaced_by=None).order_by()
    for row in current.values("order_line_id").annotate(pence=Sum("gross_pence"), units=Sum("quantity")):
        price = Priced(quantity=row["units"], pence=row["pence"])
        of_line[row["order_line_id"]].invoiced[row["order_line_id"]] = price
    credits = CreditNoteLine.objects.filter(order_line__in=of_line, invoice_line__invoice__replaced_by=None).order_by()
    for row in credits.values("order_line_id").annotate(pence=Sum("gross_pence")):
        of_line[row["order_line_id"]].credited[row["order_line_id"]] = row["pence"]
    for row in WriteOff.objects.filter(order__in=found).values("order_id").annotate(pence=Sum("pence")).order_by():
        found[row["order_id"]].written_off = row["pence"]


def _add_announcements(found: dict[int, OrderRows], of_line: dict[int, OrderRows]) -> None:
    """What buyers were told, with the sessions that moved."""
    announced: dict[int, set[int]] = defaultdict(set)
    for told in Told.objects.filter(line__in=of_line).select_related("announcement").order_by("told_at", "pk"):
        of_line[told.line_id].told[told.line_id].append(told)
        announced[told.announcement_id].add(of_line[told.line_id].order.pk)
    for move in MovedSession.objects.filter(announcement__in=announced):
        for order_id in announced[move.announcement_id]:
            found[order_id].moved.append(move)
