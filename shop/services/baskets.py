"""The verbs of baskets: put in, take out, join with an account's own, keep what was typed, forget.

Quantities are said in full and never added to, so that a form that is sent twice has the effect of one.
"""

from __future__ import annotations

import uuid as uuids
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import SYSTEM_KINDS
from shop.models import Basket, BasketLine, Order
from shop.queries import catalogue
from shop.rules import ordering

KEEP_VISITORS = timedelta(days=7)
MOST_UNITS = 99
MOST_LINES = 50


def of(*, owner: User | None, uuid: uuids.UUID | None) -> Basket:
    """The basket of this person, or of the browser that knows `uuid`; a new one where there is none."""
    if owner is not None:
        return Basket.objects.get_or_create(owner=owner)[0]
    found = Basket.objects.filter(uuid=uuid, owner=None).first() if uuid else None
    return found or Basket.objects.create()


def put(*, owner: User | None, uuid: uuids.UUID | None = None, slug: str, quantity: int, at: datetime) -> Basket:
    """Makes it `quantity` of a product in the basket of `of`, 0 taking it out; the price of now is what was seen.

    Returns the basket. Raises Refused for what is not sold, and for a quantity that nobody can have.
    """
    with transaction.atomic():
        basket = Basket.objects.select_for_update().get(pk=of(owner=owner, uuid=uuid).pk)
        if quantity == 0:
            basket.lines.filter(product__slug=slug).delete()
        else:
            _put(basket, slug, quantity, at)
        _touch(basket, at)
        return basket


def _put(basket: Basket, slug: str, quantity: int, at: datetime) -> None:
    product = catalogue.product(slug, at=at)
    price = catalogue.price_now(product, at=at) if product else None
    if product is None or price is None:
        raise Refused.because("TC-3.2", "This is no longer sold.")
    most = MOST_UNITS if product.left is None else min(MOST_UNITS, product.left)
    if refusal := ordering.bad_quantity(quantity, most=most):
        raise Refused(refusal)
    others = basket.lines.exclude(product=product)
    if others.count() >= MOST_LINES:
        raise Refused.because("TC-3.2", f"A basket holds {MOST_LINES} different things. Order these first.")
    values = {"quantity": quantity, "seen_pence": price}
    BasketLine.objects.update_or_create(basket=basket, product=product, defaults=values)


def join(*, uuid: uuids.UUID, owner: User, at: datetime) -> Basket | None:
    """What somebody chose before they signed in goes into their own basket; of a product in both, the larger number.

    Returns their basket, or None where the visitor's is gone, as after a repetition.
    """
    with transaction.atomic():
        visitors = Basket.objects.select_for_update().filter(uuid=uuid, owner=None).first()
        if visitors is None:
            return None
        own, _ = Basket.objects.get_or_create(owner=owner)
        Basket.objects.select_for_update().get(pk=own.pk)
        known = {line.product_id: line for line in own.lines.all()}
        for line in visitors.lines.all():
            _join_line(own, line, known.get(line.product_id))
        visitors.delete()
        _touch(own, at)
        return own


def _join_line(own: Basket, line: BasketLine, mine: BasketLine | None) -> None:
    if mine is None:
        line.basket = own
        line.save(update_fields=["basket"])
    elif line.quantity > mine.quantity:
        mine.quantity, mine.seen_pence = line.quantity, line.seen_pence
        mine.save(update_fields=["quantity", "seen_pence"])


def keep_typed(*, owner: User, typed: dict[str, Any], at: datetime) -> None:
    """Keeps the answers of a check-out that could not be sent yet, or is left for later."""
    Basket.objects.filter(owner=owner).update(typed=typed, changed_at=at)


def refill(*, order: Order, at: datetime) -> None:
    """Puts what an order asked for back into its buyer's basket, at the prices they saw then: it was not completed.

    What the basket holds by now stays as it is; whoever has ordered again since then wants nothing back.
    """
    if Order.objects.filter(buyer=order.buyer, placed_at__gt=order.placed_at).exists():
        return
    with transaction.atomic():
        basket = of(owner=order.buyer, uuid=None)
        lines = order.lines.exclude(kind__in=SYSTEM_KINDS).values_list("product_id", "quantity", "unit_pence")
        BasketLine.objects.bulk_create(
            (
                BasketLine(basket=basket, product_id=product_id, quantity=min(quantity, MOST_UNITS), seen_pence=pence)
                for product_id, quantity, pence in lines
            ),
            ignore_conflicts=True,
        )
        _touch(basket, at)


def forget_old(*, at: datetime) -> int:
    """Deletes visitors' baskets that nobody touched for a week; returns how many."""
    old = Basket.objects.filter(owner=None, changed_at__lt=at - KEEP_VISITORS)
    return old.delete()[0]


def _touch(basket: Basket, at: datetime) -> None:
    Basket.objects.filter(pk=basket.pk).update(changed_at=at)
