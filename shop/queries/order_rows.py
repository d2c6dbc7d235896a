"""Orders with every row that bears on giving them up, set-wise: one statement for a thousand lines as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cilexportal.foundation.documents.models import Document
from members.models import User
from shop.enums import CancellationStage, Ground, Method, PaymentState, Stage, Supply
from shop.models import (
    Access,
    Address,
    Announcement,
    Cancellation,
    Consent,
    CourseSession,
    CreditNote,
    Invoice,
    MovedSession,
    Order,
    OrderedSession,
    OrderLine,
    Parcel,
    Payer,
    Payment,
    Product,
    Refund,
    Return,
    ShopPolicy,
    TermsVersion,
    Told,
)
from shop.queries.order_sql import Sets, by_id, gathered, gathered_own, made
from shop.queries.papers import Paper, in_order
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
    arrived: dict[int, date] = field(default_factory=dict)
    payments: list[Payment] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    refunded: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    cancellations: list[Cancellation] = field(default_factory=list)
    told: dict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))
    moved: list[MovedSession] = field(default_factory=list)
    invoiced: dict[int, Priced] = field(default_factory=dict)
    credited: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    written_off: int = 0
    papers: list[Paper] = field(default_factory=list)

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

    @property
    def is_given_up(self) -> bool:
        """Whether nothing of an accepted order is left: all of every line has been given up."""
        lines = [line for line in self.lines.values() if line.supply != Supply.DELIVERY]
        return self.order.stage == Stage.ACCEPTED and bool(lines) and not any(map(self.units_left, lines))

    def unsent(self, line: OrderLine, *, but: int | None = None) -> int:
        """How many units of goods are still here and not given up: those go first."""
        return max(0, self.units_left(line, but=but) - self.sent[line.pk])


def rows_of(order_ids: Collection[int]) -> dict[int, OrderRows]:
    """Everything that bears on giving up these orders, by order; one statement."""
    return _rows(gathered(order_ids))


def own_rows(buyer_id: int, uuid: UUID) -> OrderRows | None:
    """The same of a person's own order; None where the order of this uuid is not theirs. One statement as well."""
    return next(iter(_rows(gathered_own(buyer_id, uuid)).values()), None)


def _rows(sets: Sets) -> dict[int, OrderRows]:
    """What hangs on the orders, put together from its sets."""
    people = by_id(User, sets["people"])
    found = {
        order.pk: OrderRows(order=order, policy=Policy.of(order.policy.figures)) for order in _orders(sets, people)
    }
    of_line = _add_lines(found, sets, people)
    _add_notices(of_line, sets, people)
    _add_supply(found, of_line, sets)
    _add_charges(found, of_line, sets)
    _add_money(found, sets)
    _add_announcements(of_line, sets)
    return found


def _orders(sets: Sets, people: dict[int, User]) -> list[Order]:
    """The orders, the newest first, each with its buyer, payer, addresses, policy and terms."""
    payers, addresses = by_id(Payer, sets["payers"]), by_id(Address, sets["addresses"])
    policies, terms = by_id(ShopPolicy, sets["policies"]), by_id(TermsVersion, sets["terms"])
    for payer in payers.values():
        payer.address = addresses.get(payer.address_id)
    orders = made(Order, sets["orders"])
    for order in orders:
        order.buyer, order.payer = people[order.buyer_id], payers[order.payer_id]
        order.delivery = addresses.get(order.delivery_id)
        order.policy, order.terms = policies[order.policy_id], terms[order.terms_id]
    return orders


def _add_lines(found: dict[int, OrderRows], sets: Sets, people: dict[int, User]) -> dict[int, OrderRows]:
    """The lines with their products; gives the rows by line."""
    of_line: dict[int, OrderRows] = {}
    products = by_id(Product, sets["products"])
    for line in made(OrderLine, sets["lines"]):
        rows = of_line[line.pk] = found[line.order_id]
        line.order, line.product = rows.order, products[line.product_id]
        line.beneficiary = people.get(line.beneficiary_id)
        rows.lines[line.pk] = line
    return of_line


