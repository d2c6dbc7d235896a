"""What follows an order by hand: claims of harm, particulars, declining, sending again, and notes."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation import london
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import DeclineReason, HarmAnswer, Stage, Supply
from shop.models import HarmClaim, Order, OrderNote, Payment, Product
from shop.queries import refund_facts
from shop.rules import refunding
from shop.rules.facts import LineFacts
from shop.rules.policy import Policy
from shop.services import baskets, billing, harm, noting, orders, particulars, resending
from shop.services.billing import BillTo
from tests import factories as people
from tests.shop import factories, paying_steps
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def officer() -> User:
    return people.staff("finance")


@pytest.fixture
def desk(officer: User, sign_in: Callable[..., Client]) -> Client:
    return sign_in(officer)


@pytest.fixture
def ada(buyer: User, sign_in: Callable[..., Client]) -> Client:
    return sign_in(buyer)


def send(client: Client, url: str, **fields: Any) -> Any:
    """Sends the form of a page with the hidden fields it carries."""
    page = client.get(url).content.decode()
    once = re.findall(r'name="once" value="([^"]*)"', page)
    return client.post(url, {"once": once[-1], **fields})


def download(buyer: User, webinar: Product) -> Order:
    return factories.order(buyer, [(webinar, 1)])


@pytest.mark.clause("TC-12.3")
def test_a_claim_is_made_answered_with_a_sum_and_paid_by_hand(
    ada: Client, desk: Client, buyer: User, webinar: Product
) -> None:
    order = download(buyer, webinar)
    url = f"/shop/lines/{order.lines.get().uuid}/harm/"
    shot = SimpleUploadedFile("shot.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 32, "image/png")
    send(ada, url, words="It wiped my notes.", file=shot)
    made = HarmClaim.objects.get()
    page = f"/desk/shop/claims/{made.uuid}/"

    assert made.document is not None
    assert made.privacy_version
    assert send(desk, page, answer="sum", why="You lost a day.").status_code == 422
    send(desk, page, answer="sum", sum="120", why="You lost a day.")
    made.refresh_from_db()
    assert (made.answer, made.sum_pence, made.decided_by is not None) == (HarmAnswer.SUM, 12000, True)
    send(desk, page, paid_on_day="2", paid_on_month="11", paid_on_year="2026", how="Transfer 7")
    made.refresh_from_db()
    assert (made.paid_on, made.paid_how) == (london.date_of(NOON), "Transfer 7")
    [came, answered] = [one for one in paying_steps.post() if one.kind in (harm.CAME, harm.ANSWERED)]
    assert "We pay you £120.00." in answered.text
    assert "You lost a day." in answered.html
    assert "an officer" in came.text.lower()
    words = ada.get(url).content.decode()
    assert "£120.00" in words
    assert "Paid on 2 November 2026." in words
    assert Payment.objects.get().pence == order.total_pence
    assert order.lines.get().cancellations.count() == 0


@pytest.mark.clause("TC-12.3")
def test_a_claim_is_about_ones_own_download_and_one_at_a_time(ada: Client, buyer: User, book: Product) -> None:
    goods = factories.order(buyer, [(book, 1)]).lines.get()
    others = factories.order(None, [(factories.product(), 1)]).lines.get()
    for line in (goods, others):
        assert ada.get(f"/shop/lines/{line.uuid}/harm/").status_code == 404
    with pytest.raises(Refused, match="Only for a download"):
        harm.claim(line=goods, words="x", file=None, by=buyer, at=NOON)
    mine = factories.order(buyer, [(factories.product(), 1)]).lines.get()
    made = harm.claim(line=mine, words="x", file=None, by=buyer, at=NOON)
    with pytest.raises(Refused, match="here already"):
        harm.claim(line=mine, words="x", file=None, by=buyer, at=NOON)
    harm.decide(claim_id=made.pk, answer=HarmAnswer.REFUSED, why="No.", sum_pence=None, by=buyer, at=NOON)
    with pytest.raises(Refused, match="answered already"):
        harm.decide(claim_id=made.pk, answer=HarmAnswer.REPAIR, why="Yes.", sum_pence=None, by=buyer, at=NOON)
    with pytest.raises(Refused, match="No sum was decided"):
        harm.paid(claim_id=made.pk, paid_on=london.date_of(NOON), how="x", by=buyer, at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        HarmClaim.objects.update(sum_pence=5)


@pytest.mark.clause("TC-6.10", "TC-6.10a", "TC-6.10b")
def test_finance_asks_sees_what_is_overdue_and_reads_the_answer(
    desk: Client, officer: User, buyer: User, course: Product, noon: Callable
) -> None:
    order = factories.order(buyer, [(course, 1)])
    send(desk, f"/desk/shop/lines/{order.lines.get().uuid}/ask/", questions="Which diet?\nWhich room?", why="Lunch")
    page = f"/desk/shop/orders/{order.uuid}/"

    assert "Which room?" in desk.get(page).content.decode()
    assert "Overdue" not in desk.get("/desk/shop/asked/").content.decode()
    noon(NOON + timedelta(days=29))
    desk, ada = people.signed_in(officer), people.signed_in(buyer)
    assert "Overdue" in desk.get("/desk/shop/asked/").content.decode()
    late = desk.get(page).content.decode()
    assert "29 days of waiting" in late
    assert f"/desk/shop/orders/{order.uuid}/end/" in late
    assert Order.objects.get().stage == Stage.ACCEPTED
    [mine] = re.findall(r"/requests/[0-9a-f-]{36}/", ada.get("/requests/").content.decode())
    send(ada, mine, item_1="None", item_2="The blue one", do="send")
    assert "The blue one" in desk.get(page).content.decode()
    assert "No buyer is asked" in desk.get("/desk/shop/asked/").content.decode()


@pytest.mark.clause("TC-6.10")
def test_a_request_is_withdrawn_by_the_desk(desk: Client, buyer: User, officer: User, course: Product) -> None:
    line = factories.order(buyer, [(course, 1)]).lines.get()
    made = particulars.ask(line=line, why="", items=[Wanted("Which?")], by=officer, at=NOON)
    send(desk, f"/desk/shop/asked/{made.uuid}/withdraw/", why="We know now.")
    made.refresh_from_db()
    assert (made.stage, made.withdrawn_why) == ("withdrawn", "We know now.")


@pytest.mark.clause("TC-3.2")
def test_finance_declines_an_order_that_waits_and_nothing_is_charged(
    desk: Client, buyer: User, webinar: Product, demo_gateway: Any
) -> None:
    order = paying_steps.placed(buyer, (webinar, 1))
    assert "Decline the order" in desk.get(f"/desk/shop/orders/{order.uuid}/").content.decode()
    url = f"/desk/shop/orders/{order.uuid}/decline/"
    assert send(desk, url).status_code == 422
    send(desk, url, reason=DeclineReason.PRICE_ERROR)

    order.refresh_from_db()
    assert (order.stage, order.decline_reason) == (Stage.DECLINED, DeclineReason.PRICE_ERROR)
    [letter] = [one for one in paying_steps.post() if one.kind == orders.DECLINED]
    assert "Nothing is charged" in letter.text
    assert not Payment.objects.exclude(captured_at=None).exists()
    assert desk.get(url).status_code == 302


@pytest.mark.clause("TC-2.2", "TC-3.1")
def test_an_acceptance_that_bounced_is_shown_and_goes_to_a_corrected_address(
    desk: Client, buyer: User, webinar: Product, demo_gateway: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = paying_steps.placed(buyer, (webinar, 1))
    refuse = smtplib.SMTPRecipientsRefused({order.email: (550, b"no such user")})
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", raising(refuse))
        paying_steps.pay(order, demo_gateway)
        # A refusal ends the connection, so one message is tried at a time.
        for _ in range(5):
            sending.send_due(at=NOON, limit=20)
    page = f"/desk/shop/orders/{order.uuid}/"

    assert "The acceptance did not arrive" in desk.get(page).content.decode()
    assert Order.objects.get().confirmed_at is None
    send(desk, f"{page}send-again/", email="ada.right@example.com")
    paying_steps.post()
    order.refresh_from_db()
    [sent] = Message.objects.filter(kind=orders.ACCEPTED)
    assert (sent.state, sent.to_email, order.email) == (MessageState.SENT, *["ada.right@example.com"] * 2)
    assert order.confirmed_at is not None
    shown = desk.get(page).content.decode()
    assert "did not arrive" not in shown
    assert f"before, messages went to {buyer.email}" in shown


@pytest.mark.clause("TC-3.1")
def test_one_that_came_back_after_it_was_sent_goes_once_more_and_the_contract_keeps_its_day(
    buyer: User, officer: User, webinar: Product, demo_gateway: Any
) -> None:
    order = paying_steps.placed(buyer, (webinar, 1))
    paying_steps.pay(order, demo_gateway)
    paying_steps.post()
    day = Order.objects.get().confirmed_at
    later = NOON + timedelta(days=2)
    resending.send_acceptance_again(order_id=order.pk, email="new@example.com", by=officer, at=later)
    with pytest.raises(Refused, match="on its way already"):
        resending.send_acceptance_again(order_id=order.pk, email="x@example.com", by=officer, at=later)
    sending.send_due(at=later, limit=20)
    assert Message.objects.filter(kind=orders.ACCEPTED, state=MessageState.SENT).count() == 2
    assert Order.objects.get().confirmed_at == day


@pytest.mark.clause("LAW-CCR31", "TC-2.2", "TC-5.5a")
def test_an_acceptance_that_came_back_tells_nobody_of_the_right_until_it_is_sent_again(
    desk: Client, buyer: User, officer: User, webinar: Product, demo_gateway: Any, at: Callable
) -> None:
    order = paying_steps.placed(buyer, (webinar, 1))
    paying_steps.pay(order, demo_gateway)
    page = f"/desk/shop/orders/{order.uuid}/"
    assert "Not confirmed to" in desk.get(page).content.decode()
    paying_steps.post()
    day = london.date_of(NOON)
    assert last_day(order) == day + timedelta(days=14)
    assert "Not confirmed to" not in desk.get(page).content.decode()

    send(desk, f"{page}acceptance-back/")
    assert last_day(order) == london.add_months(day + timedelta(days=14), 12)
    shown = desk.get(page).content.decode()
    assert f"A message to {buyer.email} came back." in shown
    assert "Not confirmed to" in shown
    with pytest.raises(Refused, match="noted already"):
        resending.came_back(order_id=order.pk, by=officer, at=NOON)

    later = NOON + timedelta(days=30)
    resending.send_acceptance_again(order_id=order.pk, email="new@example.com", by=officer, at=later)
    sending.send_due(at=later, limit=20)
    assert Order.objects.get().told_again_at == later
    assert last_day(order) == day + timedelta(days=44)
    assert "came back." not in desk.get(page).content.decode()


@pytest.mark.clause("LAW-CCR31")
def test_a_fee_that_was_billed_tells_of_the_right_with_its_acceptance_only(
    buyer: User, officer: User, demo_gateway: Any
) -> None:
    factories.product(Supply.ASSESSMENT, 9000, slug="assessment", kind="assessment_fee")
    to = BillTo(name="Ada", email=buyer.email, line_1="1 Street", town="Bedford", postcode="MK42 7AB")
    order = billing.bill(buyer=buyer, product_slug="assessment", purpose="a:1", payer=to, at=NOON)
    paying_steps.pay(order, demo_gateway)
    assert facts(order).told_at is None
    later = NOON + timedelta(hours=1)
    sending.send_due(at=later, limit=20)
    assert facts(order).told_at == later
    resending.came_back(order_id=order.pk, by=officer, at=later)
    assert facts(order).told_at is None


def facts(order: Order) -> LineFacts:
    line = order.lines.get()
    return refund_facts.facts_of([line])[line.pk]


def last_day(order: Order) -> date | None:
    """Until when the buyer may change their mind about the one line of an order."""
    return refunding.window_of(facts(order), policy=Policy()).last_day


def raising(failure: Exception) -> Callable[..., None]:
    def fail(*args: object, **kwargs: object) -> None:
        raise failure

    return fail


def test_notes_are_added_and_stay(desk: Client, officer: User, webinar: Product, buyer: User) -> None:
    order = download(buyer, webinar)
    send(desk, f"/desk/shop/orders/{order.uuid}/note/", words="She rang: <b>call back</b>.")
    shown = desk.get(f"/desk/shop/orders/{order.uuid}/").content.decode()
    assert "She rang: &lt;b&gt;call back&lt;/b&gt;." in shown
    assert str(officer) in shown
    for change in (lambda: OrderNote.objects.update(words="x"), lambda: OrderNote.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_lists_of_the_desk_cost_the_same_for_any_number(
    desk: Client, buyer: User, officer: User, record_property: Any
) -> None:
    made, costs = 0, {"/desk/shop/asked/": set(), "/desk/shop/claims/": set(), "order": set()}
    order = factories.order(buyer, [(factories.product(), 1)])
    for number in (1, 3, 20):
        while made < number:
            line = factories.order(buyer, [(factories.product(Supply.DIGITAL), 1)]).lines.get()
            particulars.ask(line=line, why="", items=[Wanted("Which?")], by=officer, at=NOON)
            harm.claim(line=line, words="x", file=None, by=buyer, at=NOON)
            noting.note(order=order, words=f"Note {made}", by=officer, at=NOON)
            made += 1
        for name, seen in costs.items():
            with CaptureQueriesContext(connection) as counted:
                desk.get(f"/desk/shop/orders/{order.uuid}/" if name == "order" else name)
            seen.add(len(counted))
    assert all(len(seen) == 1 for seen in costs.values()), costs
    assert asking.Request.objects.count() == 20


@pytest.mark.clause("TC-11.1")
def test_the_check_out_links_the_statement_and_the_order_keeps_its_version(buyer: User, ada: Client) -> None:
    thing = factories.product()
    baskets.put(owner=buyer, slug=thing.slug, quantity=1, at=NOON)
    page = ada.get("/shop/check-out/").content.decode()
    assert 'href="/privacy/">privacy statement' in page
    hidden = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page[page.index('id="check-out"') :])
    )
    ada.post("/shop/check-out/", {
        **hidden, "payer": "buyer", "how": "link", "billing_name": "Ada", "billing_line_1": "1 Street",
        "billing_town": "Bedford", "billing_postcode": "MK42 7AB", "tick_terms": "on",
    })  # fmt: skip
    assert Order.objects.get().privacy_version == "2026-11-22"
