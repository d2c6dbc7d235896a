"""Fees that other apps ask for: membership, practising certificates and assessments, billed and never browsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cilexportal.foundation import london
from members.models import User
from shop.enums import SYSTEM_KINDS, PayerKind, Stage
from shop.models import Address, Order, OrderLine, Payer, Product, VatRate
from shop.queries import catalogue
from shop.queries.checkout import law_on
from shop.rules import money
from shop.services import orders

# Nothing is kept for a fee, so it may be paid for as long as whoever billed it lets it wait.
OPEN_FOR = timedelta(days=28)


class NotBilled(LookupError):
    """No fee by this name has a price today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillTo:
    """Who pays a fee. An `organisation` is an employer, who is sent a link or, `by_transfer`, the invoice.

    Members abroad pay their fees, so any country is taken [TC-3.4].
    """

    name: str
    email: str
    line_1: str
    town: str
    postcode: str
    line_2: str = ""
    country: str = "GB"
    organisation: str = ""
    purchase_order: str = ""
    by_transfer: bool = False


def bill(
    *, buyer: User, product_slug: str, purpose: str, payer: BillTo, at: datetime, beneficiary: User | None = None
) -> Order:
    """[TC-5.5] An order of one fee at today's price, ready to be paid at `shop:pay`; for `beneficiary`, or the buyer.

    `purpose` is the caller's own name of what it is for ("renewal:17"): asked for again while such an order is open or
    accepted, that order is given. Raises NotBilled for what is no fee or has no price.
    """
    whom = beneficiary or buyer
    with transaction.atomic():
        product = Product.objects.select_for_update().filter(slug=product_slug, kind__in=SYSTEM_KINDS).first()
        pence = catalogue.price_on(product.pk, london.date_of(at)) if product else None
        if product is None or pence is None:
            raise NotBilled(product_slug)
        known = Order.objects.filter(
            lines__purpose=purpose, lines__beneficiary=whom, stage__in=[Stage.PLACED, Stage.ACCEPTED]
        )
        if purpose and (found := known.first()):
            return found
        order = _order(buyer, payer, pence, at=at)
        _line(order, product, pence, purpose, whom, at=at)
        orders.after_placing(order_id=order.pk, at=at)
        return order


def _order(buyer: User, payer: BillTo, pence: int, *, at: datetime) -> Order:
    law = law_on(london.date_of(at))
    return Order.objects.create(
        buyer=buyer, email=buyer.email, payer=_payer(buyer, payer), by_transfer=payer.by_transfer, total_pence=pence,
        terms=law.terms, policy=law.policy, placed_at=at, held_until=at + OPEN_FOR,
    )  # fmt: skip


def _payer(buyer: User, payer: BillTo) -> Payer:
    address = Address.objects.create(
        name=payer.organisation or payer.name, line_1=payer.line_1, line_2=payer.line_2, town=payer.town,
        postcode=payer.postcode, country=payer.country,
    )  # fmt: skip
    if not payer.organisation:
        return Payer.objects.create(
            kind=PayerKind.BUYER, user=buyer, name=payer.name, email=payer.email, address=address
        )
    return Payer.objects.create(
        kind=PayerKind.EMPLOYER, name=payer.organisation, contact=payer.name, email=payer.email, address=address,
        purchase_order=payer.purchase_order,
    )  # fmt: skip


def _line(order: Order, product: Product, pence: int, purpose: str, whom: User, *, at: datetime) -> OrderLine:
    rate = VatRate.objects.filter(catalogue.holds(london.date_of(at)), code=product.vat_code_id).get()
    return OrderLine.objects.create(
        order=order, product=product, title=product.title, description=product.description, kind=product.kind,
        supply=product.supply, quantity=1, unit_pence=pence, pence=pence, vat_percent=rate.percent,
        vat_pence=money.worked_back(pence, percent=rate.percent).vat, supply_statement=product.supply_statement,
        beneficiary=whom, purpose=purpose,
    )  # fmt: skip
