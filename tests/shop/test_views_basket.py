"""The basket: for visitors and people signed in, joined on signing in, told of prices that change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import User
from shop.enums import Supply
from shop.models import Basket, BasketLine, Price, Product
from shop.services import baskets
from tests import factories as people
from tests.shop import factories
from tests.shop.test_views_catalogue import text_of

NOW = factories.NOON
SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(at: Callable) -> None:
    at(NOW)


def put(client: Client, product: Product, quantity: object = 1, **more: str) -> Any:
    return client.post("/shop/basket/put/", {"product": product.slug, "quantity": quantity, **more})


def held(**basket: Any) -> dict[str, int]:
    return {line.product.slug: line.quantity for line in BasketLine.objects.filter(**basket).select_related("product")}


@pytest.mark.clause("TC-5.2b")
def test_a_visitor_fills_a_basket_and_reads_the_sum(book: Product, webinar: Product) -> None:
    visitor = Client()
    put(visitor, book, 2)

    assert put(visitor, webinar)["Location"] == "/shop/basket/"
    words = text_of(visitor.get("/shop/basket/").content)

    assert "£49.98 £24.99 each" in words
    assert "Delivery in the United Kingdom why? TC-5.2b £3.95" in words
    assert "Total with VAT why? TC-5.1 £98.93" in words
    assert "VAT in it £7.50" in words


def test_sending_it_twice_is_sending_it_once(book: Product) -> None:
    visitor = Client()
    for _ in range(2):
        put(visitor, book, 2)

    assert held() == {book.slug: 2}
    assert Basket.objects.count() == 1


def test_changing_and_taking_out(book: Product, webinar: Product) -> None:
    visitor = Client()
    put(visitor, book, 2)
    put(visitor, webinar, 1)
    put(visitor, book, 1)
    put(visitor, webinar, 0)

    assert held() == {book.slug: 1}


@pytest.mark.clause("TC-3.2")
@pytest.mark.parametrize(
    ("typed", "said"),
    [("4", "There are 3 left. Enter 3 or fewer."), ("-1", "as a number"), ("many", "as a number"), ("", "as a number")],
)
def test_a_number_nobody_can_have_is_refused_and_kept(book: Product, typed: str, said: str) -> None:
    visitor = Client()

    answer = put(visitor, book, typed, **{"from": "product"})

    assert answer.status_code == 422
    assert said in text_of(answer.content)
    assert f'value="{typed}"' in answer.content.decode()
    assert Basket.objects.count() == 0


def test_two_visitors_have_two_baskets(book: Product, webinar: Product) -> None:
    one, other = Client(), Client()
    put(one, book)
    put(other, webinar)

    assert book.title not in text_of(other.get("/shop/basket/").content)


def test_signing_in_brings_the_basket_along(buyer: User, sign_in: SignIn, book: Product, webinar: Product) -> None:
    baskets.put(owner=buyer, slug=book.slug, quantity=1, at=NOW)
    visitor = Client()
    put(visitor, book, 3)
    put(visitor, webinar, 1)
    visitor.post("/account/login/", {"login": buyer.email, "password": people.PASSWORD})

    for _ in range(2):
        visitor.get("/shop/basket/")

    assert held(basket__owner=buyer) == {book.slug: 3, webinar.slug: 1}
    assert Basket.objects.count() == 1


def test_a_basket_of_an_account_is_nobody_elses(buyer: User, user: User, sign_in: SignIn, book: Product) -> None:
    baskets.put(owner=buyer, slug=book.slug, quantity=1, at=NOW)

    assert book.title not in text_of(sign_in(user).get("/shop/basket/").content)
    assert book.title in text_of(sign_in(buyer).get("/shop/basket/").content)


def test_a_stolen_name_of_a_basket_that_has_an_owner_opens_nothing(buyer: User, book: Product) -> None:
    own = baskets.put(owner=buyer, slug=book.slug, quantity=1, at=NOW)
    thief = Client()
    session = thief.session
    session["shop.basket"] = {"units": 1, "uuid": str(own.uuid)}
    session.save()
    thief.cookies["session"] = session.session_key

    assert book.title not in text_of(thief.get("/shop/basket/").content)


@pytest.mark.clause("TC-5.1")
def test_a_price_that_changed_is_told(webinar: Product) -> None:
    visitor = Client()
    put(visitor, webinar)
    Price.objects.filter(product=webinar).update(pence=5000)

    words = text_of(visitor.get("/shop/basket/").content)

    assert "The price was £45.00 when you put it in. It is now £50.00." in words
    assert "£50.00" in words


@pytest.mark.clause("TC-3.2")
def test_what_cannot_be_had_any_more_stops_the_check_out(book: Product, webinar: Product) -> None:
    visitor = Client()
    put(visitor, book, 2)
    put(visitor, webinar)
    Product.objects.filter(pk=book.pk).update(left=1)
    Product.objects.filter(pk=webinar.pk).update(on_sale_until=NOW)

    page = visitor.get("/shop/basket/").content

    assert "1 copy left. Order fewer to go on." in text_of(page)
    assert "No longer sold." in text_of(page)
    assert b"/shop/check-out/" not in page


def test_the_count_in_the_header_costs_no_query(buyer: User, sign_in: SignIn, webinar: Product) -> None:
    without, with_some = sign_in(people.UserFactory()), sign_in(buyer)
    put(with_some, webinar, 2)
    for client in (without, with_some):
        client.get("/rules/")
    counts = []
    for client in (without, with_some):
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/rules/").content.decode()
        counts.append(len(queries))
    assert 'basket-count">2' in page
    assert counts[0] == counts[1]


def test_a_visitor_without_a_basket_costs_no_query_at_all(django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(0):
        assert b"basket-count" not in Client().get("/rules/").content


def test_the_basket_costs_the_same_for_any_number_of_lines(sign_in: SignIn, record_property: Any) -> None:
    counts = {}
    for number in (1, 3, 30):
        owner = people.UserFactory()
        for _ in range(number):
            times = factories.weekly(NOW + timedelta(days=30))
            for thing in (factories.product(Supply.GOODS), factories.product(Supply.SESSIONS, sessions=times)):
                if BasketLine.objects.filter(basket__owner=owner).count() < number:
                    baskets.put(owner=owner, slug=thing.slug, quantity=1, at=NOW)
        client = sign_in(owner)
        client.get("/shop/basket/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/shop/basket/")
        counts[number] = len(queries)
    record_property("figure", f"queries of the basket, by lines: {counts}")
    assert len(set(counts.values())) == 1


def test_an_order_that_came_to_nothing_fills_the_basket_again(buyer: User, book: Product, webinar: Product) -> None:
    order = factories.order(buyer=buyer, lines=[(book, 2), (webinar, 1)], accepted_at=None, delivery_pence=395)
    baskets.put(owner=buyer, slug=book.slug, quantity=1, at=NOW)

    baskets.refill(order=order, at=NOW)

    assert held(basket__owner=buyer) == {book.slug: 1, webinar.slug: 1}


def test_whoever_ordered_again_since_gets_nothing_back(buyer: User, book: Product, webinar: Product) -> None:
    first = factories.order(buyer=buyer, lines=[(book, 2)], accepted_at=None)
    factories.order(buyer=buyer, lines=[(webinar, 1)], accepted_at=NOW + timedelta(seconds=1))

    baskets.refill(order=first, at=NOW)

    assert held(basket__owner=buyer) == {}


def test_baskets_of_visitors_are_forgotten_after_a_week(buyer: User, book: Product) -> None:
    put(Client(), book)
    baskets.put(owner=buyer, slug=book.slug, quantity=1, at=NOW)
    Basket.objects.update(changed_at=NOW)

    assert baskets.forget_old(at=NOW + timedelta(days=7)) == 0
    baskets.forget_old(at=NOW + timedelta(days=7, seconds=1))
    assert [basket.owner for basket in Basket.objects.all()] == [buyer]


@pytest.mark.parametrize("quantity", ["0", "1"])
@pytest.mark.parametrize("place", ["", "product"])
def test_a_product_that_no_database_can_hold_is_not_sold(quantity: str, place: str) -> None:
    sent = {"product": "a\0b", "quantity": quantity, "from": place}
    assert Client().post("/shop/basket/put/", sent).status_code == (422 if quantity == "1" else 302)
