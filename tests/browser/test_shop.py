"""The shop's main job: buy three kinds of things, download one, give two up, and see each paid back to the penny."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cilexportal.demo import shop
from cilexportal.demo.goods import THINGS
from cilexportal.demo.mailbox import _read
from cilexportal.foundation import london
from members.models import User
from shop.enums import RefundState, Supply
from shop.models import CreditNote, Order, Refund
from shop.services import fulfilment
from tests.browser import acts, axe, closing
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.stack import Stack

pytestmark = pytest.mark.django_db(transaction=True)

START = datetime(2026, 12, 1, 10, 0)
# Two of the six evenings have been given, and fourteen days are not over.
LATER = START + timedelta(days=13)
WEBINAR, BOOK, COURSE = "appeals-and-their-deadlines", "the-clear-letter", "costs-in-six-evenings"
TITLES = {thing.slug: thing.title for thing in THINGS}


def test_three_things_are_bought_and_two_given_up(open_page: OpenPage, stack: Stack) -> None:
    given_a_shop_with_three_things()
    with stack.worker():
        ada = open_page(PHONE)
        when_ada_buys(ada, WEBINAR, BOOK, COURSE)
        order = then_the_order_is_accepted_and_paid(Order.objects.get())
        when_ada_downloads_the_webinar_through_the_gate(ada, order)
        when_the_book_has_arrived_and_two_evenings_are_over(order)
        then_each_line_says_what_giving_it_up_comes_to(ada, order)
        when_ada_gives_up(ada, order, BOOK)
        when_ada_gives_up(ada, order, COURSE)
        erin = open_page(DESKTOP)
        when_erin_takes_the_book_back(erin)
        when_erin_pays_back(erin, BOOK, "£22.90")
        when_erin_pays_back(erin, COURSE, "£132.67")
        then_money_and_credit_notes_agree(order, {"the buyer": 2290 + 13267})
        then_the_desk_agrees(erin)


def test_what_an_employer_paid_goes_back_to_the_employer(open_page: OpenPage, stack: Stack, mailbox: Path) -> None:
    given_a_shop_with_three_things()
    with stack.worker():
        ada, firm = open_page(DESKTOP), open_page(DESKTOP)
        when_ada_orders(ada, COURSE, employer=True)
        when_the_employer_pays_by_the_link(firm, mailbox)
        order = then_the_order_is_accepted_and_paid(Order.objects.get())
        acts.it_is(LATER)
        when_ada_gives_up(ada, order, COURSE)
        expect(ada.get_by_role("main")).to_contain_text("employer")
        erin = open_page(DESKTOP)
        when_erin_pays_back(erin, COURSE, "£132.67")
        then_money_and_credit_notes_agree(order, {"the employer": 13267})


def given_a_shop_with_three_things() -> None:
    acts.it_is(START)
    for key in ("ada", "erin", "ines"):
        acts.given(key)
    for thing in THINGS:
        if thing.slug in (WEBINAR, BOOK, COURSE):
            shop.make_product(thing, at=london.now())


def when_ada_buys(page: Page, *slugs: str) -> None:
    when_ada_orders(page, *slugs)
    page.get_by_role("button", name=re.compile("^Pay £")).click()
    pay_at_the_gateway(page)


def when_ada_orders(page: Page, *slugs: str, employer: bool = False) -> None:
    """Basket, check-out with every box that asks for it, and the button that orders."""
    acts.become(page, "ada")
    for slug in slugs:
        page.goto(f"/shop/products/{slug}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(TITLES[slug])
        page.get_by_role("button", name="Put in basket").click()
        page.wait_for_load_state()
    page.goto("/shop/check-out/")
    if employer:
        page.get_by_label("My employer pays").check()
        page.get_by_label("Name of the organisation").fill("Marlow & Finch")
        page.get_by_label("Who there deals with the payment").fill("Accounts")
        page.get_by_label("Their email address").fill("accounts@example.org")
        page.get_by_label("By card, through a link").check()
    else:
        page.get_by_label("Your full name").fill("Ada Okafor")
    page.get_by_label("Address line 1").first.fill("12 Example Lane")
    page.get_by_label("Town or city").first.fill("Bedford")
    page.get_by_label("Postcode").first.fill("MK42 7AB")
    boxes = page.get_by_role("main").get_by_role("checkbox")
    for number in range(boxes.count()):
        if "elsewhere" not in (boxes.nth(number).get_attribute("name") or ""):
            assert not boxes.nth(number).is_checked(), "a box of the law is never ticked beforehand"
            boxes.nth(number).check()
    page.get_by_role("button", name=re.compile("^Order and ")).click()
    page.wait_for_url(lambda url: "/check-out/" not in url)


def pay_at_the_gateway(page: Page) -> None:
    """The card page, which the worker opens, and back."""
    link = page.get_by_role("link", name="Go to the card page")
    pay = page.get_by_role("button", name=re.compile(r"^Pay £[\d.,]+$"))
    expect(link.or_(pay)).to_be_visible(timeout=60_000)
    if link.is_visible():
        link.click()
    pay.click()
    expect(page.get_by_text("The order is accepted; its number")).to_be_visible(timeout=60_000)


def when_the_employer_pays_by_the_link(page: Page, mailbox: Path) -> None:
    """Nobody signs in: the link of the message is all it takes."""
    found: list[str] = []

    def has_come() -> bool:
        texts = [mail.text for path in mailbox.glob("*.log") for mail in _read(path) if "accounts@" in mail.to]
        found.extend(link for text in texts for link in re.findall(r"https?://\S+/shop/\S+", text))
        return bool(found)

    closing.until("the employer has the link", has_come)
    page.goto(found[0])
    page.get_by_role("button", name=re.compile("^Pay £")).click()
    pay_at_the_gateway(page)


def then_the_order_is_accepted_and_paid(order: Order) -> Order:
    def is_paid() -> bool:
        order.refresh_from_db()
        return order.paid_at is not None and order.confirmed_at is not None

    closing.until("the order is accepted, confirmed and paid", is_paid)
    assert order.invoices.get().gross_pence == order.total_pence == order.payments.get().pence
    return order


def when_ada_downloads_the_webinar_through_the_gate(page: Page, order: Order) -> None:
    page.goto(f"/shop/orders/{order.uuid}/")
    page.get_by_role("link", name="Open it").click()
    boxes = page.get_by_role("main").get_by_role("checkbox")
    assert boxes.count() == 2
    for number in range(2):
        assert not boxes.nth(number).is_checked()
        boxes.nth(number).check()
    page.get_by_role("button", name="Agree and open the gate").click()
    expect(page.get_by_role("link", name=re.compile("^Download .*pdf"))).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Download .*pdf")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def when_the_book_has_arrived_and_two_evenings_are_over(order: Order) -> None:
    erin = User.objects.get(email="erin@example.org")
    book = order.lines.get(supply=Supply.GOODS)
    acts.it_is(START + timedelta(days=1))
    sent = london.now()
    parcel = fulfilment.dispatch(order_id=order.pk, units={book.pk: 1}, carrier="", tracking="", by=erin, at=sent)
    acts.it_is(START + timedelta(days=3))
    fulfilment.deliver(parcel_id=parcel.pk, on=london.today(), by_carrier=True, by=erin, at=london.now())
    acts.it_is(LATER)


def then_each_line_says_what_giving_it_up_comes_to(page: Page, order: Order) -> None:
    acts.become(page, "ada")
    page.goto(f"/shop/orders/{order.uuid}/")
    said = {
        WEBINAR: ("agreed that this ends your right", "TC-9.2.1"),
        BOOK: ("18 December 2026 at 11:59pm", "£22.90", "TC-9.3a"),
        COURSE: ("15 December 2026 at 11:59pm", "2 of 6 sessions", "£132.67", "TC-9.6b"),
    }
    for slug, texts in said.items():
        panel = page.get_by_role("region", name=TITLES[slug])
        for text in texts:
            expect(panel).to_contain_text(text)
    assert axe.violations(page) == []


def when_ada_gives_up(page: Page, order: Order, slug: str) -> None:
    acts.become(page, "ada")
    page.goto(f"/shop/orders/{order.uuid}/")
    page.get_by_role("region", name=TITLES[slug]).get_by_role("link", name=re.compile("^Give it up")).click()
    page.get_by_role("button", name="Give it up", exact=True).click()
    page.wait_for_url("**/given-up/**")


def when_erin_takes_the_book_back(page: Page) -> None:
    open_refund(page, BOOK)
    received = page.get_by_role("group", name="When did it come?")
    today = london.today()
    for label, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        received.get_by_label(label, exact=True).fill(str(value))
    page.get_by_role("button", name="Record the goods").click()
    page.wait_for_load_state()


def when_erin_pays_back(page: Page, slug: str, sum_in_words: str) -> None:
    open_refund(page, slug)
    page.get_by_role("button", name=f"Pay {sum_in_words} back").click()
    page.wait_for_load_state()
    expect(page.get_by_role("main")).to_contain_text("CRN-")


def open_refund(page: Page, slug: str) -> None:
    acts.become(page, "erin")
    page.goto("/desk/shop/refunds/")
    links = page.get_by_role("link", name=TITLES[slug])
    if links.count() == 0:
        page.goto("/desk/shop/refunds/?show=return")
    links.first.click()
    page.wait_for_load_state()


def then_money_and_credit_notes_agree(order: Order, repaid: dict[str, int]) -> None:
    def all_paid() -> bool:
        return {refund.state for refund in Refund.objects.all()} == {RefundState.PAID}

    closing.until("the refunds are paid", all_paid)
    assert sum(refund.pence for refund in Refund.objects.all()) == sum(repaid.values())
    assert sum(note.gross_pence for note in CreditNote.objects.all()) == sum(repaid.values())
    assert {f"the {refund.payment.payer.kind}" for refund in Refund.objects.all()} == set(repaid)
    for refund in Refund.objects.select_related("credit_note"):
        assert refund.credit_note.gross_pence == refund.pence


def then_the_desk_agrees(page: Page) -> None:
    page.goto("/desk/shop/reconciliation/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Agrees")
    expect(page.get_by_role("main")).to_contain_text("Papers and money agree")
    assert axe.violations(page) == []
