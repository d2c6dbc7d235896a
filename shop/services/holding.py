"""Stock and places, counted down while an order is placed, so that nothing is sold that is not there."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, Value, When

from cilexportal.foundation.rulebook.refusal import refuse_if_any
from shop.enums import Supply
from shop.models import Product
from shop.rules import ordering
from shop.rules.policy import Policy


def hold(*, product_id: int, quantity: int) -> None:
    """[TC-3.2] Takes some units off what is left. Raises Refused where there are not that many."""
    hold_all({product_id: quantity})


def hold_all(wanted: Mapping[int, int]) -> None:
    """[TC-3.2] Takes units of several products (id -> quantity) off what is left: all of them, or none.

    The rows stay locked until the caller's transaction ends; they are locked by id, so that two orders of the same
    things wait for each other and never in a ring. Two queries for any number of products. Raises Refused with every
    product that is short.
    """
    with transaction.atomic():
        limited = _locked(wanted)
        short = [_wanted(product, wanted[product.pk]) for product in limited]
        refuse_if_any(decline.refusal for decline in ordering.why_declined(short, policy=Policy()))
        _add(wanted, [product.pk for product in limited], sign=-1)


def give_back(*, product_id: int, quantity: int) -> None:
    """Puts units back that were held for an order which came to nothing."""
    give_back_all({product_id: quantity})


def give_back_all(held: Mapping[int, int]) -> None:
    """Puts units of several products (id -> quantity) back; products without a limit stay without one."""
    with transaction.atomic():
        _add(held, [product.pk for product in _locked(held)], sign=1)


def _locked(wanted: Mapping[int, int]) -> list[Product]:
    """The products among these that are counted, each row locked."""
    counted = Product.objects.filter(pk__in=wanted, left__isnull=False).order_by("pk")
    return list(counted.select_for_update().only("pk", "title", "supply", "left"))


def _wanted(product: Product, quantity: int) -> ordering.Wanted:
    """A product of which only the count matters here."""
    return ordering.Wanted(
        title=product.title, supply=Supply(product.supply), quantity=quantity, seen_pence=0, price_pence=0,
        left=product.left, delivery_days=0,
    )  # fmt: skip


def _add(quantities: Mapping[int, int], ids: list[int], *, sign: int) -> None:
    if ids:
        by_id = Case(*(When(pk=pk, then=Value(sign * quantities[pk])) for pk in ids))
        Product.objects.filter(pk__in=ids).update(left=F("left") + by_id)
