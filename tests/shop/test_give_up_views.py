"""The buyer's screens: one order, giving up a line, the notice, goods on their way back; and at what cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.documents.models import Document
from members.models import User
from shop.enums import AnnouncementKind, CancellationStage, RefundState, Supply
from shop.models import Announcement, Cancellation, Order, Product, Refund, Told
from shop.services import refunds, returns
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import DAY, NOON, give_up, invoiced, line_of, pay_back, send

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def words(page: bytes) -> str:
    """The words of a page's main part."""
    main = re.search(rb"<main.*</main>", page, re.S)
    assert main is not None
    return " ".join(re.sub(r"<[^>]+>", " ", main.group().decode()).split())


@pytest.fixture
def me(buyer: User, sign_in: Callable[[User], Client], at: Callable) -> Client:
    """The buyer's browser, a day after the order."""
    at(NOON + DAY)
    return sign_in(buyer)


def order_url(order: Order) -> str:
    return f"/shop/orders/{order.uuid}/"


@pytest.mark.clause("TC-9.2", "TC-9.3", "TC-9.6", "TC-9.7.2")
def test_the_order_says_for_each_line_what_giving_it_up_now_comes_to(
    buyer: User, me: Client, webinar: Product, book: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1), (book, 1)], delivery_pence=395))
    said = words(me.get(order_url(order)).content)
    assert "You can change your mind until 16 November 2026 at 11:59pm." in said
    assert "£45.00 to the card it was paid with" in said
    assert "£28.94" in said
    assert "The end of 17 November 2026" in said
    assert order.invoices.get().number in said


@pytest.mark.clause("TC-9.7", "TC-9.6")
def test_money_is_under_way_only_once_finance_has_sent_it(
    buyer: User, me: Client, webinar: Product, book: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1), (book, 1)]))
    notice = give_up(line_of(order))
    assert "To be paid back" in words(me.get(order_url(order)).content)
    pay_back(notice, people.staff("finance"))
    assert "Being paid back, by 17 November 2026" in words(me.get(order_url(order)).content)
    Refund.objects.update(state=RefundState.SENDING)
    refunds.mark(refund=(refund := Refund.objects.get()), state=RefundState.PAID, at=NOON + 3 * DAY)
    notice.refresh_from_db()
    refunds.settle_if_paid(order=order, notice=notice, at=refund.paid_at)
    assert "Paid back on 5 November 2026" in words(me.get(order_url(order)).content)
    assert "Accepted and paid" in words(me.get(order_url(order)).content)
    give_up(line_of(order, 1))
    said = words(me.get(order_url(order)).content)
    assert "Accepted and paid" not in said
    assert "Given up" in said


@pytest.mark.clause("TC-9.3a", "TC-9.5", "LAW-CCR34", "LAW-CCR35")
def test_the_buyer_reads_when_goods_arrived_who_pays_the_postage_and_no_deadline_once_they_are_sent(
    buyer: User, me: Client, book: Product
) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, people.staff("finance"), at=NOON, delivered=NOON + DAY)
    assert "1 of 1 sent, arrived on 3 November 2026." in words(me.get(order_url(order)).content)
    asked = words(me.get(f"/shop/give-up/{line_of(order).uuid}/").content)
    assert "You pay for the postage." in asked
    assert "It comes much too late" not in asked, "it has come"
    notice = give_up(line_of(order))
    url = f"/shop/given-up/{notice.uuid}/"
    said = words(me.get(url).content)
    assert "Send it by the end of 17 November 2026" in said
    assert "You pay for the postage." in said
    proof = SimpleUploadedFile("receipt.png", PNG)
    day = (NOON + DAY).date()
    returns.sent(cancellation_id=notice.pk, sent_on=day, proof=proof, by=buyer, at=NOON + DAY)
    said = words(me.get(url).content)
    assert "You sent it on 3 November 2026" in said
    assert "Send it by" not in said
    assert "days left" not in said


@pytest.mark.clause("TC-9.3", "TC-9.2.3")
def test_a_line_that_brings_nothing_back_says_no_first(buyer: User, me: Client) -> None:
    order = factories.order(buyer, [(factories.product(Supply.FEE), 1)])
    said = words(me.get(order_url(order)).content)
    assert "No, nothing goes back. Membership and practising certificate fees are not given back" in said


