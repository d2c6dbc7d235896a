"""Placing an order: what was shown is what is ordered, held and charged, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.guidance.pages import privacy_version
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User
from shop.enums import PayerKind
from shop.models import Address, Basket, Order, Payer
from shop.queries import baskets
from shop.queries import checkout as law
from shop.queries.baskets import Contents, Line
from shop.queries.checkout import Law
from shop.rules import addresses, money, ordering
from shop.rules.addresses import Place
from shop.services import agreeing, holding, ordered_lines, orders
from shop.services.agreeing import Ask

# How long stock and places are kept for somebody who has not paid: at the gateway, or by a link sent to an employer.
HOLD = timedelta(minutes=45)
HOLD_FOR_EMPLOYER = timedelta(days=5)
# A line of Contents.shown: the product's id and the pence of one.
SHOWN_LINE = re.compile(r"\b([0-9]{1,18})x[0-9]{1,4}@([0-9]{1,9})\b", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """An address in the United Kingdom as it was typed."""

    name: str
    line_1: str
    line_2: str = ""
    town: str
    postcode: str

    @property
    def place(self) -> Place:
        return Place(country="GB", postcode=self.postcode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An employer who pays: the organisation, whom to write to, and what they quote."""

    organisation: str
    contact: str
    email: str
    purchase_order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the buyer said at the check-out. `shown` is Contents.shown of the page they sent, `ticks` the boxes set
    (Ask.key). Without an `employer` the buyer pays; `delivery` is None where it is the payer's address."""

    billing: At
    shown: str
    delivery: At | None = None
    employer: Employer | None = None
    by_transfer: bool = False
    ticks: frozenset[str] = field(default_factory=frozenset)

    @property
    def hold(self) -> timedelta:
        """For how long stock and places are kept."""
        return HOLD_FOR_EMPLOYER if self.employer and not self.by_transfer else HOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Till:
    """Everything an order is made from."""

    buyer: User
    contents: Contents
    details: Details
    law: Law
    at: datetime


class PriceChanged(Refused):
    """What was shown is not what it would cost now: the new prices are shown before anything goes on [TC-5.1]."""


def place(*, buyer: User, basket_id: int, details: Details, at: datetime) -> Order:
    """[TC-3.2] [TC-5.1] [TC-5.2b] Makes an order of a basket and holds its stock and places; the basket is empty then.

    The same number of queries for any number of lines. Raises PriceChanged where prices, quantities or delivery are
    no longer those shown, and Refused for whatever else stands against the order, every reason at once.
    """
    with transaction.atomic():
        basket = Basket.objects.select_for_update().get(pk=basket_id, owner=buyer)
        contents = baskets.contents(basket, at=at)
        till = _Till(
            buyer=buyer, contents=contents, details=details, law=law.law_on(london.date_of(at)), at=at
        )  # fmt: skip
        wanted = _boxes(till)
        _refuse(till, wanted)
        holding.hold_all({line.product.pk: line.quantity for line in contents.lines})
        order = _order(till)
        lines = ordered_lines.write(order=order, contents=contents, at=at)
        agreeing.keep(order=order, wanted=wanted, lines=lines, ticks=details.ticks, by=buyer, at=at)
        basket.lines.all().delete()
        Basket.objects.filter(pk=basket.pk).update(typed={}, changed_at=at)
        orders.after_placing(order_id=order.pk, at=at)
        return order


def asked(contents: Contents, *, law: Law, employer: bool, by_transfer: bool, at: datetime) -> tuple[Ask, ...]:
    """[LAW-CCR36] [TC-5.6] The boxes a check-out shows for a basket, by the latest day of its acceptance."""
    hold = HOLD_FOR_EMPLOYER if employer and not by_transfer else HOLD
    return agreeing.asks(contents.lines, law=law, confirmed_on=london.date_of(at + hold))


def _boxes(till: _Till) -> tuple[Ask, ...]:
    details = till.details
    return asked(
        till.contents, law=till.law, employer=details.employer is not None, by_transfer=details.by_transfer, at=till.at
    )


def _refuse(till: _Till, wanted: tuple[Ask, ...]) -> None:
    """Raises Refused where the order cannot be placed as it was sent."""
    if not till.contents.lines:
        raise Refused.because("TC-3.2", "Your basket is empty, so there is nothing to order.")
    refuse_if_any(decline.refusal for decline in _declines(till))
    if till.details.shown != till.contents.shown:
        raise PriceChanged(*changes(contents=till.contents, shown=till.details.shown))
    refuse_if_any([*_bad_places(till), *agreeing.missing(wanted, ticks=till.details.ticks)])


def _declines(till: _Till) -> tuple[ordering.Decline, ...]:
    return ordering.why_declined([line.wanted() for line in till.contents.lines], policy=till.law.figures)


def _bad_places(till: _Till) -> Iterator[Refusal]:
    """[TC-3.4] What stands against the addresses."""
    details, policy = till.details, till.law.figures
    supplies = till.contents.supplies
    if refusal := addresses.bad_billing(details.billing.place, supplies=supplies, policy=policy):
        yield refusal
    elif details.delivery and till.contents.needs_delivery:
        place = details.delivery.place
        if refusal := addresses.bad_delivery(place, supplies=supplies, policy=policy):
            yield refusal


def changes(*, contents: Contents, shown: str) -> list[Refusal]:
    """[TC-5.1] What of a basket is not as it was shown, line by line; at least one sentence where anything differs."""
    seen = {product: int(pence) for product, pence in SHOWN_LINE.findall(shown)}
    found = [_changed(line, seen.get(str(line.product.pk))) for line in contents.lines]
    said = [refusal for refusal in found if refusal]
    total = money.in_pounds(contents.total.gross)
    return said or [Refusal("TC-5.1", f"Your order has changed and now comes to {total}. Look at it again.")]


def _changed(line: Line, seen: int | None) -> Refusal | None:
    if seen is None or line.price_pence is None:
        return None
    return ordering.changed_price(title=line.product.title, seen_pence=seen, price_pence=line.price_pence)


def _order(till: _Till) -> Order:
    details, contents = till.details, till.contents
    typed = [details.billing]
    if contents.needs_delivery:
        typed.append(details.delivery or details.billing)
    kept = Address.objects.bulk_create(_address(one) for one in typed)
    return Order.objects.create(
        buyer=till.buyer, email=till.buyer.email, payer=_payer(till, kept[0]),
        delivery=kept[1] if contents.needs_delivery else None, by_transfer=details.by_transfer,
        total_pence=contents.total.gross, terms=till.law.terms, policy=till.law.policy, placed_at=till.at,
        held_until=till.at + details.hold, privacy_version=privacy_version(),
    )  # fmt: skip


def _address(typed: At) -> Address:
    return Address(
        name=typed.name, line_1=typed.line_1, line_2=typed.line_2, town=typed.town,
        postcode=addresses.normal_postcode(typed.postcode) or typed.postcode,
    )  # fmt: skip


def _payer(till: _Till, address: Address) -> Payer:
    employer = till.details.employer
    if employer is None:
        return Payer.objects.create(
            kind=PayerKind.BUYER, user=till.buyer, name=address.name, email=till.buyer.email, address=address
        )
    return Payer.objects.create(
        kind=PayerKind.EMPLOYER, name=employer.organisation, contact=employer.contact, email=employer.email,
        purchase_order=employer.purchase_order, address=address,
    )  # fmt: skip
