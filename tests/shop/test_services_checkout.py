"""Placing an order: what is shown is charged, held and agreed to, at a cost that does not grow with the lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Supply
from shop.models import Basket, Consent, Order, Price, Product, Wording
from shop.queries import baskets as contents_of
from shop.services import baskets, checkout
from shop.services.checkout import At, Details, Employer
from tests.shop import factories

AT = factories.NOON
HOME = At(name="Ada Example", line_1="1 Example Street", town="Bedford", postcode="mk427ab")
EMPLOYER = Employer(organisation="Example LLP", contact="Accounts", email="accounts@example.com", purchase_order="PO 7")
pytestmark = pytest.mark.django_db


def filled(buyer: User, *wanted: tuple[Product, int]) -> Basket:
    """The buyer's basket with these things in it."""
    basket = baskets.of(owner=buyer, uuid=None)
    for product, quantity in wanted:
        baskets.put(owner=buyer, slug=product.slug, quantity=quantity, at=AT)
    return basket


def details(basket: Basket, *ticks: str, at: Any = AT, **changed: Any) -> Details:
    """A form that agrees to the terms, sent from the page of now."""
    shown = contents_of.contents(basket, at=at).shown
    return Details(**{"billing": HOME, "shown": shown, "ticks": frozenset({"terms", *ticks}), **changed})


def order_of(buyer: User, *wanted: tuple[Product, int], at: Any = AT, **changed: Any) -> Order:
    basket = filled(buyer, *wanted)
    return checkout.place(buyer=buyer, basket_id=basket.pk, details=details(basket, at=at, **changed), at=at)


def refused(buyer: User, basket: Basket, sent: Details, at: Any = AT) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as no:
        checkout.place(buyer=buyer, basket_id=basket.pk, details=sent, at=at)
    assert Order.objects.count() == 0
    return [(refusal.clause, refusal.sentence) for refusal in no.value.refusals]


@pytest.mark.clause("TC-5.1", "TC-5.2b", "TC-6.2")
def test_what_was_shown_is_what_is_charged(buyer: User, book: Product, webinar: Product, course: Product) -> None:
    order = order_of(buyer, (book, 2), (webinar, 1), (course, 1))

    assert order.total_pence == 2 * 2499 + 4500 + 19900 + 395
    lines = {line.kind: line for line in order.lines.all()}
    assert [(line.unit_pence, line.pence, line.vat_pence) for line in lines.values()] == [
        (2499, 4998, 0), (4500, 4500, 750), (19900, 19900, 3317), (395, 395, 0),
    ]  # fmt: skip
    assert lines["book"].deliver_by == date(2026, 11, 7)
    assert lines["course"].sessions.count() == 6
    assert (order.stage, order.number) == ("placed", None)
    assert not Basket.objects.get(owner=buyer).lines.exists()


@pytest.mark.clause("TC-5.2b")
def test_delivery_bears_the_rates_of_the_goods_it_carries(buyer: User, book: Product) -> None:
    mug = factories.product(Supply.GOODS, 2499, vat_code=factories.vat_code())

    order = order_of(buyer, (book, 1), (mug, 1))

    charges = order.lines.filter(kind="delivery").values_list("vat_percent", "pence", "vat_pence")
    assert [(int(percent), pence, vat) for percent, pence, vat in charges] == [(0, 198, 0), (20, 197, 33)]


@pytest.mark.clause("TC-5.2b")
def test_nothing_is_charged_for_sending_what_is_not_sent(buyer: User, webinar: Product) -> None:
    order = order_of(buyer, (webinar, 1))

    assert (order.total_pence, order.delivery) == (4500, None)


@pytest.mark.clause("TC-3.2")
def test_stock_is_counted_down_and_the_last_copy_is_the_last(buyer: User, book: Product) -> None:
    order_of(buyer, (book, 3))

    book.refresh_from_db()
    assert book.left == 0
    with pytest.raises(Refused):
        filled(buyer, (book, 1))


@pytest.mark.clause("TC-3.2")
def test_one_more_than_is_left_is_refused_and_holds_nothing(buyer: User, book: Product, course: Product) -> None:
    basket = filled(buyer, (course, 1), (book, 3))
    Product.objects.filter(pk=book.pk).update(left=2)

    said = refused(buyer, basket, details(basket))

    assert said == [("TC-3.2", f"There are 2 of the 3 of {book.title} left.")]
    course.refresh_from_db()
    assert course.left == 10


@pytest.mark.clause("TC-5.1")
def test_a_price_that_changed_is_shown_again_before_anything_goes_on(buyer: User, webinar: Product) -> None:
    basket = filled(buyer, (webinar, 1))
    sent = details(basket)
    Price.objects.filter(product=webinar).update(pence=5000)

    with pytest.raises(checkout.PriceChanged) as no:
        checkout.place(buyer=buyer, basket_id=basket.pk, details=sent, at=AT)

    assert "now costs £50.00, and not £45.00" in str(no.value)
    assert checkout.place(buyer=buyer, basket_id=basket.pk, details=details(basket), at=AT).total_pence == 5000


@pytest.mark.clause("TC-5.1")
def test_a_quantity_changed_in_another_tab_is_shown_again(buyer: User, webinar: Product) -> None:
    basket = filled(buyer, (webinar, 1))
    sent = details(basket)
    filled(buyer, (webinar, 2))

    assert "now comes to £90.00" in refused(buyer, basket, sent)[0][1]


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize("postcode", ["IM1 1AA", "JE2 3AB", "GY1 1AA", "D02 X285", "nothing"])
def test_only_addresses_in_the_united_kingdom(buyer: User, webinar: Product, postcode: str) -> None:
    basket = filled(buyer, (webinar, 1))

    said = refused(buyer, basket, details(basket, billing=replace(HOME, postcode=postcode)))

    assert [clause for clause, _ in said] == ["TC-3.4"]


