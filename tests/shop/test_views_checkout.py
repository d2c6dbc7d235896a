"""The check-out: one page that says everything, keeps everything typed, and takes effect once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import User
from shop.enums import Supply
from shop.models import Basket, Order, Price, Product, Wording
from shop.services import baskets
from tests import factories as people
from tests.shop import factories
from tests.shop.test_views_catalogue import text_of

NOW = factories.NOON
URL = "/shop/check-out/"
SignIn = Callable[..., Client]
HOME = {
    "payer": "buyer",
    "how": "link",
    "billing_name": "Ada Example",
    "billing_line_1": "1 Example Street",
    "billing_town": "Bedford",
    "billing_postcode": "mk427ab",
    "tick_terms": "on",
}
EMPLOYER = {
    **HOME,
    "payer": "employer",
    "organisation": "Example LLP",
    "contact": "Accounts",
    "employer_email": "accounts@example.com",
    "purchase_order": "PO 7",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(at: Callable) -> None:
    at(NOW)


@pytest.fixture
def ada(buyer: User, sign_in: SignIn) -> Client:
    return sign_in(buyer)


def fill(buyer: User, *things: Product) -> None:
    for thing in things:
        baskets.put(owner=buyer, slug=thing.slug, quantity=1, at=NOW)


def page_of(client: Client) -> tuple[str, dict[str, str]]:
    """The page, and the hidden fields that its form sends along."""
    page = client.get(URL).content.decode()
    form = page[page.index('id="check-out"') :]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return page, dict(hidden)


def send(client: Client, **fields: str) -> Any:
    return client.post(URL, {**page_of(client)[1], **HOME, **fields})


def test_a_visitor_is_asked_to_sign_in_first() -> None:
    assert Client().get(URL)["Location"] == f"/account/login/?next={URL}"


def test_an_empty_basket_has_no_check_out(ada: Client) -> None:
    assert ada.get(URL)["Location"] == "/shop/basket/"


@pytest.mark.clause("TC-3.4")
def test_what_is_wrong_stands_at_the_top_and_names_its_address(ada: Client, buyer: User, book: Product) -> None:
    fill(buyer, book)
    page = send(ada, elsewhere="on", delivery_postcode="D02 X285").content.decode()
    assert page.index("error-summary-title") < page.index('id="order-title"')
    words = text_of(page.encode())
    assert "Enter the first line of the delivery address." in words
    assert "and this is a code of Ireland" in words
    assert "Enter the first line of the address of whoever pays." not in words


@pytest.mark.clause("TC-5.1", "TC-5.2b", "TC-6.1", "TC-6.2")
def test_everything_is_said_before_it_is_ordered(ada: Client, buyer: User, book: Product, course: Product) -> None:
    fill(buyer, book, course)

    words = text_of(page_of(ada)[0].encode())

    assert "Delivery why? TC-5.2b £0.00 £3.95" in words
    assert "Total with VAT £33.17 £227.94" in words
    assert "On the dates shown. From 10 December 2026." in words
    assert "we expect to deliver by 7 November 2026, and in any case by 2 December 2026" in words
    assert "Order and pay £227.94" in words


@pytest.mark.clause("LAW-CCR16")
def test_the_right_to_cancel_is_explained_for_what_is_ordered(
    ada: Client, buyer: User, book: Product, course: Product, webinar: Product
) -> None:
    fill(buyer, webinar)
    words = text_of(page_of(ada)[0].encode())
    assert "The right ends once you start to download or stream" in words
    assert "postage" not in words

    fill(buyer, book, course)
    html = page_of(ada)[0]
    words = text_of(html.encode())
    assert "you pay the postage unless they are faulty" in words
    assert "you pay for the share you were given" in words
    assert "brings it too" in words
    # The form is to be had before anybody is bound, and not only in the letter that binds them.
    assert f'href="{reverse("shop:model_form")}"' in html


@pytest.mark.clause("LAW-CCR36", "TC-1.2")
def test_boxes_begin_empty_and_show_the_words_that_are_kept(ada: Client, buyer: User) -> None:
    soon = factories.product(Supply.SESSIONS, sessions=factories.weekly(NOW + timedelta(days=10), 2))
    fill(buyer, soon)

    page = page_of(ada)[0]

    for code in ("start_early", "lose_when_done", "terms"):
        box = re.search(rf'<input[^>]*name="tick_{code}"[^>]*>', page)
        assert box is not None
        assert "checked" not in box.group()
        assert Wording.objects.get(code=code).text in page


def test_it_is_placed_once_however_often_it_is_sent(ada: Client, buyer: User, webinar: Product) -> None:
    fill(buyer, webinar)
    sent = {**page_of(ada)[1], **HOME}

    answers = [ada.post(URL, sent) for _ in range(3)]

    order = Order.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("shop:pay", args=[order.uuid])}
    assert (order.total_pence, order.payer.address.postcode) == (4500, "MK42 7AB")
    assert "basket-count" not in ada.get("/rules/").content.decode()


def test_two_tabs_place_one_order(ada: Client, buyer: User, webinar: Product) -> None:
    fill(buyer, webinar)
    one, other = ({**page_of(ada)[1], **HOME} for _ in range(2))

    assert ada.post(URL, one).status_code == 302
    again = ada.post(URL, other)

    assert again.status_code == 422
    assert "Your basket is empty" in text_of(again.content)
    assert Order.objects.count() == 1


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize("postcode", ["IM1 1AA", "GY1 1AA", "D02 X285", ""])
def test_an_address_elsewhere_is_refused_at_its_field_and_nothing_is_lost(
    ada: Client, buyer: User, webinar: Product, postcode: str
) -> None:
    fill(buyer, webinar)

    answer = send(ada, billing_postcode=postcode, billing_line_2="Flat 9")

    page = answer.content.decode()
    assert answer.status_code == 422
    error = re.search(r'id="id_billing_postcode_error">(.*?)</div>', page, re.S)
    assert error is not None
    assert "TC-3.4" in error.group(1)
    assert 'value="Flat 9"' in page
    assert re.search(r'name="tick_terms"[^>]*checked', page)
    assert Basket.objects.get(owner=buyer).typed["billing_line_2"] == "Flat 9"


def test_every_box_that_lacks_an_answer_says_so(ada: Client, buyer: User, book: Product) -> None:
    fill(buyer, book)
    empty = dict.fromkeys(HOME, "")

    words = text_of(send(ada, **{**empty, "payer": "buyer", "elsewhere": "on"}).content)

    for said in ("Enter your full name.", "Enter the first line of the delivery address.",
                 "Enter the town or city of the address of whoever pays.", "Enter a name.",
                 "Enter a full UK postcode", "Read the terms and tick"):  # fmt: skip
        assert said in words
    words = text_of(send(ada, **{**empty, "payer": "employer"}).content)
    for said in ("Enter your employer&#x27;s name.", "Enter the name of a person or team.", "Enter their email"):
        assert said in words


@pytest.mark.clause("TC-5.5")
@pytest.mark.parametrize(("how", "by_transfer"), [("link", False), ("transfer", True)])
def test_an_employer_is_to_pay(ada: Client, buyer: User, book: Product, how: str, by_transfer: bool) -> None:
    fill(buyer, book)

    assert send(ada, **{**EMPLOYER, "how": how}).status_code == 302

    order = Order.objects.get()
    assert (order.payer.kind, order.payer.name, order.by_transfer) == ("employer", "Example LLP", by_transfer)
    assert (order.payer.purchase_order, order.delivery.name) == ("PO 7", "Ada Example")


@pytest.mark.clause("TC-5.1")
def test_a_price_that_changed_is_shown_again_and_then_taken(ada: Client, buyer: User, webinar: Product) -> None:
    fill(buyer, webinar)
    sent = {**page_of(ada)[1], **HOME}
    Price.objects.filter(product=webinar).update(pence=5000)

    again = ada.post(URL, sent)

    assert again.status_code == 422
    assert "now costs £50.00, and not £45.00" in text_of(again.content)
    assert "Order and pay £50.00" in text_of(again.content)
    shown = re.search(r'name="shown" value="([^"]*)"', again.content.decode())
    assert shown is not None
    assert ada.post(URL, {**sent, **people.once(buyer), "shown": shown[1]}).status_code == 302
    assert Order.objects.get().total_pence == 5000


@pytest.mark.clause("TC-3.2")
def test_the_last_copy_gone_meanwhile_is_said_and_nothing_is_charged(ada: Client, buyer: User, book: Product) -> None:
    fill(buyer, book)
    sent = {**page_of(ada)[1], **HOME}
    Product.objects.filter(pk=book.pk).update(left=0)

    again = ada.post(URL, sent)

    assert again.status_code == 422
    assert f"There are 0 of the 1 of {book.title} left." in text_of(again.content)
    assert Order.objects.count() == 0


def test_answers_are_kept_for_later_but_never_the_boxes(ada: Client, buyer: User, webinar: Product) -> None:
    fill(buyer, webinar)

    assert send(ada, do="later", billing_town="Luton")["Location"] == "/shop/basket/"

    page = page_of(ada)[0]
    assert 'value="Luton"' in page
    assert not re.search(r'name="tick_terms"[^>]*checked', page)


def test_the_address_of_the_last_order_is_there_again(ada: Client, buyer: User, webinar: Product) -> None:
    fill(buyer, webinar)
    send(ada)
    fill(buyer, webinar)

    assert 'value="MK42 7AB"' in page_of(ada)[0]


def test_a_form_sent_after_the_session_ended_is_given_back(ada: Client, buyer: User, webinar: Product, at: Any) -> None:
    fill(buyer, webinar)
    sent = {**page_of(ada)[1], **HOME, "billing_town": "Luton"}
    at(NOW + timedelta(hours=2))

    answer = ada.post(URL, sent)
    assert answer["Location"].startswith("/account/login/")
    ada.post("/account/login/", {"login": buyer.email, "password": people.PASSWORD})

    page = ada.get(URL).content.decode()
    assert 'value="Luton"' in page
    assert "You were signed out before this was sent." in page
    assert Order.objects.count() == 0


@pytest.mark.clause("TC-5.6")
def test_terms_of_a_product_have_a_box_of_their_own(ada: Client, buyer: User, webinar: Product) -> None:
    code = f"extra_terms-{webinar.slug}"
    Wording.objects.create(code=code, version=1, product=webinar, text="One viewer only.", from_date=date(2026, 1, 1))
    fill(buyer, webinar)

    assert "Tick that you agree to the terms of Recorded webinar." in text_of(send(ada).content)
    assert send(ada, **{f"tick_{code}": "on"}).status_code == 302


def test_the_check_out_costs_the_same_for_any_number_of_lines(sign_in: SignIn, record_property: Any) -> None:
    counts = {}
    times = factories.weekly(NOW + timedelta(days=60))
    for number in (1, 3, 30):
        owner = people.UserFactory()
        fill(owner, *(factories.product(Supply.GOODS) for _ in range(number)),
             *(factories.product(Supply.SESSIONS, sessions=times) for _ in range(min(number, 15))))  # fmt: skip
        client = sign_in(owner)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts[number] = len(queries)
    record_property("figure", f"queries of the check-out, by lines: {counts}")
    assert len(set(counts.values())) == 1


def test_an_address_of_the_order_is_not_guessed(ada: Client) -> None:
    assert ada.get(reverse("shop:pay", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("do", ["place", "later"])
@pytest.mark.parametrize("name", ["payer", "billing_name", "billing_town", "organisation"])
def test_a_character_no_database_keeps_is_no_fault_of_the_portal(
    ada: Client, buyer: User, webinar: Product, name: str, do: str
) -> None:
    fill(buyer, webinar)
    assert send(ada, do=do, **{name: "Bed\0ford"}).status_code in (302, 422)
    assert "\0" not in Basket.objects.get(owner=buyer).typed.get(name, "")


@pytest.mark.parametrize("shown", ["1x1@2@3", f"1x1@{'9' * 5000}", "1x1@\u0663", "@", "x@", "+0"])
def test_prices_that_no_page_showed_are_shown_as_they_are(
    ada: Client, buyer: User, webinar: Product, shown: str
) -> None:
    fill(buyer, webinar)
    answer = send(ada, shown=shown)
    assert answer.status_code == 422
    assert page_of(ada)[1]["shown"] in answer.content.decode()
    assert not Order.objects.exists()
