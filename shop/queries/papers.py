"""Invoices and credit notes as they are read: of an order, what was credited of them, and the table of both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Sum

from shop.models import CreditNoteLine, Invoice
from shop.rules.money import NOTHING, Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """What credit notes took off a line of an invoice: units, and pence with their VAT."""

    quantity: int
    amount: Amount


NOTHING_CREDITED = Credited(quantity=0, amount=NOTHING)


def live_invoice(order_id: int) -> Invoice | None:
    """The invoice of an order that no other replaced; None before there is one."""
    return Invoice.objects.filter(order_id=order_id, replaced_by=None).order_by("running").last()


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
