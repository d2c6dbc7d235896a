"""Invoices and credit notes: numbered without gaps, issued once, never changed [LAW-VATINV] [LAW-VATCN]."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import NO_TRUNCATE
from shop.models import guards
from shop.models.orders import Order, OrderLine

STAYS = pgtrigger.Update | pgtrigger.Delete


class Series(models.Model):
    """The last number of a series. Its row is locked while a number is taken, so that none is left out."""

    code = models.CharField(max_length=4, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        triggers = guards.SERIES

    def __str__(self) -> str:
        return self.code


class Paper(models.Model):
    """What an invoice and a credit note have in common: number, day, parties as they were, and totals in pence."""

    number = models.CharField(max_length=20, unique=True)
    running = models.PositiveIntegerField(unique=True, help_text="The number within the series, without gaps.")
    issued_at = models.DateTimeField()
    supplied_on = models.DateField(help_text="The time of supply.")
    supplier = models.JSONField(help_text="Name, address lines and VAT number.")
    customer = models.JSONField(help_text="Name and address lines of the payer.")
    net_pence = models.PositiveIntegerField()
    vat_pence = models.PositiveIntegerField()
    gross_pence = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["-running"]
        indexes = [models.Index(fields=["issued_at"], name="shop_%(class)s_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(gross_pence=F("net_pence") + F("vat_pence")), name="%(class)s_adds_up")
        ]

    def __str__(self) -> str:
        return self.number


class PaperLine(models.Model):
    """One line of such a paper, for some units of one line of the order."""

    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    description = models.CharField(max_length=300)
    quantity = models.PositiveSmallIntegerField()
    unit_pence = models.PositiveIntegerField(null=True, blank=True)
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2)
    net_pence = models.PositiveIntegerField()
    vat_pence = models.PositiveIntegerField()
    gross_pence = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(gross_pence=F("net_pence") + F("vat_pence")), name="%(class)s_adds_up")
        ]

    def __str__(self) -> str:
        return self.description


class Invoice(Paper):
    """What a payer is asked for or has paid. A mistake is credited and a new invoice issued [TC-5.3]."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="invoices")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    purchase_order = models.CharField(max_length=60, blank=True)

    class Meta(Paper.Meta):
        triggers = [pgtrigger.Protect(name="invoice_stays", operation=STAYS), NO_TRUNCATE]


class InvoiceLine(PaperLine):
    """A line of an invoice."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")

    class Meta(PaperLine.Meta):
        triggers = [pgtrigger.Protect(name="invoice_line_stays", operation=STAYS), NO_TRUNCATE]


class CreditNote(Paper):
    """What an invoice is lowered by; it names that invoice, its number and its day."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="credit_notes")
    reason = models.CharField(max_length=200)

    class Meta(Paper.Meta):
        triggers = [pgtrigger.Protect(name="credit_note_stays", operation=STAYS), NO_TRUNCATE]


class CreditNoteLine(PaperLine):
    """A line of a credit note. Credits of an invoice line never exceed it: see the trigger."""

    credit_note = models.ForeignKey(CreditNote, on_delete=models.PROTECT, related_name="lines")
    invoice_line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="credits")

    class Meta(PaperLine.Meta):
        triggers = [
            pgtrigger.Protect(name="credit_note_line_stays", operation=STAYS),
            NO_TRUNCATE,
            pgtrigger.Trigger(
                name="credits_within_the_invoice",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("invoiced", "bigint"), ("credited", "bigint")],
                func="""
                    SELECT gross_pence INTO invoiced FROM shop_invoiceline WHERE id = NEW.invoice_line_id FOR UPDATE;
                    SELECT coalesce(sum(gross_pence), 0) INTO credited
                    FROM shop_creditnoteline WHERE invoice_line_id = NEW.invoice_line_id;
                    IF credited + NEW.gross_pence > invoiced THEN
                        RAISE EXCEPTION 'credits exceed the line of the invoice' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
