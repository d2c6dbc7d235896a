"""The catalogue and the product page: what visitors find, what they read before they buy, and what it costs to show."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.enums import Kind, Supply
from shop.models import Price, Product, Wording
from tests.shop import factories

NOW = factories.NOON
pytestmark = pytest.mark.django_db


def text_of(page: bytes) -> str:
    """The words of a page, without its marks and with single spaces."""
    main = re.search(rb"<main.*</main>", page, re.S)
    assert main is not None
    return " ".join(re.sub(r"<[^>]+>", " ", main.group().decode()).replace("&nbsp;", " ").split())


def titles(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/shop/{query}").content.decode()
    return re.findall(r'goods__title"><a [^>]*>([^<]*)', page)


@pytest.fixture(autouse=True)
def noon(at: Callable) -> None:
    at(NOW)


@pytest.mark.clause("TC-1.1", "TC-5.1")
def test_a_visitor_sees_what_is_on_sale_with_its_price(book: Product, course: Product, webinar: Product) -> None:
    words = text_of(Client().get("/shop/").content)

    assert "Book" in words
    assert "£24.99" in words
    assert "From 10 December 2026" in words
    assert "10 places left" in words
    assert titles(Client()) == [course.title, book.title, webinar.title]


def test_what_is_not_for_sale_is_not_shown() -> None:
    factories.product(Supply.FEE, title="Fee")
    factories.product(pence=None, title="Without a price")
    factories.product(title="Later", on_sale_from=NOW + timedelta(seconds=1))
    factories.product(title="Over", on_sale_until=NOW)
    factories.product(title="Suspended", suspended_at=NOW)
    factories.product(Supply.SESSIONS, title="Begun", sessions=factories.weekly(NOW))
    factories.product(Supply.SESSIONS, title="Undated")
    factories.product(Supply.SESSIONS, title="A second away", sessions=factories.weekly(NOW + timedelta(seconds=1)))

    assert titles(Client()) == ["A second away"]


@pytest.mark.clause("TC-5.1")
def test_a_price_counts_from_its_london_day(at: Callable) -> None:
    thing = factories.product(pence=None)
    Price.objects.create(product=thing, pence=1000, from_date=date(2026, 1, 1), until_date=date(2026, 12, 1))
    Price.objects.create(product=thing, pence=1200, from_date=date(2026, 12, 1))

    at(NOW.replace(month=11, day=30, hour=23, minute=59))
    assert "£10.00" in text_of(Client().get("/shop/").content)
    at(NOW.replace(month=12, day=1, hour=0, minute=0))
    assert "£12.00" in text_of(Client().get("/shop/").content)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=COSTS+evening", ["Evening on costs"]),
        ("?q=100%25", ["100% fees"]),
        ("?q=%25", ["100% fees"]),
        ("?kind=book", ["100% fees"]),
        ("?mode=in_person", ["Evening on costs"]),
        ("?topic=Ethics", ["Talk"]),
        ("?kind=training", ["Evening on costs", "Talk"]),
        ("?month=2026-12", ["Evening on costs", "Talk"]),
        ("?month=2027-01", ["Evening on costs"]),
        ("?month=2027-02", []),
        ("?kind=membership&mode=x&month=nonsense&page=-1", ["Talk", "Evening on costs", "100% fees"]),
    ],
)
def test_search_and_filters(query: str, found: list[str]) -> None:
    first = NOW.replace(month=12, day=20)
    factories.product(Supply.GOODS, title="100% fees")
    factories.product(Supply.SESSIONS, title="Evening on costs", mode="in_person", sessions=factories.weekly(first, 4))
    factories.product(
        Supply.SESSIONS, title="Talk", kind=Kind.EVENT, mode="online", topics=["Ethics"],
        sessions=factories.weekly(first.replace(day=5), 1),
    )  # fmt: skip

    assert sorted(titles(Client(), query)) == sorted(found)


def test_pages_of_twelve_keep_their_filters() -> None:
    for number in range(14):
        factories.product(Supply.GOODS, title=f"Book {number:02}")
    factories.product(title="Download")

    second = Client().get("/shop/?kind=book&page=2").content.decode()

    assert titles(Client(), "?kind=book&page=2") == ["Book 12", "Book 13"]
    assert "Page 2 of 2" in text_of(second.encode())
    assert 'href="?kind=book&amp;page=1"' in second
    assert Client().get("/shop/?kind=book&page=3")["Location"] == "/shop/?kind=book"


def test_the_catalogue_costs_one_query_for_any_number_of_products(
    django_assert_num_queries: Callable, record_property: Any
) -> None:
    for number in (1, 3, 30):
        while Product.objects.exclude(kind="delivery").count() < number:
            factories.product(Supply.SESSIONS, 100, sessions=factories.weekly(NOW + timedelta(days=30)))
        with django_assert_num_queries(1):
            Client().get("/shop/")
    record_property("figure", "queries of the catalogue for a visitor, by products: 1: 1, 3: 1, 30: 1")


@pytest.mark.parametrize("query", ["", "?q=costs", "?kind=book&page=1", "?q=zyzzyva"])
def test_whoever_brings_no_cookie_sees_the_page_that_others_see(book: Product, query: str) -> None:
    nobody, somebody = Client(), Client()
    somebody.cookies["seen"] = "yes"
    drawn, kept, other = nobody.get(f"/shop/{query}"), nobody.get(f"/shop/{query}"), somebody.get(f"/shop/{query}")
    assert drawn.content == kept.content == other.content
    assert dict(drawn.headers).keys() == dict(other.headers).keys()


@pytest.mark.clause("TC-5.1", "TC-6.1", "TC-6.3")
def test_a_product_says_price_vat_dates_places_and_when_one_has_it(course: Product) -> None:
    words = text_of(Client().get(f"/shop/products/{course.slug}/").content)

    assert "£199.00" in words
    assert "With £33.17 of VAT at 20%." in words
    assert "10 December 2026 at 12:00pm to 2:00pm" in words
    assert "14 January 2027" in words
    assert "10 places left" in words
    assert "On the dates shown." in words


@pytest.mark.clause("TC-5.2b", "TC-6.2")
def test_a_book_says_what_sending_costs_and_how_long_it_takes(book: Product) -> None:
    words = text_of(Client().get(f"/shop/products/{book.slug}/").content)

    assert "No VAT is due on it." in words
    assert "Usually 5 days after we accept your order." in words
    assert "Sending an order costs £3.95" in words
    assert "3 copies left" in words


@pytest.mark.clause("TC-5.6", "TC-5.8")
def test_terms_of_its_own_and_the_caption_of_the_picture(webinar: Product) -> None:
    Wording.objects.create(
        code=f"extra_terms-{webinar.slug}", version=1, product=webinar, text="One viewer only.", from_date=NOW.date()
    )
    words = text_of(Client().get(f"/shop/products/{webinar.slug}/").content)

    assert "One viewer only." in words
    assert "An illustration only." in words


def test_sold_out_says_so_and_has_no_button(book: Product) -> None:
    Product.objects.filter(pk=book.pk).update(left=0)

    page = Client().get(f"/shop/products/{book.slug}/").content

    assert "No copies left" in text_of(page)
    assert b"Put in basket" not in page


def test_fees_have_no_page(db: None) -> None:
    fee = factories.product(Supply.FEE)

    assert Client().get(f"/shop/products/{fee.slug}/").status_code == 404
    assert Client().get("/shop/products/delivery/").status_code == 404


def test_a_product_costs_the_same_for_any_number_of_sessions() -> None:
    counts = set()
    for number in (1, 3, 30):
        made = factories.product(Supply.SESSIONS, sessions=factories.weekly(NOW + timedelta(days=9), number))
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"/shop/products/{made.slug}/")
        counts.add(len(queries))
    assert counts == {3}


@pytest.mark.clause("CPD-3", "CPD-4")
def test_training_may_help_with_cpd_by_topic_and_nothing_is_called_accredited() -> None:
    helps = factories.product(
        Supply.SESSIONS, topics=["Contract", "Tort"], sessions=factories.weekly(NOW + timedelta(days=9), 2)
    )
    plain = factories.product(Supply.GOODS, title="Plain book")

    shop, page, other = (
        text_of(Client().get(f"/shop/{tail}").content)
        for tail in ("", f"products/{helps.slug}/", f"products/{plain.slug}/")
    )

    assert shop.count("May help with your CPD: Contract, Tort") == 1
    assert "May help with your CPD in: Contract, Tort." in page
    assert "puts a draft in your logbook, dated with the last session" in page
    assert "CPD" not in other
    assert "accredit" not in (shop + page).lower()
