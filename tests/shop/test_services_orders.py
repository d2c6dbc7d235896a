"""What becomes of a placed order: accepted with a contract, declined and never charged, or not completed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop import events
from shop.enums import DeclineReason, PaymentState, Stage, Supply
from shop.models import Invoice, PayLink, Price, Product
from shop.services import billing, orders, payments, settling
from shop.services.billing import BillTo
from tests import factories as people
from tests.shop import factories, paying_steps
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def told(monkeypatch) -> list[events.Event]:
    heard: list[events.Event] = []
    kinds = {events.LinePaid: [heard.append], events.SessionsBought: [heard.append]}
    monkeypatch.setattr(events._TELLER, "listeners", kinds)
    return heard


@pytest.mark.clause("TC-3.1", "TC-3.3")
def test_an_order_is_accepted_once_its_money_is_held_and_charged_only_then(buyer, book, demo_gateway):
    order = paying_steps.placed(buyer, (book, 1))
    payment = paying_steps.begin(order)
    demo_gateway.pay(str(payment.key))
    order.refresh_from_db()
    assert (order.stage, order.number) == (Stage.PLACED, None)
    paying_steps.deliver(demo_gateway.message(str(payment.key)))
    order.refresh_from_db()
    payment.refresh_from_db()
    assert order.stage == Stage.ACCEPTED
    assert order.number
    assert payment.state == PaymentState.AUTHORISED
    paying_steps.work(order, payment)
    assert payment.state == PaymentState.CAPTURED
    assert order.paid_at is not None
    assert Invoice.objects.get(order=order).gross_pence == order.total_pence


@pytest.mark.clause("TC-3.1")
def test_there_is_a_contract_from_when_the_acceptance_was_sent(buyer, book, demo_gateway):
    order = paying_steps.placed(buyer, (book, 1))
    paying_steps.pay(order, demo_gateway)
    paying_steps.work(order)
    assert order.paid_at is not None
    assert order.confirmed_at is None, "money alone makes no contract"
    later = NOON + timedelta(minutes=3)
    letters = paying_steps.post(at=later)
    order.refresh_from_db()
    assert order.confirmed_at == later
    assert [letter.kind for letter in letters if letter.kind == orders.ACCEPTED] == [orders.ACCEPTED]
    paying_steps.post(at=later + timedelta(hours=1))
    order.refresh_from_db()
    assert order.confirmed_at == later


@pytest.mark.clause("TC-2.2", "TC-3.1")
def test_an_acceptance_that_comes_back_makes_no_contract_and_is_shown_to_staff(buyer, book, demo_gateway, monkeypatch):
    import smtplib

    from shop.queries import payments as queries

    def refuse(*args: object, **named: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"no such person")})

    order = paying_steps.placed(buyer, (book, 1), email="old@example.org")
    buyer.email = "new@example.org"
    buyer.save()
    paying_steps.pay(order, demo_gateway)
    monkeypatch.setattr(sending, "_email", refuse)
    paying_steps.post()
    order.refresh_from_db()
    assert order.confirmed_at is None
    stuck = list(queries.undelivered())
    assert orders.ACCEPTED in {message.kind for message in stuck}
    acceptance = next(message for message in stuck if message.kind == orders.ACCEPTED)
    assert acceptance.to_email == "old@example.org"
    assert queries.orders_of(stuck)[acceptance.pk] == order


@pytest.mark.clause("TC-3.2")
@pytest.mark.parametrize("reason", list(DeclineReason))
def test_a_declined_order_is_never_charged_and_its_stock_is_free_again(buyer, book, demo_gateway, reason):
    order = paying_steps.placed(buyer, (book, 1))
    Product.objects.filter(pk=book.pk).update(left=2)
    payment = paying_steps.begin(order)
    demo_gateway.pay(str(payment.key))
    payment.refresh_from_db()
    from shop.gateways.protocol import Seen

    # Held, and before the order is accepted an officer declines it: as where acceptance had to wait.
    payment.state, payment.charge = PaymentState.AUTHORISED, str(payment.key)
    payment.save()
    orders.decline(order_id=order.pk, reason=reason, by=people.UserFactory(), at=NOON)
    paying_steps.work(order, payment)
    assert (order.stage, order.decline_reason, order.number) == (Stage.DECLINED, reason, None)
    assert payment.state == PaymentState.RELEASED
    assert demo_gateway.look(payment) == Seen(
        state=PaymentState.RELEASED, pence=payment.pence, brand="visa", charge=str(payment.key)
    )
    book.refresh_from_db()
    assert book.left == 3
    letter = next(one for one in paying_steps.post() if one.kind == orders.DECLINED)
    assert letter.state == MessageState.SENT
    assert "Nothing is charged" in letter.text
    assert not Invoice.objects.filter(order=order).exists()


@pytest.mark.clause("TC-3.2")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda book: Product.objects.filter(pk=book.pk).update(suspended_at=NOON), DeclineReason.NO_LONGER_SOLD),
        (lambda book: Price.objects.filter(product=book).update(pence=9999), DeclineReason.PRICE_ERROR),
        (lambda book: Product.objects.filter(pk=book.pk).update(delivery_days=31), DeclineReason.NO_DELIVERY_DATE),
    ],
)
def test_what_stands_against_an_order_when_its_money_comes_declines_it(buyer, book, demo_gateway, change, reason):
    order = paying_steps.placed(buyer, (book, 1))
    change(book)
    payment = paying_steps.pay(order, demo_gateway)
    assert (order.stage, order.decline_reason) == (Stage.DECLINED, reason)
    paying_steps.work(payment)
    assert payment.state == PaymentState.RELEASED
    assert demo_gateway.look(payment).state == PaymentState.RELEASED


def test_a_later_price_changes_nothing_for_an_order_that_was_placed(buyer, book, demo_gateway, noon):
    order = paying_steps.placed(buyer, (book, 1))
    Price.objects.filter(product=book).update(until_date=NOON.date() + timedelta(days=1))
    Price.objects.create(product=book, pence=1, from_date=NOON.date() + timedelta(days=1))
    noon(NOON + timedelta(days=1))
    paying_steps.pay(order, demo_gateway, at=NOON + timedelta(days=1))
    assert order.stage == Stage.ACCEPTED


@pytest.mark.clause("TC-5.5", "TC-5.5a")
def test_an_employer_who_pays_by_card_is_sent_a_link_and_both_are_told(buyer, course, demo_gateway):
    order = paying_steps.placed(buyer, (course, 1), employer=True)
    orders.after_placing(order_id=order.pk, at=NOON)
    assert PayLink.objects.get(order=order).ended_at is None
    paying_steps.pay(order, demo_gateway)
    letters = {letter.kind: letter for letter in paying_steps.post()}
    assert letters[orders.ACCEPTED].to_email == order.email
    assert letters[orders.ACCEPTED_PAYER].to_email == order.payer.email
    assert letters[orders.ACCEPTED_PAYER].state == MessageState.SENT
    for word in ("Session 1", "CPD", "conduct"):
        assert word not in letters[orders.ACCEPTED_PAYER].text


def test_an_order_paid_by_transfer_is_accepted_before_the_money_comes(buyer, course):
    order = paying_steps.placed(buyer, (course, 1), employer=True, by_transfer=True)
    orders.after_placing(order_id=order.pk, at=NOON)
    order.refresh_from_db()
    assert order.stage == Stage.ACCEPTED
    assert order.paid_at is None
    assert Invoice.objects.filter(order=order).exists()


def test_the_acceptance_is_given_once(buyer, book, demo_gateway):
    order = paying_steps.placed(buyer, (book, 1))
    paying_steps.pay(order, demo_gateway)
    number = order.number
    assert orders.accept(order_id=order.pk, at=NOON + timedelta(days=1)).number == number
    assert Invoice.objects.filter(order=order).count() == 1


def test_an_order_without_money_is_not_accepted(buyer, book):
    order = paying_steps.placed(buyer, (book, 1))
    with pytest.raises(Refused, match="not paid for"):
        orders.accept(order_id=order.pk, at=NOON)


def test_what_costs_nothing_is_accepted_at_once(buyer):
    free = factories.product(Supply.DIGITAL, 0)
    order = paying_steps.placed(buyer, (free, 1))
    orders.after_placing(order_id=order.pk, at=NOON)
    order.refresh_from_db()
    assert (order.stage, order.paid_at) == (Stage.ACCEPTED, NOON)


def test_an_order_nobody_pays_ends_and_gives_its_places_back(buyer, course):
    Product.objects.filter(pk=course.pk).update(left=9)
    order = paying_steps.placed(buyer, (course, 1))
    assert orders.withdraw_stale(at=order.held_until - timedelta(seconds=1)) == 0
    assert orders.withdraw_stale(at=order.held_until) == 1
    order.refresh_from_db()
    course.refresh_from_db()
    assert (order.stage, course.left) == (Stage.WITHDRAWN, 10)
    assert orders.withdraw_stale(at=order.held_until) == 0


def test_an_order_whose_page_is_open_is_closed_first_and_then_ends(buyer, course, demo_gateway):
    order = paying_steps.placed(buyer, (course, 1))
    payment = paying_steps.begin(order)
    order.refresh_from_db()
    late = order.held_until
    assert orders.withdraw_stale(at=late) == 0, "a payment may still come"
    assert settling.close_late_pages(at=late) == 1
    paying_steps.work(payment, at=late)
    assert payment.state == PaymentState.RELEASED
    assert not demo_gateway.pay(str(payment.key))
    assert orders.withdraw_stale(at=late) == 1


def test_paid_lines_and_bought_places_are_told_once(buyer, course, book, demo_gateway, told):
    order = paying_steps.placed(buyer, (course, 1), (book, 1))
    paying_steps.pay(order, demo_gateway)
    assert told == [], "nothing is told before the money is taken"
    paying_steps.work(order)
    paying_steps.work(order)
    assert [type(one).__name__ for one in told] == ["LinePaid", "SessionsBought", "LinePaid"]
    bought = told[1]
    assert isinstance(bought, events.SessionsBought)
    assert (bought.hours, bought.beneficiary_id) == (12, buyer.pk)


def test_a_fee_is_billed_once_for_a_purpose_and_paid_from_abroad(buyer: User, demo_gateway, told):
    factories.product(Supply.FEE, 14500, slug="fellow-2027")
    to = BillTo(name="Ada", email=buyer.email, line_1="1 Rue Exemple", town="Paris", postcode="75001", country="FR")
    order = billing.bill(buyer=buyer, product_slug="fellow-2027", purpose="renewal:17", payer=to, at=NOON)
    again = billing.bill(buyer=buyer, product_slug="fellow-2027", purpose="renewal:17", payer=to, at=NOON)
    assert again == order
    paying_steps.pay(order, demo_gateway)
    paying_steps.work(order)
    assert order.stage == Stage.ACCEPTED
    assert isinstance(told[0], events.LinePaid)
    assert told[0].purpose == "renewal:17"
    with pytest.raises(billing.NotBilled):
        billing.bill(buyer=buyer, product_slug="nothing", purpose="", payer=to, at=NOON)


def test_accepting_takes_as_many_statements_for_eight_lines_as_for_one(
    buyer, demo_gateway, django_assert_max_num_queries
):
    things = [(factories.product(Supply.DIGITAL), 1) for _ in range(8)]
    order = paying_steps.placed(buyer, *things)
    payment = paying_steps.begin(order)
    demo_gateway.pay(str(payment.key))
    with django_assert_max_num_queries(120):
        payments.receive(
            method="demo", body=(wire := demo_gateway.message(str(payment.key)))[0], headers=wire[1], at=NOON
        )
    order.refresh_from_db()
    assert order.stage == Stage.ACCEPTED
