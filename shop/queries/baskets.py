"""What is in a basket, at the prices of the moment: lines, delivery and the sums a buyer reads."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum

from cilexportal.foundation import london
from members.models import User
from shop.enums import Supply
from shop.models import Basket, BasketLine, DeliveryRate, Product, Wording
from shop.queries import catalogue
from shop.rules import money, ordering, vat
from shop.rules.money import Amount

# In the session: {"units": how many, "uuid": of a visitor's basket}, so that no other page has to ask for the basket.
IN_SESSION = "shop.basket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many of a product. `price_pence` is of one unit now, None when it is not sold; `seen_pence` when put in."""

    product: Product
    quantity: int
    seen_pence: int
    price_pence: int | None
    percent: Decimal
    terms: Wording | None

    @property
    def supply(self) -> Supply:
        return Supply(self.product.supply)

    @property
    def amount(self) -> Amount:
        """[TC-5.1] What the units cost together, with the VAT inside; nothing for what is not sold."""
        return money.worked_back(self.quantity * (self.price_pence or 0), percent=self.percent)

    @property
    def has_changed(self) -> bool:
        """Whether it costs something else than when it was put in."""
        return self.price_pence is not None and self.price_pence != self.seen_pence

    @property
    def first_day(self) -> date | None:
        """The London day of the first session."""
        first = self.product.first_at
        return london.date_of(first) if first else None

    def wanted(self) -> ordering.Wanted:
        """The line as the rules of ordering take it, at the price of now."""
        price = self.price_pence
        return ordering.Wanted(
            title=self.product.title, supply=self.supply, quantity=self.quantity, price_pence=price,
            seen_pence=self.seen_pence if price is None else price, left=self.product.left,
            delivery_days=self.product.delivery_days,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The lines of a basket, and what sending the goods among them costs by rate of VAT, in pence."""

    lines: tuple[Line, ...] = ()
    delivery: tuple[tuple[Decimal, int], ...] = ()

    @property
    def supplies(self) -> frozenset[Supply]:
        return frozenset(line.supply for line in self.lines)

    @property
    def needs_delivery(self) -> bool:
        return Supply.GOODS in self.supplies

    @property
    def delivery_amount(self) -> Amount:
        """[TC-5.2b] The delivery charge with the VAT inside."""
        return _sum(money.worked_back(pence, percent=percent) for percent, pence in self.delivery)

    @property
    def total(self) -> Amount:
        """Everything the payer is charged."""
        return _sum(line.amount for line in self.lines) + self.delivery_amount

    @property
    def shown(self) -> str:
        """What a page of this basket shows, to be held against what is ordered: '12x1@2499 15x2@4500 +395'."""
        parts = [f"{line.product.pk}x{line.quantity}@{line.price_pence or 0}" for line in self.lines]
        return " ".join([*parts, f"+{self.delivery_amount.gross}"])


def _sum(amounts: Iterable[Amount]) -> Amount:
    return sum(amounts, money.NOTHING)


def of_owner(owner: User) -> Basket | None:
    """The basket of somebody with an account."""
    return Basket.objects.filter(owner=owner).first()


def of_visitor(uuid: uuids.UUID) -> Basket | None:
    """A basket that belongs to no account yet."""
    return Basket.objects.filter(uuid=uuid, owner=None).first()


def contents(basket: Basket | None, *, at: datetime) -> Contents:
    """What is in a basket at the prices of an instant; a constant number of queries. None is an empty one."""
    rows = list(basket.lines.all()) if basket else []
    if not rows:
        return Contents()
    day = london.date_of(at)
    products = catalogue.priced(day).in_bulk([row.product_id for row in rows])
    lines = tuple(_line(row, products[row.product_id], at) for row in rows)
    return Contents(lines=lines, delivery=_delivery(lines, day))


def _line(row: BasketLine, product: Product, at: datetime) -> Line:
    return Line(
        product=product,
        quantity=row.quantity,
        seen_pence=row.seen_pence,
        price_pence=catalogue.price_now(product, at=at),
        percent=product.vat_percent or Decimal(0),
        terms=catalogue.extra_terms(product),
    )


def _delivery(lines: tuple[Line, ...], day: date) -> tuple[tuple[Decimal, int], ...]:
    """[TC-5.2b] The charge of the day, shared over the rates of the goods; nothing without goods."""
    goods = [line for line in lines if line.supply == Supply.GOODS]
    if not goods:
        return ()
    charge = ordering.delivery_charge([line.supply for line in goods], rate_pence=delivery_rate(day))
    shares = vat.delivery_by_rate(charge, [(line.percent, line.amount.gross) for line in goods])
    return tuple((percent, pence) for percent, pence in shares if pence)


def delivery_rate(day: date) -> int:
    """[TC-5.2b] What sending an order of goods costs on a day, in pence."""
    return DeliveryRate.objects.filter(catalogue.holds(day)).values_list("pence", flat=True).first() or 0


def units(basket: Basket) -> int:
    """How many units are in a basket."""
    return basket.lines.aggregate(units=Sum("quantity"))["units"] or 0


def quantity_of(basket: Basket, product: Product) -> int:
    """How many units of one product are in a basket."""
    return basket.lines.filter(product=product).values_list("quantity", flat=True).first() or 0
