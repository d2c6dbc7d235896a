"""Invoices and credit notes: issued once, numbered without gaps, never edited; a mistake is credited and replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from shop.models import CreditNote, CreditNoteLine, Invoice, InvoiceLine, Order, OrderLine, Payer
from shop.queries import papers
from shop.rules import money, vat
from shop.rules.money import NOTHING, Amount
from shop.services import numbers, sending_papers

CLAUSE = "LAW-VATCN"
STALE = "The invoice has changed in the meantime: {left} of this line can still be credited. Look at it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """So much of one line of an order, in pence with VAT, for so many of its units (0 where none is given up)."""

    order_line_id: int
    quantity: int
    gross_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What one line of a paper says: what for, how many, the rate in per cent, and the sums in pence."""

    order_line: OrderLine
    quantity: int
    unit_pence: int | None
    percent: Decimal
    amount: Amount

    def columns(self) -> dict[str, Any]:
        """The line as its table has it."""
        return {
            "order_line": self.order_line,
            "description": self.order_line.title,
            "quantity": self.quantity,
            "unit_pence": self.unit_pence,
            "vat_percent": self.percent,
            **sums(self.amount),
        }


def issue(*, order_id: int, at: datetime, supplied_on: date | None = None) -> Invoice:
    """[LAW-VATINV] [TC-5.5] The invoice of an accepted order, addressed to its payer, in the caller's transaction.

    Always the full form, and only once: a second call gives the invoice that is there. `supplied_on`, the time of
    supply, is the day of issue unless told otherwise. Payer and buyer are sent it as soon as that commits.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update(of=("self",)).select_related("payer__address", "buyer").get(pk=order_id)
        if known := papers.live_invoice(order.pk):
            return known
        lines = [_as_ordered(line) for line in order.lines.order_by("id")]
        invoice = _write(order, lines, at=at, supplied_on=supplied_on or london.date_of(at))
        sending_papers.send(invoice, order=order, at=at)
        return invoice


def credit(*, invoice_id: int, lines: Sequence[CreditLine], reason: str, at: datetime) -> CreditNote:
    """[LAW-VATCN] Lowers an invoice: a note of its own that names it, with the VAT by which each line falls.

    Raises Refused where a line has less left than is to be credited, and ValueError for lines of another order.
    """
    with transaction.atomic():
        invoice = Invoice.objects.select_for_update().get(pk=invoice_id)
        note = _credit(invoice, lines, reason=reason, at=at)
        sending_papers.send(note, order=_order_of(invoice), at=at)
        return note


def reissue(
    *,
    invoice_id: int,
    reason: str,
    at: datetime,
    percents: Mapping[int, Decimal] | None = None,
    payer: Payer | None = None,
) -> Invoice:
    """[LAW-VATINV] [TC-5.3] Replaces an invoice: what is left of it is credited, and a new one issued for that.

    `percents` has another rate for some order lines: their price without VAT stays. `payer` is who it is addressed to
    instead. The order asks for as much as the new invoice says. Raises Refused where nothing is left to replace.
    """
    with transaction.atomic():
        invoice = Invoice.objects.select_for_update().get(pk=invoice_id)
        order = _order_of(invoice)
        rest = _rest_of(invoice)
        if not rest or hasattr(invoice, "replaced_by"):
            raise Refused.because("LAW-VATINV", "Nothing is left of this invoice. Look for the one that replaced it.")
        note = _credit(invoice, [_whole(line) for line in rest], reason=reason, at=at)
        anew = [_at_rate(line, (percents or {}).get(line.order_line.pk)) for line in rest]
        new = _write(
            order, anew, at=at, supplied_on=invoice.supplied_on, replaces=invoice, payer=payer,
        )  # fmt: skip
        Order.objects.filter(pk=order.pk).update(total_pence=order.total_pence + new.gross_pence - note.gross_pence)
        sending_papers.send(note, order=order, at=at)
        sending_papers.send(new, order=order, at=at)
        return new


def would_ask(*, invoice: Invoice, percents: Mapping[int, Decimal]) -> int:
    """[TC-5.3] Pence for which an invoice would be, that replaced this one at these rates by order line."""
    return sum(_at_rate(line, percents.get(line.order_line.pk)).amount.gross for line in _rest_of(invoice))


def sums(amount: Amount) -> dict[str, int]:
    """An amount as the columns of a paper or a line have it, in pence."""
    return {"net_pence": amount.net, "vat_pence": amount.vat, "gross_pence": amount.gross}


def _as_ordered(line: OrderLine) -> Printed:
    """[TC-5.1] A line as it was priced: VAT worked back from the price of all its units, once."""
    amount = money.worked_back(line.pence, percent=line.vat_percent)
    return Printed(
        order_line=line, quantity=line.quantity, unit_pence=line.unit_pence, percent=line.vat_percent, amount=amount
    )


def _at_rate(line: Printed, percent: Decimal | None) -> Printed:
    """[TC-5.3] The same line at another rate; as it was where none is given, and as it was ordered at that rate."""
    if percent is None or percent == line.percent:
        return line
    ordered = _as_ordered(line.order_line)
    if (ordered.percent, ordered.quantity, ordered.amount.net) == (percent, line.quantity, line.amount.net):
        return ordered
    amount = vat.at_another_rate(line.amount, percent=percent)
    return Printed(
        order_line=line.order_line, quantity=line.quantity, percent=percent, amount=amount,
        unit_pence=_unit(amount.gross, line.quantity),
    )  # fmt: skip


def _whole(line: Printed) -> CreditLine:
    return CreditLine(order_line_id=line.order_line.pk, quantity=line.quantity, gross_pence=line.amount.gross)


def _unit(gross_pence: int, quantity: int) -> int | None:
    """The price of one in pence, where it is a whole number."""
    return gross_pence // quantity if quantity and gross_pence % quantity == 0 else None


def _order_of(invoice: Invoice) -> Order:
    """The order of an invoice, locked."""
    related = Order.objects.select_for_update(of=("self",)).select_related("payer__address", "buyer")
    return related.get(pk=invoice.order_id)


def _rest_of(invoice: Invoice) -> list[Printed]:
    """What is left of each line of an invoice after its credits; lines of which nothing is left are left out."""
    rest = []
    gone = papers.credited([invoice.pk])
    for line in invoice.lines.select_related("order_line").order_by("id"):
        taken = gone.get(line.pk, papers.NOTHING_CREDITED)
        amount = Amount(gross=line.gross_pence, vat=line.vat_pence) - taken.amount
        units = max(0, line.quantity - taken.quantity)
        if amount.gross > 0:
            rest.append(
                Printed(
                    order_line=line.order_line, quantity=units, percent=line.vat_percent, amount=amount,
                    unit_pence=_unit(amount.gross, units),
                )
            )  # fmt: skip
    return rest


def _write(
    order: Order,
    lines: Sequence[Printed],
    *,
    at: datetime,
    supplied_on: date,
    replaces: Invoice | None = None,
    payer: Payer | None = None,
) -> Invoice:
    """An invoice with its lines and the next number of its series."""
    asked = payer or order.payer
    printed, running = numbers.take_printed(numbers.INVOICE)
    invoice = Invoice.objects.create(
        order=order, number=printed, running=running, issued_at=at, supplied_on=supplied_on, replaces=replaces,
        supplier=supplier(), customer=customer(asked), purchase_order=asked.purchase_order,
        **sums(sum((line.amount for line in lines), NOTHING)),
    )  # fmt: skip
    InvoiceLine.objects.bulk_create(InvoiceLine(invoice=invoice, **line.columns()) for line in lines)
    return invoice


def _credit(invoice: Invoice, wanted: Sequence[CreditLine], *, reason: str, at: datetime) -> CreditNote:
    """A credit note on a locked invoice, with the next number of its series."""
    if not wanted:
        raise ValueError("a credit note is about some line")
    by_line = {line.order_line_id: line for line in invoice.lines.select_related("order_line")}
    gone = papers.credited([invoice.pk])
    rows = [(by_line[line.order_line_id], _lowered(by_line[line.order_line_id], line, gone)) for line in wanted]
    printed, running = numbers.take_printed(numbers.CREDIT_NOTE)
    note = CreditNote.objects.create(
        invoice=invoice, number=printed, running=running, issued_at=at, supplied_on=invoice.supplied_on,
        supplier=supplier(), customer=invoice.customer, reason=reason,
        **sums(sum((row.amount for _, row in rows), NOTHING)),
    )  # fmt: skip
    CreditNoteLine.objects.bulk_create(
        CreditNoteLine(credit_note=note, invoice_line=line, **row.columns()) for line, row in rows
    )
    return note


def _lowered(line: InvoiceLine, wanted: CreditLine, gone: Mapping[int, papers.Credited]) -> Printed:
    """[LAW-VATCN] What one line of a credit note says. Raises Refused for more than is left of the line."""
    already = gone.get(line.pk, papers.NOTHING_CREDITED).amount.gross
    left = line.gross_pence - already
    if not 0 <= wanted.gross_pence <= left:
        raise Refused.because(CLAUSE, STALE.format(left=money.in_pounds(left)))
    amount = money.credited(line.gross_pence, percent=line.vat_percent, already_pence=already, pence=wanted.gross_pence)
    return Printed(
        order_line=line.order_line, quantity=wanted.quantity, percent=line.vat_percent, amount=amount,
        unit_pence=_unit(wanted.gross_pence, wanted.quantity),
    )  # fmt: skip


def supplier() -> dict[str, Any]:
    """[LAW-VATINV] [TC-2.1] Who supplies, as it is printed: name, registered address and particulars, VAT number,
    and where to write to; from the settings."""
    site = settings.SITE
    lines = [part.strip() for part in site["organisation_address"].split(",") if part.strip()]
    return {
        "name": site["organisation"],
        "address": lines,
        "particulars": site["organisation_particulars"],
        "vat_number": site["organisation_vat_number"],
        "email": site["organisation_email"],
    }


def customer(payer: Payer) -> dict[str, Any]:
    """[LAW-VATINV] [TC-5.5] Who pays, as it is printed: name, contact and address lines."""
    address = payer.address
    lines = [address.line_1, address.line_2, address.town, address.postcode]
    return {"name": payer.name, "contact": payer.contact, "address": [line for line in lines if line]}