@pytest.mark.clause("TC-13.2")
def test_somebody_elses_order_line_notice_and_files_are_not_there(
    buyer: User, webinar: Product, sign_in: Callable
) -> None:
    order = factories.order(buyer, [(webinar, 2)])
    notice = give_up(line_of(order))
    other = people.UserFactory()
    client = sign_in(other)
    for url in (order_url(order), f"/shop/give-up/{line_of(order).uuid}/", f"/shop/given-up/{notice.uuid}/"):
        assert client.get(url).status_code == 404
    for url in (f"/shop/give-up/{line_of(order).uuid}/", f"/shop/given-up/{notice.uuid}/sent/"):
        assert client.post(url, people.once(other)).status_code == 404
    assert Cancellation.objects.count() == 1


@pytest.mark.parametrize("lines", [1, 3, 30])
def test_an_order_page_asks_as_much_for_thirty_lines_as_for_one(buyer: User, me: Client, lines: int) -> None:
    kinds = [Supply.DIGITAL, Supply.GOODS, Supply.SESSIONS]
    order = invoiced(factories.order(buyer, [(factories.product(kinds[n % 3]), 1) for n in range(lines)]))
    for line in order.lines.filter(supply=Supply.DIGITAL)[:5]:
        give_up(line_of(order, list(order.lines.order_by("pk")).index(line)))
    me.get(order_url(order))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert me.get(order_url(order)).status_code == 200
    assert len(asked) <= 24


@pytest.mark.clause("TC-9.3b", "LAW-CCR32")
def test_asking_is_one_page_and_the_notice_counts_at_that_instant(buyer: User, me: Client, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)]))
    url = f"/shop/give-up/{line_of(order).uuid}/"
    page = me.get(url)
    assert b'name="seen" value="4500"' in page.content
    sent = {"why": "change_of_mind", "units": "1", "seen": "4500", "do": "confirm", **people.once(buyer)}
    first, again = me.post(url, sent), me.post(url, sent)
    notice = Cancellation.objects.get()
    assert first["Location"] == f"/shop/given-up/{notice.uuid}/"
    assert again.status_code == 302
    assert notice.sent_at == NOON + DAY
    assert Message.objects.filter(kind="shop.notice").count() == 1
    assert "3 November 2026 at 12:00pm" in words(me.get(first["Location"]).content)


@pytest.mark.clause("TC-9.6")
def test_another_number_is_worked_out_again_before_it_is_taken(buyer: User, me: Client, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 3)]))
    url = f"/shop/give-up/{line_of(order).uuid}/"
    assert b'name="seen" value="13500"' in me.get(url).content
    sent = {"why": "change_of_mind", "units": "2", "seen": "13500"}
    answer = me.post(url, {**sent, "do": "confirm", **people.once(buyer)})
    assert "The sum is now £90.00" in words(answer.content)
    assert b'name="seen" value="9000"' in me.post(url, {**sent, "do": "look", **people.once(buyer)}).content
    assert not Cancellation.objects.exists()
    me.post(url, {**sent, "seen": "9000", "do": "confirm", **people.once(buyer)})
    assert Cancellation.objects.get().total_pence == 9000


@pytest.mark.clause("TC-9.5", "TC-9.1.5")
def test_too_late_to_change_ones_mind_a_claim_is_still_open(
    buyer: User, webinar: Product, sign_in: Callable, at: Callable
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)]))
    at(NOON + 40 * DAY)
    me = sign_in(buyer)
    url = f"/shop/give-up/{line_of(order).uuid}/"
    said = words(me.get(url).content)
    assert "That time is over." in said
    assert "I changed my mind" not in said
    sent = {"why": "faulty", "units": "1", "seen": "4500", "do": "confirm"}
    assert "Say what is wrong" in words(me.post(url, {**sent, **people.once(buyer)}).content)
    me.post(url, {**sent, "words": "No sound.", **people.once(buyer)})
    assert Cancellation.objects.get().stage == CancellationStage.OFFICER


@pytest.mark.clause("TC-7.4a", "TC-9.1.4")
def test_what_was_announced_offers_refund_or_credit(buyer: User, me: Client, course: Product) -> None:
    line = line_of(invoiced(factories.order(buyer, [(course, 1)])))
    news = Announcement.objects.create(
        product=course, kind=AnnouncementKind.SUSPENDED, text="The hall has burned down.", announced_at=NOON,
        announced_by=buyer,
    )  # fmt: skip
    told = Told.objects.create(announcement=news, line=line, told_at=NOON)
    said = words(me.get(f"/shop/give-up/{line.uuid}/").content)
    assert "The course was suspended: credit for another course" in said
    assert "The hall has burned down." in said
    sent = {"why": f"{told.pk}-credit", "units": "1", "seen": "19900", "do": "confirm", **people.once(buyer)}
    me.post(f"/shop/give-up/{line.uuid}/", sent)
    assert Cancellation.objects.get().as_credit


