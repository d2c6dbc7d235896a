"""The lines of a new order: what was promised and at which price, frozen, with the sessions as they were dated."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from cilexportal.foundation import london
from shop.enums import Kind
from shop.models import Order, OrderedSession, OrderLine, Product
from shop.queries.baskets import Contents, Line
from shop.queries.checkout import delivery_product
from shop.rules import money


def write(*, order: Order, contents: Contents, at: datetime) -> dict[int, OrderLine]:
    """Writes a basket's lines, their sessions and the charge for delivery. Returns the goods' lines by product."""
    lines = [_line(order, line, at) for line in contents.lines]
    if contents.delivery:
        charged_as = delivery_product()
        lines += [_delivery(order, charged_as, percent, pence) for percent, pence in contents.delivery]
    OrderLine.objects.bulk_create(lines)
    of_product = {line.product_id: line for line in lines if line.kind != Kind.DELIVERY}
    OrderedSession.objects.bulk_create(
        OrderedSession(
            line=of_product[wanted.product.pk], session=one, number=one.number, starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for wanted in contents.lines
        for one in wanted.product.sessions.all()
    )  # fmt: skip
    return of_product


def _line(order: Order, wanted: Line, at: datetime) -> OrderLine:
    """A line as promised; goods with the day by which they are expected [TC-6.2]."""
    product, days = wanted.product, wanted.product.delivery_days
    expected = london.date_of(at) + timedelta(days=days) if wanted.supply == "goods" and days is not None else None
    return OrderLine(
        order=order, product=product, title=product.title, description=product.description, kind=product.kind,
        supply=product.supply, quantity=wanted.quantity, unit_pence=wanted.price_pence, pence=wanted.amount.gross,
        vat_percent=wanted.percent, vat_pence=wanted.amount.vat, share_unit=product.share_unit,
        supply_statement=product.supply_statement, deliver_by=expected, beneficiary=order.buyer,
    )  # fmt: skip


def _delivery(order: Order, product: Product, percent: Decimal, pence: int) -> OrderLine:
    """The charge for delivery that falls to goods of one rate [TC-5.2b]."""
    amount = money.worked_back(pence, percent=percent)
    return OrderLine(
        order=order, product=product, title=product.title, description=product.description, kind=product.kind,
        supply=product.supply, quantity=1, unit_pence=pence, pence=pence, vat_percent=percent, vat_pence=amount.vat,
        supply_statement=product.supply_statement,
    )  # fmt: skip
