"""The pages of paying: a buyer's, an employer's by link, the demo's card page, the webhook and finance's desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation.correspondence import sending
from shop.enums import PaymentState, Stage
from shop.models import GatewayEvent, PayLink, Payment, Transfer
from shop.services import orders, settling, transfers
from tests import factories as people
from tests.shop import paying_steps
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def order(buyer, book):
    return paying_steps.placed(buyer, (book, 1))


@pytest.fixture
def client(buyer, sign_in):
    return sign_in(buyer)


def address(order) -> str:
    return reverse("shop:pay", args=[order.uuid])


def press(client, buyer, order, **fields):
    return client.post(address(order), {"seen_pence": order.total_pence, **people.once(buyer), **fields})


def gateway_page(order) -> str:
    return reverse("shop:demo_gateway", args=[Payment.objects.filter(order=order).latest("pk").key])


def test_a_buyer_pays_on_the_gateways_page_and_reads_that_it_is_accepted(client, buyer, order):
    assert "Pay £24.99 by card" in client.get(address(order)).content.decode()
    to_gateway = press(client, buyer, order)
    assert to_gateway.url == gateway_page(order)
    assert "takes no money" in client.get(to_gateway.url).content.decode()
    back = client.post(to_gateway.url, {"act": "pay"})
    assert back.url.endswith(f"{address(order)}?paid=1")
    page = client.get(address(order)).content.decode()
    order.refresh_from_db()
    assert order.number in page
    assert "The confirmation is on its way" in page


@pytest.mark.parametrize(
    ("act", "says"), [("decline", "Nothing has been charged"), ("amex", "does not take American Express")]
)
def test_a_card_that_is_refused_leaves_the_page_open_for_another(client, buyer, order, act, says):
    url = press(client, buyer, order).url
    assert says in client.post(url, {"act": act}, follow=True).content.decode()
    client.post(url, {"act": "pay"})
    order.refresh_from_db()
    assert order.stage == Stage.ACCEPTED


def test_a_card_given_twice_is_not_told_that_nothing_was_paid(client, buyer, order):
    url = press(client, buyer, order).url
    for _ in range(2):
        page = client.post(url, {"act": "pay", "fault": "lost"}, follow=True).content.decode()
        assert "We are checking" in page
        assert "Nothing has been charged." not in page


def test_whoever_goes_back_without_paying_can_go_on_or_try_again(client, buyer, order):
    url = press(client, buyer, order).url
    assert client.post(url, {"act": "away"}).url.endswith(address(order))
    assert url in client.get(address(order)).content.decode()
    assert press(client, buyer, order).url == url


def test_while_the_card_page_is_being_opened_nothing_reads_as_if_it_were_paid(client, buyer, order, monkeypatch):
    monkeypatch.setattr("shop.views.pay.settling.drive", lambda **_: False)
    monkeypatch.setattr("shop.views.pay.BLINK", 0)
    back = press(client, buyer, order)
    page = client.get(back.url).content.decode()
    assert "Opening the card page" in page
    assert "We are checking" not in page


def test_an_outcome_that_is_not_known_reads_we_are_checking(client, buyer, order):
    url = press(client, buyer, order).url
    back = client.post(url, {"act": "pay", "fault": "lost"})
    page = client.get(back.url).content.decode()
    assert "We are checking" in page
    assert "Do not pay again" in page
    settling.sweep(at=NOON + timedelta(minutes=1))
    assert "is accepted" in client.get(reverse("shop:pay_state", args=[order.uuid])).content.decode()


def test_while_the_taking_is_not_known_of_an_accepted_order_nobody_is_told_to_wait_for_acceptance(
    client, buyer, order
):  # fmt: skip
    client.post(press(client, buyer, order).url, {"act": "pay", "fault": "after"})
    paying_steps.work(order, rounds=1)
    page = client.get(reverse("shop:pay_state", args=[order.uuid])).content.decode()
    assert "We are checking" in page
    assert "The order is accepted." in page
    assert "as soon as the order is accepted" not in page


@pytest.mark.parametrize("fault", ["twice", "late", "forged", "before", "after"])
def test_every_fault_of_the_demo_ends_with_one_payment(client, buyer, order, demo_gateway, fault):
    url = press(client, buyer, order).url
    client.post(url, {"act": "pay", "fault": fault})
    if fault == "forged":
        assert GatewayEvent.objects.get().verdict == "forged"
        client.post(url, {"act": "pay"})
    paying_steps.work(order, rounds=8)
    assert order.paid_at is not None
    assert Payment.objects.filter(state=PaymentState.CAPTURED).count() == 1


def test_a_sum_that_has_changed_is_shown_again(client, buyer, order):
    answer = press(client, buyer, order, seen_pence="1")
    assert answer.url == address(order)
    assert "The sum is now £24.99" in client.get(answer.url).content.decode()
    for nonsense in ("", "x", "9" * 30, "²"):
        assert press(client, buyer, order, seen_pence=nonsense).url == address(order)
    assert not Payment.objects.exists()


def test_somebody_elses_order_is_not_there(order, sign_in):
    other = people.UserFactory()
    for url in (address(order), reverse("shop:pay_state", args=[order.uuid])):
        assert sign_in(other).get(url).status_code == 404


# --- Employers ---


@pytest.fixture
def linked(buyer, course):
    """An order for an employer to pay, and the address in the e-mail."""
    order = paying_steps.placed(buyer, (course, 1), employer=True)
    orders.after_placing(order_id=order.pk, at=NOON)
    sending.send_due(at=NOON, limit=5)
    found = re.search(r"/shop/employer/[\w-]{20,}/", mail.outbox[-1].body)
    return order, found[0]


@pytest.mark.clause("TC-5.5")
def test_an_employer_pays_by_the_link_without_an_account(linked):
    order, url = linked
    visitor = Client()
    for _ in range(3):
        landed = visitor.get(url)
    assert (landed.url, landed["Referrer-Policy"]) == ("/shop/employer/", "no-referrer")
    assert not Payment.objects.exists(), "opening a link does nothing: mail scanners open it too"
    page = visitor.get("/shop/employer/").content.decode()
    assert "Pay £199.00 by card" in page
    assert order.email not in page
    to_gateway = visitor.post(reverse("shop:employer_pay"), {"seen_pence": 19900})
    visitor.post(to_gateway.url, {"act": "pay"})
    order.refresh_from_db()
    assert order.number in visitor.get("/shop/employer/").content.decode()


def test_a_link_that_ended_or_ran_out_or_never_was_says_what_to_do(linked, noon):
    order, url = linked
    assert Client().get("/shop/employer/").status_code == 410
    assert Client().get("/shop/employer/nothing/").status_code == 410
    visitor = Client()
    visitor.get(url)
    noon(order.held_until)
    assert visitor.get("/shop/employer/").status_code == 410
    assert "no longer works" in Client().get(url).content.decode()
    assert visitor.post(reverse("shop:employer_pay"), {"seen_pence": 19900}).status_code == 410


def test_the_buyer_sees_that_the_employer_was_asked_and_sends_a_new_link(linked, client, buyer, noon):
    order, url = linked
    assert "accounts@example.com" in client.get(address(order)).content.decode()
    assert press(client, buyer, order).status_code == 404
    noon(NOON + timedelta(minutes=5))
    client.post(reverse("shop:pay_link", args=[order.uuid]), people.once(buyer))
    assert PayLink.objects.filter(order=order, ended_at=None).count() == 1
    assert Client().get(url).status_code == 410


# --- Webhooks ---


def test_a_webhook_is_taken_without_a_session_and_refused_without_a_signature(client, buyer, order, demo_gateway):
    press(client, buyer, order)
    key = str(Payment.objects.get().key)
    demo_gateway.pay(key)
    body, headers = demo_gateway.message(key)
    visitor = Client(enforce_csrf_checks=True)
    url = reverse("shop:webhook", args=["demo"])
    assert visitor.post(url, body, content_type="application/json").status_code == 400
    assert visitor.post(url, body + b" ", content_type="application/json", headers=headers).status_code == 400
    assert visitor.post(url, body, content_type="application/json", headers=headers).status_code == 200
    assert visitor.post(url, body, content_type="application/json", headers=headers).status_code == 200
    order.refresh_from_db()
    assert order.stage == Stage.ACCEPTED
    for nobody in ("stripe", "paypal", "bank"):
        assert visitor.post(reverse("shop:webhook", args=[nobody]), body, content_type="a/b").status_code == 404


def test_the_demo_gateway_is_not_there_in_production(client, buyer, order, settings):
    url = press(client, buyer, order).url
    settings.MODE = "production"
    assert client.get(url).status_code == 404
    assert Client().post(reverse("shop:webhook", args=["demo"]), b"{}", content_type="a/b").status_code == 404


# --- Finance ---


@pytest.fixture
def officer():
    return people.staff("finance", "administrator")


@pytest.fixture
def desk(officer, sign_in):
    return sign_in(officer)


def test_finance_enters_a_transfer_and_matches_it(desk, officer, buyer, course):
    order = paying_steps.placed(buyer, (course, 1), employer=True, by_transfer=True)
    orders.after_placing(order_id=order.pk, at=NOON)
    order.refresh_from_db()
    typed = {"received_on_day": "2", "received_on_month": "11", "received_on_year": "2026", "reference": order.number}
    url = reverse("shop_desk:transfers")
    bad = desk.post(url, {**typed, "pence": "a lot", **people.once(officer)})
    assert "Enter a sum in pounds and pence" in bad.content.decode()
    desk.post(url, {**typed, "pence": "£199.00", "sender": "Example LLP", **people.once(officer)})
    transfer = Transfer.objects.get()
    assert transfer.pence == 19900
    one = reverse("shop_desk:transfer", args=[transfer.pk])
    assert f"Match it to {order.number}" in desk.get(one).content.decode()
    assert "No accepted order has the number" in desk.get(f"{one}?number=ORD-1").content.decode()
    wrong = desk.post(one, {"order": order.pk, "seen_owed_pence": 1, **people.once(officer)})
    assert "The sum is now £199.00" in wrong.content.decode()
    desk.post(one, {"order": order.pk, "seen_owed_pence": 19900, **people.once(officer)})
    order.refresh_from_db()
    assert order.paid_at is not None
    assert "Matched" in desk.get(one).content.decode()


def test_finance_takes_out_a_transfer_that_is_for_no_order(desk, officer):
    wrong = transfers.enter(received_on=NOON.date(), pence=1, reference="x", sender="", by=officer, at=NOON)
    sent = {"do": "take_out", **people.once(officer)}
    for _ in range(2):
        page = desk.post(reverse("shop_desk:transfer", args=[wrong.pk]), sent, follow=True)
        assert page.status_code == 200
    assert not Transfer.objects.exists()


def test_finance_reminds_and_gives_up_a_debt(officer, sign_in, buyer, course, noon):
    order = paying_steps.placed(buyer, (course, 1), employer=True, by_transfer=True)
    orders.after_placing(order_id=order.pk, at=NOON)
    noon(NOON + timedelta(days=1))
    desk = sign_in(officer)
    url = reverse("shop_desk:owed", args=[order.uuid])
    desk.post(reverse("shop_desk:remind", args=[order.uuid]), people.once(officer))
    sending.send_due(at=NOON + timedelta(days=1), limit=9)
    page = desk.get(url).content.decode()
    assert "The payer has until the end of 13 November 2026" in page
    reminder = order.reminders.get()
    desk.post(reverse("shop_desk:came_back", args=[reminder.pk]), people.once(officer))
    assert "Send a reminder first" in desk.get(url).content.decode()
    given = {
        "do": "write_off",
        "seen_owed_pence": "19900",
        "pence": "199.00",
        "reason": "Gone.",
        **people.once(officer),
    }
    desk.post(url, given)
    assert "Nothing is owed" in desk.get(url).content.decode()


@pytest.mark.parametrize("name", ["payments", "transfers"])
def test_lists_take_as_many_statements_for_thirty_as_for_one(desk, officer, buyer, book, name):
    counts = []
    for many in (1, 2, 27):
        for number in range(many):
            Transfer.objects.create(
                received_on=NOON.date(), pence=100 + number, reference="x", entered_at=NOON, entered_by=officer
            )
            book.left = 99
            payment = paying_steps.begin(paying_steps.placed(buyer, (book, 1)))
            Payment.objects.filter(pk=payment.pk).update(state="unknown")
        with CaptureQueriesContext(connection) as statements:
            assert desk.get(reverse(f"shop_desk:{name}")).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] == counts[2]
