"""Invoices and credit notes as they are read: of an order, what was credited of them, and the page of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch, QuerySet, Sum

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Printout
from shop.enums import PayerKind
from shop.models import CreditNote, CreditNoteLine, Invoice, InvoiceLine, Order, PayLink
from shop.rules.money import NOTHING, Amount

Paper = Invoice | CreditNote
# What letters and print-outs of each are called.
INVOICE, CREDIT_NOTE = "shop.invoice", "shop.credit_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """What credit notes took off a line of an invoice: units, and pence with their VAT."""

    quantity: int
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRate:
    """The sums of a paper at one rate of VAT, in pence."""

    rate: Decimal
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A paper as its page, its PDF and its letter show it. `original` is the invoice that a credit note lowers."""

    title: str
    paper: Paper
    issued_on: date
    lines: Sequence[InvoiceLine | CreditNoteLine]
    rates: Sequence[AtRate]
    order_number: str
    original: Invoice | None = None
    replaces: Invoice | None = None


NOTHING_CREDITED = Credited(quantity=0, amount=NOTHING)


def live_invoice(order_id: int) -> Invoice | None:
    """The invoice of an order that no other replaced; None before there is one."""
    return Invoice.objects.filter(order_id=order_id, replaced_by=None).order_by("running").last()


def invoiced(line_ids: Collection[int]) -> dict[int, Amount]:
    """[TC-5.3] Order line -> what the live invoice asks for it, before credits; lines without an invoice are left out.

    It differs from the price of the order where the rate of VAT changed before the supply.
    """
    lines = InvoiceLine.objects.filter(order_line__in=line_ids, invoice__replaced_by=None)
    return {line.order_line_id: Amount(gross=line.gross_pence, vat=line.vat_pence) for line in lines}


def credited(invoice_ids: Collection[int]) -> dict[int, Credited]:
    """Invoice line -> what was credited of it, for the lines of some invoices that were credited at all."""
    rows = (
        CreditNoteLine.objects.filter(invoice_line__invoice__in=invoice_ids)
        .values("invoice_line")
        .annotate(units=Sum("quantity"), gross=Sum("gross_pence"), vat=Sum("vat_pence"))
        .order_by()
    )
    return {
        row["invoice_line"]: Credited(quantity=row["units"], amount=Amount(gross=row["gross"], vat=row["vat"]))
        for row in rows
    }


def of_buyer(user_id: int) -> QuerySet[Invoice]:
    """The invoices of a person's orders with their credit notes, the latest first, in two statements."""
    notes = Prefetch("credit_notes", CreditNote.objects.order_by("running"))
    return Invoice.objects.filter(order__buyer=user_id).select_related("order").prefetch_related(notes)


def of_order(order_id: int) -> list[Paper]:
    """Every paper of an order, in the order of issue."""
    invoices = Invoice.objects.filter(order=order_id)
    notes = CreditNote.objects.filter(invoice__order=order_id)
    return in_order([*invoices, *notes])


def in_order(found: Sequence[Paper]) -> list[Paper]:
    """Papers in the order of issue."""
    return sorted(found, key=lambda paper: (paper.issued_at, isinstance(paper, Invoice)))


def numbered(number: str, *, orders: QuerySet[Order]) -> Paper | None:
    """The paper of this number, if it belongs to one of `orders`."""
    found: Paper | None = Invoice.objects.filter(number=number, order__in=orders).first()
    return found or CreditNote.objects.filter(number=number, invoice__order__in=orders).first()


def orders_by_link(link_id: int | None, *, at: datetime) -> QuerySet[Order]:
    """[TC-5.5] The order that an employer came to by a link that still works; no orders without one."""
    live = PayLink.objects.filter(pk=link_id, ended_at=None, expires_at__gt=at)
    links = live.filter(order__payer__kind=PayerKind.EMPLOYER)
    return Order.objects.filter(pk__in=links.values("order"))


def kind_of(paper: Paper) -> str:
    """What letters and print-outs of a paper are called."""
    return INVOICE if isinstance(paper, Invoice) else CREDIT_NOTE


def by_kind(kind: str, paper_id: int) -> Paper:
    """The invoice or credit note with this id. Raises DoesNotExist."""
    model: type[Invoice] | type[CreditNote] = Invoice if kind == INVOICE else CreditNote
    return model.objects.get(pk=paper_id)


def printout_of(paper: Paper) -> Printout | None:
    """The PDF of a paper, made or in the making."""
    return Printout.objects.filter(kind=kind_of(paper), key=paper.number).first()


def page_of(paper: Paper) -> Page:
    """[LAW-VATINV] [LAW-VATCN] All that a full invoice or a credit note has to say, read from its own rows alone."""
    original = None if isinstance(paper, Invoice) else paper.invoice
    invoice = paper if isinstance(paper, Invoice) else paper.invoice
    lines = list(paper.lines.order_by("id"))
    word = "Invoice" if original is None else "Credit note"
    return Page(
        title=f"{word} {paper.number}",
        paper=paper,
        issued_on=london.date_of(paper.issued_at),
        lines=lines,
        rates=_by_rate(lines),
        order_number=invoice.order.number or "",
        original=original,
        replaces=invoice.replaces if original is None else None,
    )


def _by_rate(lines: Sequence[InvoiceLine | CreditNoteLine]) -> list[AtRate]:
    """The sums at each rate, the highest first."""
    rows = sorted(lines, key=lambda line: -line.vat_percent)
    return [
        AtRate(rate=rate, amount=sum((Amount(gross=x.gross_pence, vat=x.vat_pence) for x in same), NOTHING))
        for rate, same in groupby(rows, key=lambda line: line.vat_percent)
    ]
