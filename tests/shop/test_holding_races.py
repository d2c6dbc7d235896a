"""Two people want the last copy: with the guard one has it; without it, as the control shows, both would."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import pytest
from django.db import connection, transaction

from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Supply
from shop.models import Order, Product
from shop.services import checkout, holding
from tests import factories as people
from tests.shop import factories
from tests.shop.test_services_checkout import AT, details, filled

BUYERS, COPIES = 8, 3
pytestmark = pytest.mark.django_db(transaction=True)


def race(product: Product, before: Callable[[], object] = lambda: None) -> tuple[int, int]:
    """How many of eight people who order at once got one, and how many were refused."""
    ready, outcomes = threading.Barrier(BUYERS), []

    def order(buyer: User) -> None:
        try:
            basket = filled(buyer, (product, 1))
            sent = details(basket)
            ready.wait(timeout=20)
            checkout.place(buyer=buyer, basket_id=basket.pk, details=sent, at=AT)
            outcomes.append("placed")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=order, args=[people.UserFactory()]) for _ in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes.count("placed"), outcomes.count("refused")


@pytest.mark.clause("TC-3.2")
def test_copies_are_never_oversold() -> None:
    book = factories.product(Supply.GOODS, 2499, left=COPIES)

    assert race(book) == (COPIES, BUYERS - COPIES)
    book.refresh_from_db()
    assert (book.left, Order.objects.count()) == (0, COPIES)


@pytest.mark.clause("TC-3.2")
def test_without_the_guard_they_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: looking first and counting down afterwards sells more copies than there are."""
    looked = threading.Barrier(BUYERS)

    def unguarded(wanted: Mapping[int, int]) -> None:
        [(pk, quantity)] = wanted.items()
        left = Product.objects.values_list("left", flat=True).get(pk=pk)
        looked.wait(timeout=20)
        if left < quantity:
            raise Refused.because("TC-3.2", "None are left.")
        Product.objects.filter(pk=pk).update(left=left - quantity)

    monkeypatch.setattr(holding, "hold_all", unguarded)
    book = factories.product(Supply.GOODS, 2499, left=COPIES)

    placed, _ = race(book)

    assert placed > COPIES


@pytest.mark.clause("TC-3.2")
def test_orders_of_the_same_things_in_another_order_do_not_block_each_other() -> None:
    things = [factories.product(Supply.GOODS, 1000, left=100) for _ in range(2)]
    failed: list[Exception] = []

    def take(ids: list[int]) -> None:
        try:
            for _ in range(20):
                with transaction.atomic():
                    holding.hold_all(dict.fromkeys(ids, 1))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    ids = [thing.pk for thing in things]
    threads = [threading.Thread(target=take, args=[order]) for order in (ids, ids[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    assert [thing.left for thing in Product.objects.filter(pk__in=ids)] == [60, 60]


def test_what_is_given_back_can_be_had_again() -> None:
    book, download = factories.product(Supply.GOODS, 2499, left=1), factories.product()

    holding.hold(product_id=book.pk, quantity=1)
    with pytest.raises(Refused):
        holding.hold(product_id=book.pk, quantity=1)
    holding.give_back_all({book.pk: 1, download.pk: 1})

    book.refresh_from_db()
    download.refresh_from_db()
    assert (book.left, download.left) == (1, None)