@pytest.mark.clause("TC-9.4a", "TC-9.4b", "LAW-CCR34", "TC-9.6a")
def test_the_buyer_says_when_it_was_sent_shows_proof_and_objects_to_a_deduction(
    buyer: User, me: Client, book: Product
) -> None:
    officer = people.staff("finance")
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    notice = give_up(line_of(order))
    url = f"/shop/given-up/{notice.uuid}/"
    said = words(me.get(url).content)
    assert notice.goods.number in said
    assert "by the end of 17 November 2026" in said
    day = {"sent_on_day": "3", "sent_on_month": "11", "sent_on_year": "2026"}
    late = {**day, "sent_on_day": "4"}
    assert "today or earlier" in words(me.post(f"{url}sent/", {**late, **people.once(buyer)}).content)
    proof = SimpleUploadedFile("receipt.png", PNG)
    me.post(f"{url}sent/", {**day, "proof": proof, **people.once(buyer)})
    notice.refresh_from_db()
    assert (notice.stage, str(notice.due_on)) == (CancellationStage.PAYABLE, "2026-11-17")
    found = returns.Found(received_on=(NOON + DAY).date(), damage_pence=500, damage_why="The cover is torn.")
    returns.received(cancellation_id=notice.pk, found=found, photo=None, by=officer, at=NOON + DAY)
    assert "£5.00 is taken off for damage: The cover is torn." in words(me.get(url).content)
    me.post(f"{url}object/", {"words": "It was torn before.", **people.once(buyer)})
    assert "You objected on" in words(me.get(url).content)
    refunds.make(cancellation_id=notice.pk, by=officer, at=NOON + timedelta(days=2))
    assert Refund.objects.get().pence == 1999


def test_anybody_reads_the_form_on_paper(db: None) -> None:
    assert "Order number" in words(Client().get("/shop/cancellation-form/").content)


@pytest.mark.clause("TC-3.1", "TC-3.2")
def test_an_order_that_is_no_contract_yet_offers_no_giving_up(buyer: User, me: Client, webinar: Product) -> None:
    placed = factories.order(buyer, [(webinar, 1)], accepted_at=None)
    said = words(me.get(order_url(placed)).content)
    assert "It is no contract yet" in said
    assert "If you give it up now" not in said
    assert me.get(f"/shop/give-up/{line_of(placed).uuid}/").status_code == 302
    Order.objects.filter(pk=placed.pk).update(stage="declined", declined_at=NOON, decline_reason="full")
    assert "We could not accept this order" in words(me.get(order_url(placed)).content)


@pytest.mark.clause("LAW-CCR34")
def test_both_sides_read_that_a_proof_was_not_taken(buyer: User, me: Client, book: Product) -> None:
    officer = people.staff("finance")
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    notice = give_up(line_of(order))
    told = {"sent_on_day": "3", "sent_on_month": "11", "sent_on_year": "2026"}
    me.post(
        f"/shop/given-up/{notice.uuid}/sent/",
        {**told, "proof": SimpleUploadedFile("receipt.png", PNG), **people.once(buyer)},
    )
    assert "which is being checked. The refund need not wait" in words(me.get(f"/shop/given-up/{notice.uuid}/").content)
    Document.objects.update(state="refused", reason="It cannot be opened.", checked_at=NOON)
    returns.proof_checked(Document.objects.get().pk)
    said = words(me.get(f"/shop/given-up/{notice.uuid}/").content)
    assert "receipt.png, was not taken: It cannot be opened." in said
    assert "Say that it is sent" in said
    desk = people.signed_in(officer).get(f"/desk/shop/refunds/{notice.uuid}/")
    assert "proof (refused) shown" in words(desk.content)


@pytest.mark.clause("TC-9.6a")
def test_finance_reads_of_an_objection_until_nothing_is_taken_off_any_more(
    buyer: User, book: Product, at: Callable
) -> None:
    officer = people.staff("finance")
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    notice = give_up(line_of(order))
    at(NOON + 3 * DAY)
    desk, url = people.signed_in(officer), f"/desk/shop/refunds/{notice.uuid}/"
    for damage, says in ((500, True), (0, False)):
        found = returns.Found(received_on=(NOON + DAY).date(), damage_pence=damage, damage_why="Wet.")
        returns.received(cancellation_id=notice.pk, found=found, photo=None, by=officer, at=NOON + 3 * DAY)
        if damage:
            returns.object_to(cancellation_id=notice.pk, words="No.", by=buyer, at=NOON + 3 * DAY)
        assert ("The buyer objects to the deduction" in words(desk.get(url).content)) is says