@pytest.mark.clause("TC-3.4")
@pytest.mark.parametrize(("postcode", "kept"), [("bt1 5gs", "BT1 5GS"), ("EH11YZ", "EH1 1YZ"), ("bfpo 57", "BFPO 57")])
def test_every_part_of_the_united_kingdom(buyer: User, book: Product, postcode: str, kept: str) -> None:
    order = order_of(buyer, (book, 1), delivery=replace(HOME, postcode=postcode))

    assert (order.delivery.postcode, order.payer.address.postcode) == (kept, "MK42 7AB")


@pytest.mark.clause("TC-5.5")
def test_an_employer_pays_and_the_buyer_is_still_the_buyer(buyer: User, webinar: Product) -> None:
    order = order_of(buyer, (webinar, 1), employer=EMPLOYER, by_transfer=True)

    assert (order.payer.kind, order.payer.name, order.payer.email) == (
        "employer", "Example LLP", "accounts@example.com",
    )  # fmt: skip
    assert (order.buyer, order.by_transfer, order.email) == (buyer, True, buyer.email)


@pytest.mark.clause("TC-1.2")
def test_the_terms_have_to_be_agreed_to(buyer: User, webinar: Product) -> None:
    basket = filled(buyer, (webinar, 1))

    assert refused(buyer, basket, details(basket, ticks=frozenset())) == [
        ("TC-1.2", "Read the terms and tick that you agree to them.")
    ]


@pytest.mark.clause("TC-5.6", "TC-1.2")
def test_terms_of_a_product_have_a_box_and_every_tick_is_kept_with_its_words(buyer: User, webinar: Product) -> None:
    code = f"extra_terms-{webinar.slug}"
    Wording.objects.create(code=code, version=1, text="Old.", product=webinar, from_date=date(2025, 1, 1))
    new = Wording.objects.create(code=code, version=2, text="One reader only.", product=webinar, from_date=AT.date())
    basket = filled(buyer, (webinar, 1))
    assert [clause for clause, _ in refused(buyer, basket, details(basket))] == ["TC-5.6"]

    order = checkout.place(buyer=buyer, basket_id=basket.pk, details=details(basket, code), at=AT)

    kept = {consent.to: consent for consent in Consent.objects.filter(order=order)}
    assert set(kept) == {"terms", "extra_terms"}
    assert (kept["extra_terms"].wording, kept["extra_terms"].line.product) == (new, webinar)
    assert (kept["terms"].given_at, kept["terms"].given_by, kept["terms"].line) == (AT, buyer, None)


@pytest.mark.clause("LAW-CCR36")
@pytest.mark.parametrize(("day", "asked"), [(14, True), (15, False)])
def test_two_boxes_where_the_first_session_is_within_the_fourteen_days(buyer: User, day: int, asked: bool) -> None:
    soon = factories.product(Supply.SESSIONS, 5000, sessions=factories.weekly(AT + timedelta(days=day), 2))
    basket = filled(buyer, (soon, 1))

    if not asked:
        order = checkout.place(buyer=buyer, basket_id=basket.pk, details=details(basket), at=AT)
        assert [consent.to for consent in order.consents.all()] == ["terms"]
        return
    assert [clause for clause, _ in refused(buyer, basket, details(basket))] == ["LAW-CCR36"]
    order = checkout.place(buyer=buyer, basket_id=basket.pk, details=details(basket, "start_early"), at=AT)
    assert {consent.to: consent.line_id for consent in order.consents.all()} == {
        "terms": None, "start_early": order.lines.get().pk,
    }  # fmt: skip


@pytest.mark.clause("LAW-CCR36")
def test_an_employers_link_is_paid_later_so_the_days_may_begin_later(buyer: User) -> None:
    soon = factories.product(Supply.SESSIONS, 5000, sessions=factories.weekly(AT + timedelta(days=19), 2))
    basket = filled(buyer, (soon, 1))

    assert [clause for clause, _ in refused(buyer, basket, details(basket, employer=EMPLOYER))] == ["LAW-CCR36"]
    assert checkout.place(buyer=buyer, basket_id=basket.pk, details=details(basket), at=AT)


def test_nobody_orders_from_a_basket_of_somebody_else(buyer: User, user: User, webinar: Product) -> None:
    basket = filled(buyer, (webinar, 1))

    with pytest.raises(Basket.DoesNotExist):
        checkout.place(buyer=user, basket_id=basket.pk, details=details(basket), at=AT)


def test_placing_costs_the_same_for_any_number_of_lines(record_property: Any) -> None:
    counts = {}
    for number in (1, 3, 30):
        buyer = factories.people.UserFactory()
        things = [factories.product(Supply.GOODS, 1000 + n, left=5) for n in range(number)]
        times = factories.weekly(AT + timedelta(days=60), 2)
        courses = [factories.product(Supply.SESSIONS, 5000, left=5, sessions=times) for _ in range(min(number, 15))]
        basket = filled(buyer, *((thing, 1) for thing in [*things, *courses]))
        sent = details(basket)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            checkout.place(buyer=buyer, basket_id=basket.pk, details=sent, at=AT)
        counts[number] = len([one for one in queries if "SAVEPOINT" not in one["sql"]])
    record_property("figure", f"statements of placing an order, by lines: {counts}")
    assert len(set(counts.values())) == 1