def _add_notices(of_line: dict[int, OrderRows], sets: Sets, people: dict[int, User]) -> None:
    """The notices, each with what is known of its goods on their way back."""
    proofs = by_id(Document, sets["proofs"])
    goods = {back.cancellation_id: back for back in made(Return, sets["goods"])}
    for notice in made(Cancellation, sets["notices"]):
        rows = of_line[notice.line_id]
        notice.line, notice.told_by = rows.lines[notice.line_id], people.get(notice.told_by_id)
        Cancellation._meta.get_field("goods").set_cached_value(notice, None)
        if back := goods.get(notice.pk):
            back.cancellation, back.proof = notice, proofs.get(back.proof_id)
        rows.cancellations.append(notice)


def _add_supply(found: dict[int, OrderRows], of_line: dict[int, OrderRows], sets: Sets) -> None:
    """What was agreed to, opened, held and sent."""
    for consent in made(Consent, sets["consents"]):
        found[consent.order_id].consents.append(consent)
    for access in made(Access, sets["accesses"]):
        of_line[access.line_id].accesses[access.line_id] = access
    sessions = by_id(CourseSession, sets["sessions"])
    for booked in made(OrderedSession, sets["booked"]):
        booked.session = sessions[booked.session_id]
        of_line[booked.line_id].sessions[booked.line_id].append(booked)
    for parcel in made(Parcel, sets["parcels"]):
        found[parcel.order_id].parcels.append(parcel)
    for row in sets["sent"]:
        rows = of_line[row["line_id"]]
        rows.sent[row["line_id"]] = row["units"]
        if row["arrived"]:
            rows.arrived[row["line_id"]] = date.fromisoformat(row["arrived"])


def _add_charges(found: dict[int, OrderRows], of_line: dict[int, OrderRows], sets: Sets) -> None:
    """What was charged and credited, and the papers that say so."""
    for row in sets["invoiced"]:
        price = Priced(quantity=row["units"], pence=row["pence"])
        of_line[row["order_line_id"]].invoiced[row["order_line_id"]] = price
    for row in sets["credited"]:
        of_line[row["order_line_id"]].credited[row["order_line_id"]] = row["pence"]
    invoices = by_id(Invoice, sets["invoices"])
    for invoice in invoices.values():
        found[invoice.order_id].papers.append(invoice)
    for note in made(CreditNote, sets["credit_notes"]):
        found[invoices[note.invoice_id].order_id].papers.append(note)
    for rows in found.values():
        rows.papers = in_order(rows.papers)


def _add_money(found: dict[int, OrderRows], sets: Sets) -> None:
    """What was paid, paid back and given up as a debt."""
    payments = by_id(Payment, sets["payments"])
    for payment in payments.values():
        found[payment.order_id].payments.append(payment)
    notices = {notice.pk: notice for rows in found.values() for notice in rows.cancellations}
    for refund in made(Refund, sets["refunds"]):
        refund.payment = payments[refund.payment_id]
        if notice := notices.get(refund.cancellation_id):
            refund.cancellation = notice
        rows = found[refund.payment.order_id]
        rows.refunds.append(refund)
        rows.refunded[refund.payment_id] += refund.pence
    for row in sets["written_off"]:
        found[row["order_id"]].written_off = row["pence"]


def _add_announcements(of_line: dict[int, OrderRows], sets: Sets) -> None:
    """What buyers were told, with the sessions that moved."""
    announcements = by_id(Announcement, sets["announcements"])
    announced: dict[int, dict[int, OrderRows]] = defaultdict(dict)
    for told in made(Told, sets["told"]):
        rows = of_line[told.line_id]
        told.announcement = announcements[told.announcement_id]
        rows.told[told.line_id].append(told)
        announced[told.announcement_id][rows.order.pk] = rows
    for move in made(MovedSession, sets["moved"]):
        for rows in announced[move.announcement_id].values():
            rows.moved.append(move)
