"""Fees that other apps ask for: membership, practising certificates and assessments, billed and never browsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import User
from shop.enums import SYSTEM_KINDS, PayerKind, Stage
from shop.models import Address, Order, OrderLine, Payer, Product, VatRate
from shop.queries import catalogue
from shop.queries.checkout import law_on
from shop.rules import money, paying
from shop.services import orders

# Nothing is kept for a fee, so it may be paid for as long as whoever billed it lets it wait.
OPEN_FOR = timedelta(days=28)


class NotBilled(LookupError):
    """No fee by this name has a price today, or nothing would have to be paid."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One fee of an order, for one person.

    `purpose` is the caller's own name of what it is for ("renewal:17"). What is not given is the product's: its dated
    price, its title.
    """

    product_slug: str
    purpose: str
    beneficiary: User
    pence: int | None = None
    title: str = ""


def bill(
    *, buyer: User, product_slug: str, purpose: str, payer: BillTo, at: datetime, beneficiary: User | None = None
) -> Order:
    """[TC-5.5] An order of one fee at today's price, ready to be paid at `shop:pay`; for `beneficiary`, or the buyer.

    Raises NotBilled for what is no fee or has no price.
    """
    fee = Fee(product_slug=product_slug, purpose=purpose, beneficiary=beneficiary or buyer)
    return bill_together(buyer=buyer, fees=[fee], payer=payer, at=at)


def bill_together(*, buyer: User, fees: Sequence[Fee], payer: BillTo, at: datetime) -> Order:
    """[TC-5.5] One order of several fees, each a line for the person it is for; ready to be paid at `shop:pay`.

    A fee of nothing makes no line. Asked for again while an order of one of the purposes is open or accepted, that
    order is given. Raises NotBilled for what is no fee or has no price, and where nothing is left to pay.
    """
    with transaction.atomic():
        _one_at_a_time(fees)
        priced = _priced(fees, at=at)
        if (found := _known(fees)) is not None:
            return found
        lines = [(fee, product, pence) for fee, product, pence in priced if pence]
        if not lines:
            raise NotBilled("nothing is to be paid")
        order = _order(buyer, payer, sum(pence for _, _, pence in lines), at=at)
        rates = _rates(at)
        for fee, product, pence in lines:
            _line(order, product, pence, fee, rates[product.vat_code_id])
        orders.after_placing(order_id=order.pk, at=at)
        order.refresh_from_db()
        return order


def let_go(*, order_id: int, at: datetime) -> bool:
    """Ends an order of fees that nobody means to pay any more, as if its time were up; whether it has ended.

    Where a payment may still come the order is kept until that is known: its page is closed, and the sweep ends it.
    An order that is accepted stays as it is.
    """
    waiting = Order.objects.filter(pk=order_id, stage=Stage.PLACED)
    waiting.filter(held_until__gt=at).update(held_until=at)
    orders.withdraw(order_id=order_id, at=at)
    return Order.objects.filter(pk=order_id, stage__in=[Stage.DECLINED, Stage.WITHDRAWN]).exists()


def _one_at_a_time(fees: Sequence[Fee]) -> None:
    """Holds the people whom fees are for, so that one purpose is billed once."""
    people = User.objects.select_for_update(no_key=True).filter(pk__in=[fee.beneficiary.pk for fee in fees])
    list(people.order_by("pk").only("pk"))


def _priced(fees: Sequence[Fee], *, at: datetime) -> list[tuple[Fee, Product, int]]:
    """Each fee with its product and what is asked for it."""
    slugs = {fee.product_slug for fee in fees}
    products = {found.slug: found for found in Product.objects.filter(slug__in=slugs, kind__in=SYSTEM_KINDS)}
    return [(fee, *_price(fee, products.get(fee.product_slug), at=at)) for fee in fees]


def _price(fee: Fee, product: Product | None, *, at: datetime) -> tuple[Product, int]:
    if product is None:
        raise NotBilled(fee.product_slug)
    pence = catalogue.price_on(product.pk, london.date_of(at)) if fee.pence is None else fee.pence
    if pence is None:
        raise NotBilled(fee.product_slug)
    return product, pence


def _rates(at: datetime) -> dict[str, Decimal]:
    """VAT code -> its rate today."""
    return dict(VatRate.objects.filter(catalogue.holds(london.date_of(at))).values_list("code_id", "percent"))


def _known(fees: Sequence[Fee]) -> Order | None:
    """An order of one of these fees that is open or accepted."""
    of_these = [fee for fee in fees if fee.purpose]
    live = Order.objects.filter(stage__in=[Stage.PLACED, Stage.ACCEPTED])
    return live.filter(
        lines__purpose__in=[fee.purpose for fee in of_these],
        lines__beneficiary__in=[fee.beneficiary for fee in of_these],
    ).first()


def changed_sum(*, seen_pence: int, pence: int) -> Refusal | None:
    """[TC-9.6] Why a fee cannot be billed whose payer agreed to another sum, or None."""
    return paying.stale_sum(seen_pence=seen_pence, pence=pence)


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


def _line(order: Order, product: Product, pence: int, fee: Fee, percent: Decimal) -> OrderLine:
    return OrderLine.objects.create(
        order=order, product=product, title=fee.title or product.title, description=product.description,
        kind=product.kind, supply=product.supply, quantity=1, unit_pence=pence, pence=pence, vat_percent=percent,
        vat_pence=money.worked_back(pence, percent=percent).vat, supply_statement=product.supply_statement,
        beneficiary=fee.beneficiary, purpose=fee.purpose, told_of_right=False, told_return_cost=False,
    )  # fmt: skip
