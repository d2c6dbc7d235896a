"""What the refund rules need to know of order lines, set-wise: as many statements for a thousand lines as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Sum

from shop.enums import CancellationStage, Choice, ConsentTo, Ground, Method, PaymentState, ShareUnit, Supply
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
from shop.rules import money, paying, refunding
from shop.rules.ending import Announced, Move
from shop.rules.facts import Delivery, Gate, Goods, LineFacts, PartOf
from shop.rules.policy import Policy
from shop.rules.supplied import Course, Session


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


def facts_of(lines: Sequence[OrderLine], *, units: Mapping[int, int] | None = None) -> dict[int, LineFacts]:
    """[TC-9.2] The facts of each line by its id, about all units left or about so many of them as `units` says."""
    found = rows_of({line.order_id for line in lines})
    return {
        line.pk: line_facts(found[line.order_id], found[line.order_id].lines[line.pk], units=(units or {}).get(line.pk))
        for line in lines
    }


def line_facts(rows: OrderRows, line: OrderLine, *, units: int | None = None, but: int | None = None) -> LineFacts:
    """[TC-9.2] The facts of one line about so many units, by default all that are left.

    `but` is a notice that is looked at as if it had not been given: the one these units belong to.
    """
    asked = rows.units_left(line, but=but) if units is None else units
    pence = rows.pence_of_units(line, units=asked, but=but)
    delivery = _delivery(rows, line, asked=asked, but=but)
    with_delivery = pence
    if line.supply == Supply.GOODS:
        with_delivery += refunding.delivery_back(delivery, policy=rows.policy)
    return LineFacts(
        title=line.title,
        supply=Supply(line.supply),
        pence=pence,
        confirmed_at=rows.order.confirmed_at,
        told_at=rows.order.placed_at if line.told_of_right else None,
        unpaid_pence=min(rows.unpaid_pence, with_delivery),
        payer=rows.order.payer.kind,
        method=rows.method,
        goods=_goods(rows, line, asked=asked, but=but),
        delivery=delivery,
        gate=_gate(rows, line),
        course=_course(rows, line),
    )


def _goods(rows: OrderRows, line: OrderLine, *, asked: int, but: int | None) -> Goods:
    """Where the goods are. Anything not sent out yet keeps the period of the whole order open [TC-9.3a]."""
    if line.supply != Supply.GOODS:
        return Goods()
    goods = [other for other in rows.lines.values() if other.supply == Supply.GOODS]
    received: list[date | None] = [parcel.delivered_on for parcel in rows.parcels]
    if any(rows.unsent(other, but=but) for other in goods):
        received.append(None)
    return Goods(
        received_on=tuple(received),
        dispatched=asked > rows.unsent(line, but=but),
        told_return_cost=line.told_return_cost,
    )


def _delivery(rows: OrderRows, line: OrderLine, *, asked: int, but: int | None) -> Delivery:
    """The delivery charge: one sum for an order, however much of it is sent."""
    charge = sum(rows.price_of(other).pence for other in rows.delivery_lines)
    back = sum(pence_of(notice.parts, PartOf.DELIVERY) for notice in rows.live(but=but))
    kept = sum(
        rows.units_left(other, but=but) - (asked if other.pk == line.pk else 0)
        for other in rows.lines.values()
        if other.supply == Supply.GOODS
    )
    return Delivery(left_pence=max(0, charge - back), for_the_rest_pence=charge, all_goods_go=kept == 0)


def pence_of(parts: Iterable[Sequence[object]], of: PartOf) -> int:
    """The pence of the kept parts of a notice that are about one thing."""
    return sum(int(str(part[1])) for part in parts if part[3] == of)


def _gate(rows: OrderRows, line: OrderLine) -> Gate:
    """What the gate of a download recorded."""
    access = rows.accesses.get(line.pk)
    return Gate(
        consented_at=_agreed(rows, line, ConsentTo.DOWNLOAD_NOW),
        acknowledged_at=_agreed(rows, line, ConsentTo.LOSE_WHEN_STARTED),
        confirmed_at=access.confirmed_at if access else None,
        started_at=access.first_opened_at if access else None,
    )


def _course(rows: OrderRows, line: OrderLine) -> Course:
    """The sessions as they now stand. A suspended course holds none that would end later."""
    stopped = line.product.suspended_at
    sessions = [booked.session for booked in rows.sessions.get(line.pk, [])]
    return Course(
        sessions=tuple(
            Session(
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                held=stopped is None or session.ends_at <= stopped,
            )
            for session in sessions
        ),
        unit=ShareUnit(line.share_unit),
        asked_early=_agreed(rows, line, ConsentTo.START_EARLY) is not None,
        accepted_loss=_agreed(rows, line, ConsentTo.LOSE_WHEN_DONE) is not None,
    )


def _agreed(rows: OrderRows, line: OrderLine, to: ConsentTo) -> datetime | None:
    """When somebody first agreed to something for this line, or for the order as a whole."""
    given = [found.given_at for found in rows.consents if found.to == to and found.line_id in (None, line.pk)]
    return min(given) if given else None


def announced(rows: OrderRows, told: Told) -> Announced:
    """[TC-9.1] What a buyer was told, as the rules take it."""
    booked = {session.session_id for session in rows.sessions.get(told.line_id, [])}
    moves = [m for m in rows.moved if m.announcement_id == told.announcement_id and m.session_id in booked]
    return Announced(
        kind=told.announcement.kind,
        told_at=told.told_at,
        effective_at=told.announcement.effective_at,
        ended_at=told.announcement.ended_at,
        moves=tuple(Move(old_starts_at=m.old_starts_at, new_starts_at=m.new_starts_at) for m in moves),
        kept_at=told.chosen_at if told.choice == Choice.KEEP else None,
    )
