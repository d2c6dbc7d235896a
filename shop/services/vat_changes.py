"""A rate of VAT that changed between order and supply: what is unpaid is credited and invoiced anew.

And back again, where it turns out later that all had been paid before the change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import TruncDate

from cilexportal.foundation import london
from shop.enums import PaymentState, Stage, Supply
from shop.models import Invoice, InvoiceLine, Order, OrderedSession, OrderLine, ParcelItem, VatRate
from shop.queries import papers
from shop.rules import vat
from shop.services import invoicing

WHY = "The rate of VAT changed before the supply."
WHY_BACK = "It had been paid in full before the rate of VAT changed."
OPEN = (PaymentState.STARTED, PaymentState.UNKNOWN, PaymentState.AUTHORISED)


def follow(*, at: datetime) -> int:
    """[TC-5.3] Replaces the invoices of unpaid orders whose rate changed since they were issued; returns how many.

    An order that somebody is paying at this moment waits for the next time.
    """
    return sum(_follow(invoice_id, at=at) for invoice_id in list(_touched(at)))


def _touched(at: datetime) -> list[int]:
    """Live invoices of unpaid orders with a line whose rate has had a new beginning since the day of issue."""
    today = london.date_of(at)
    day = TruncDate("invoice__issued_at", tzinfo=london.LONDON)
    lines = InvoiceLine.objects.annotate(issued_on=day).filter(
        invoice__replaced_by=None,
        invoice__order__stage=Stage.ACCEPTED,
        invoice__order__paid_at=None,
        order_line__product__vat_code__rates__from_date__gt=F("issued_on"),
        order_line__product__vat_code__rates__from_date__lte=today,
    )
    return list(lines.order_by("invoice").values_list("invoice", flat=True).distinct())


def _follow(invoice_id: int, *, at: datetime) -> int:
    """One of them, looked at again under the lock of its order; 1 where it was replaced."""
    with transaction.atomic():
        order_id = Invoice.objects.values_list("order_id", flat=True).get(pk=invoice_id)
        order = Order.objects.select_for_update().get(pk=order_id)
        live = papers.live_invoice(order_id)
        is_paying = order.payments.filter(state__in=OPEN).exists()
        if order.paid_at is not None or is_paying or live is None or live.pk != invoice_id:
            return 0
        percents = _percents(live, order, at=at)
        if not percents:
            return 0
        invoicing.reissue(invoice_id=invoice_id, reason=WHY, at=at, percents=percents)
        return 1


def follow_back(*, order: Order, at: datetime) -> bool:
    """[TC-5.3] Undoes `follow` for an order that had been paid in full before the change; whether it did.

    A bank transfer counts from the day the bank received it, and may be entered after the invoice was replaced. The
    caller holds the order.
    """
    live = papers.live_invoice(order.pk)
    if order.paid_at is not None or live is None or live.replaces_id is None:
        return False
    came = 0
    for payment in order.payments.filter(state=PaymentState.CAPTURED).order_by("captured_at", "pk"):
        came += payment.pence - payment.refunded_pence
        percents = _percents(live, order, at=at, paid_at=payment.captured_at)
        if percents and came >= invoicing.would_ask(invoice=live, percents=percents):
            invoicing.reissue(invoice_id=live.pk, reason=WHY_BACK, at=at, percents=percents)
            return True
    return False


def _percents(
    invoice: Invoice, order: Order, *, at: datetime, paid_at: datetime | None = None
) -> Mapping[int, Decimal]:
    """[TC-5.3] Order line -> its new rate, where it has one. Delivery goes with the goods that had its rate."""
    lines = list(invoice.lines.select_related("order_line__product"))
    codes = {line.order_line.product.vat_code_id for line in lines}
    rates: dict[str, list[vat.Rate]] = {code: [] for code in codes}
    for row in VatRate.objects.filter(code__in=codes):
        rates[row.code_id].append(vat.Rate(from_date=row.from_date, percent=row.percent))
    found, of_goods = {}, {}
    for line in lines:
        if line.order_line.supply == Supply.DELIVERY:
            continue
        known = rates[line.order_line.product.vat_code_id]
        percent = vat.percent_for(known, supplied_on=_supplied_on(line.order_line, order, at=at), paid_at=paid_at)
        if percent != line.vat_percent:
            found[line.order_line_id] = percent
            if line.order_line.supply == Supply.GOODS:
                of_goods[line.vat_percent] = percent
    for line in lines:
        if line.order_line.supply == Supply.DELIVERY and line.vat_percent in of_goods:
            found[line.order_line_id] = of_goods[line.vat_percent]
    return found


def _supplied_on(line: OrderLine, order: Order, *, at: datetime) -> date:
    """The day of supply of an unpaid line: its last session, its parcel, a fee's acceptance; today where none was."""
    today = london.date_of(at)
    if line.supply == Supply.SESSIONS:
        last = OrderedSession.objects.filter(line=line).aggregate(last=Max("session__ends_at"))["last"]
    elif line.supply == Supply.GOODS:
        last = ParcelItem.objects.filter(line=line).aggregate(last=Max("parcel__dispatched_at"))["last"]
    else:
        last = order.accepted_at if line.supply == Supply.FEE else None
    return min(london.date_of(last), today) if last else today
