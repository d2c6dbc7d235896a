"""Invoices and credit notes of some months as finance reads them: a list, and a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from cilexportal.foundation import london
from shop.models import CreditNote, CreditNoteLine, Invoice, InvoiceLine

HEADINGS = (
    "Paper",
    "Number",
    "Issued",
    "Supplied",
    "Of invoice",
    "Replaces",
    "Order",
    "Customer",
    "Purchase order",
    "Description",
    "Quantity",
    "VAT %",
    "Net £",
    "VAT £",
    "Gross £",
    "Reason",
)


def issued_between(first: date, last: date) -> Q:
    """Issued on the London days from `first` to `last`, both counted."""
    return Q(issued_at__gte=london.start_of_day(first), issued_at__lt=london.end_of_day(last))


def invoices(first: date, last: date, *, words: str = "") -> QuerySet[Invoice]:
    """Invoices of those days, the latest first; `words` is a number, an order's number or part of a name."""
    found = Invoice.objects.filter(issued_between(first, last)).select_related("order")
    named = Q(number__iexact=words) | Q(order__number__iexact=words) | Q(customer__name__icontains=words)
    return (found.filter(named) if words else found).order_by("-running")


def credit_notes(first: date, last: date, *, words: str = "") -> QuerySet[CreditNote]:
    """Credit notes of those days, the latest first; `words` as for invoices."""
    found = CreditNote.objects.filter(issued_between(first, last)).select_related("invoice__order")
    named = Q(number__iexact=words) | Q(invoice__number__iexact=words) | Q(customer__name__icontains=words)
    return (found.filter(named) if words else found).order_by("-running")


def rows(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """[LAW-VATINV] [LAW-VATCN] One row for each line of each paper of those days; credits count below nothing."""
    days = {"issued_at__gte": london.start_of_day(first), "issued_at__lt": london.end_of_day(last)}
    of_invoices = InvoiceLine.objects.filter(**{f"invoice__{name}": at for name, at in days.items()})
    ordered = of_invoices.select_related("invoice__order", "invoice__replaces").order_by("invoice__running", "id")
    for line in ordered.iterator():
        yield _row("Invoice", line.invoice, line, line.invoice, 1)
    of_notes = CreditNoteLine.objects.filter(**{f"credit_note__{name}": at for name, at in days.items()})
    related = of_notes.select_related("credit_note__invoice__order").order_by("credit_note__running", "id")
    for credit in related.iterator():
        yield _row("Credit note", credit.credit_note, credit, credit.credit_note.invoice, -1)


def _row(
    word: str, paper: Invoice | CreditNote, line: InvoiceLine | CreditNoteLine, invoice: Invoice, sign: int
) -> tuple[Any, ...]:
    """A line under HEADINGS. Sums are bare numbers, so that a spreadsheet adds them up."""
    is_credit = isinstance(paper, CreditNote)
    return (
        word,
        paper.number,
        london.date_of(paper.issued_at).isoformat(),
        paper.supplied_on.isoformat(),
        invoice.number if is_credit else "",
        invoice.replaces.number if not is_credit and invoice.replaces else "",
        invoice.order.number,
        paper.customer["name"],
        invoice.purchase_order,
        line.description,
        line.quantity,
        line.vat_percent,
        *(Decimal(sign * pence).scaleb(-2) for pence in (line.net_pence, line.vat_pence, line.gross_pence)),
        paper.reason if isinstance(paper, CreditNote) else "",
    )
