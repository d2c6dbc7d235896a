"""A buyer's own orders, and nobody else's."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.enums import Role
from members.models import User
from shop.models import Product
from tests import factories as people
from tests.shop import factories

pytestmark = pytest.mark.django_db
LIST = reverse("shop:orders")


def test_buyers_see_their_own_orders_and_what_is_in_them(buyer: User, book: Product, webinar: Product) -> None:
    mine = factories.order(buyer, [(book, 2), (webinar, 1)], delivery_pence=395)
    other = factories.order(lines=[(book, 1)])
    page = people.signed_in(buyer).get(LIST).content.decode()
    for said in (mine.number, "2 × Conveyancing in practice, Recorded webinar", "£98.93", "Accepted and paid"):
        assert said in page
    assert other.number not in page


def test_an_empty_list_leads_to_the_shop(buyer: User) -> None:
    assert "You have not ordered anything yet." in people.signed_in(buyer).get(LIST).content.decode()


def test_the_list_asks_as_much_for_thirty_orders_as_for_one(buyer: User, webinar: Product) -> None:
    client, counts, made = people.signed_in(buyer), [], 0
    for wanted in (1, 3, 30):
        while made < wanted:
            factories.order(buyer, [(webinar, 1)])
            made += 1
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        counts.append(sum("shop_" in query["sql"] for query in captured))
    assert counts[0] == counts[1] == counts[2] <= 4


def test_the_first_page_shows_orders_and_finance_its_desk(buyer: User, webinar: Product) -> None:
    order = factories.order(buyer, [(webinar, 1)], paid=False, employer=True, by_transfer=True)
    assert order.number in people.signed_in(buyer).get("/").content.decode()
    page = people.signed_in(people.staff(Role.FINANCE)).get("/").content.decode()
    assert "1 unpaid order" in page
    assert reverse("shop_desk:unpaid") in page
