"""Money comes in once, whatever the gateway, the network and other people do; nothing is guessed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import EventVerdict, Method, PaymentState, Stage
from shop.gateways.demo import Fault
from shop.gateways.protocol import Seen
from shop.models import Cancellation, Credit, CreditUse, GatewayEvent, Payment
from shop.queries import payments as queries
from shop.services import orders, payments, settling
from tests.shop import factories, paying_steps
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
S = PaymentState


@pytest.fixture
def order(buyer, book):
    return paying_steps.placed(buyer, (book, 1))


def taken(gateway) -> int:
    """What the bank has really taken, in pence."""
    accounts = [gateway.bank.find(key) for key in gateway.bank.known()]
    return sum(account.pence for account in accounts if account.state == "captured")


def test_a_double_click_and_a_second_tab_begin_one_attempt(order):
    first, second = paying_steps.begin(order), paying_steps.begin(order)
    assert first == second
    assert first.page_url == f"/shop/demo-gateway/{first.key}/"


@pytest.mark.clause("TC-5.1")
@pytest.mark.parametrize("seen", [2498, 2500, 0, -1])
def test_a_sum_that_is_no_longer_the_sum_is_shown_again_first(order, seen):
    with pytest.raises(Refused, match=r"now £24\.99"):
        payments.start(order_id=order.pk, seen_pence=seen, at=NOON)
    assert not Payment.objects.exists()


def test_without_a_gateway_nobody_is_charged(order, settings):
    settings.SHOP_GATEWAY = "none"
    with pytest.raises(Refused, match="Nothing has been charged"):
        payments.start(order_id=order.pk, seen_pence=2499, at=NOON)


@pytest.mark.parametrize("call", ["open", "capture"])
@pytest.mark.parametrize("fault", list(Fault))
def test_a_question_or_an_answer_that_is_lost_reads_checking_and_charges_once(order, demo_gateway, call, fault):
    payment = payments.start(order_id=order.pk, seen_pence=2499, at=NOON)
    if call == "open":
        from shop.gateways.demo_bank import Account

        new = Account(key=str(payment.key), pence=1, currency="GBP", words="", return_url="", expires=0.0)
        new.expires, new.pence, new.faults = payment.expires_at.timestamp(), 2499, {"open": [fault.value]}
        with demo_gateway.bank.changing(new):
            pass
        settling.drive(payment_id=payment.pk, at=NOON)
        payment.refresh_from_db()
        assert payment.state == S.UNKNOWN
    paying_steps.work(payment)
    assert payment.page_url
    demo_gateway.pay(str(payment.key))
    if call == "capture":
        demo_gateway.script(str(payment.key), "capture", fault)
    paying_steps.deliver(demo_gateway.message(str(payment.key)))
    paying_steps.work(order, payment, rounds=1)
    if call == "capture":
        assert payment.state == S.UNKNOWN
        assert order.paid_at is None
    paying_steps.work(order, payment, rounds=8)
    assert (order.stage, payment.state) == (Stage.ACCEPTED, S.CAPTURED)
    assert taken(demo_gateway) == order.total_pence


def test_a_payment_whose_message_never_arrives_is_found_by_the_sweep(order, demo_gateway):
    payment = paying_steps.begin(order)
    demo_gateway.pay(str(payment.key))
    paying_steps.work(order, payment)
    assert (order.stage, payment.state) == (Stage.ACCEPTED, S.CAPTURED)


def test_a_message_that_comes_again_changes_nothing(order, demo_gateway):
    payment = paying_steps.begin(order)
    demo_gateway.pay(str(payment.key))
    wire = demo_gateway.message(str(payment.key))
    assert paying_steps.deliver(wire) == EventVerdict.APPLIED
    assert paying_steps.deliver(wire) == EventVerdict.REPLAYED
    assert list(GatewayEvent.objects.values_list("verdict", flat=True)) == ["replayed", "applied"]
    paying_steps.work(payment)
    assert taken(demo_gateway) == order.total_pence


def test_an_old_message_that_comes_late_changes_nothing(order, demo_gateway):
    payment = paying_steps.begin(order)
    early = demo_gateway.message(str(payment.key))
    demo_gateway.pay(str(payment.key))
    held = demo_gateway.message(str(payment.key))
    paying_steps.work(payment)
    assert paying_steps.deliver(held) == EventVerdict.IGNORED
    assert paying_steps.deliver(early) == EventVerdict.IGNORED
    payment.refresh_from_db()
    assert payment.state == S.CAPTURED


def test_a_forged_message_is_kept_and_changes_nothing(order, demo_gateway):
    payment = paying_steps.begin(order)
    demo_gateway.pay(str(payment.key))
    forged = demo_gateway.message(str(payment.key), secret="somebody else's")
    assert paying_steps.deliver(forged) == EventVerdict.FORGED
    order.refresh_from_db()
    payment.refresh_from_db()
    assert (order.stage, payment.state) == (Stage.PLACED, S.STARTED)
    assert GatewayEvent.objects.get().verdict == EventVerdict.FORGED
    assert queries.suspicious().count() == 1
    assert paying_steps.deliver(demo_gateway.message(str(payment.key))) == EventVerdict.APPLIED


def test_a_flood_of_forged_messages_does_not_fill_the_table(order, demo_gateway, monkeypatch):
    monkeypatch.setattr(queries, "MOST_FORGED", 3)
    payment = paying_steps.begin(order)
    for _ in range(6):
        paying_steps.deliver(demo_gateway.message(str(payment.key), secret="wrong"))
    assert GatewayEvent.objects.count() == 3


@pytest.mark.clause("TC-5.1", "TC-5.2")
@pytest.mark.parametrize(("pence", "currency"), [(2498, "GBP"), (2500, "GBP"), (2499, "EUR")])
def test_another_sum_or_currency_is_never_taken_for_the_payment(order, demo_gateway, pence, currency):
    payment = paying_steps.begin(order)
    demo_gateway.pay(str(payment.key))
    with demo_gateway.changing(str(payment.key)) as account:
        account.pence, account.currency = pence, currency
    assert paying_steps.deliver(demo_gateway.message(str(payment.key))) == EventVerdict.MISMATCH
    order.refresh_from_db()
    payment.refresh_from_db()
    assert (order.stage, payment.state) == (Stage.PLACED, S.STARTED)
    paying_steps.work(order, payment)
    assert (order.stage, payment.state) == (Stage.PLACED, S.RELEASED)
    assert taken(demo_gateway) == 0


@pytest.mark.clause("TC-5.4")
def test_american_express_is_refused_before_anything_is_taken(order, demo_gateway):
    payment = paying_steps.begin(order)
    assert not demo_gateway.pay(str(payment.key), brand="amex")
    with demo_gateway.changing(str(payment.key)) as account:
        account.state, account.brand = "authorised", "amex"
    paying_steps.deliver(demo_gateway.message(str(payment.key)))
    paying_steps.work(order, payment)
    assert (order.stage, payment.state, payment.brand) == (Stage.PLACED, S.RELEASED, "amex")
    assert taken(demo_gateway) == 0
    again = paying_steps.begin(order)
    assert again != payment


def test_after_a_page_has_closed_the_order_is_still_there_and_can_be_paid(order, demo_gateway, noon):
    payment = paying_steps.begin(order)
    late = payment.expires_at + timedelta(seconds=1)
    noon(late)
    paying_steps.work(payment, at=late)
    assert payment.state == S.RELEASED
    second = paying_steps.pay(order, demo_gateway, at=late)
    assert second != payment
    assert order.stage == Stage.ACCEPTED


def test_money_that_comes_when_the_order_has_ended_goes_back(order, demo_gateway, noon):
    payment = paying_steps.begin(order)
    order.refresh_from_db()
    late = order.held_until
    demo_gateway.pay(str(payment.key))  # In the last second; no word of it arrives.
    settling.close_late_pages(at=late)
    paying_steps.work(payment, at=late)
    orders.withdraw_stale(at=late)
    order.refresh_from_db()
    assert (order.stage, payment.state) == (Stage.WITHDRAWN, S.RELEASED)
    assert taken(demo_gateway) == 0


def test_a_gateway_that_takes_money_at_once_gives_it_back_where_the_order_is_declined(order, book, demo_gateway):
    payment = paying_steps.begin(order)
    with demo_gateway.changing(str(payment.key)) as account:
        account.state = "captured"
    book.suspended_at = NOON
    book.save()
    paying_steps.deliver(demo_gateway.message(str(payment.key)))
    paying_steps.work(order, payment)
    assert (order.stage, payment.state) == (Stage.DECLINED, S.RELEASED)
    assert taken(demo_gateway) == 0


def test_a_gateway_that_takes_money_at_once_pays_the_order(order, demo_gateway):
    payment = paying_steps.begin(order)
    with demo_gateway.changing(str(payment.key)) as account:
        account.state = "captured"
    paying_steps.deliver(demo_gateway.message(str(payment.key)))
    order.refresh_from_db()
    payment.refresh_from_db()
    assert (order.stage, payment.state) == (Stage.ACCEPTED, S.CAPTURED)
    assert order.paid_at == NOON


def test_a_hold_that_has_run_out_leaves_the_order_accepted_and_owed(order, demo_gateway):
    payment = paying_steps.pay(order, demo_gateway)
    with demo_gateway.changing(str(payment.key)) as account:
        account.state = "released"
    paying_steps.work(order, payment)
    assert (order.stage, payment.state, order.paid_at) == (Stage.ACCEPTED, S.RELEASED, None)
    second = paying_steps.pay(order, demo_gateway)
    paying_steps.work(order, second)
    assert second.state == S.CAPTURED
    assert order.paid_at is not None


def test_two_workers_never_have_one_payment_in_hand(order, demo_gateway, monkeypatch):
    payment = paying_steps.begin(order)
    inside: list[bool] = []

    def look(self: object, attempt: Payment) -> Seen:
        inside.append(settling.drive(payment_id=payment.pk, at=NOON))
        return Seen(state=S.STARTED)

    monkeypatch.setattr(type(demo_gateway), "look", look)
    assert settling.drive(payment_id=payment.pk, at=NOON)
    assert inside == [False]


def test_an_unknown_outcome_is_asked_for_ever_more_slowly(order, demo_gateway):
    payment = paying_steps.begin(order)
    Payment.objects.filter(pk=payment.pk).update(attempts=5, checked_at=NOON)
    assert not queries.due(at=NOON + timedelta(seconds=14)).exists()
    assert queries.due(at=NOON + timedelta(seconds=15)).exists()
    Payment.objects.filter(pk=payment.pk).update(attempts=11)
    assert not queries.due(at=NOON + timedelta(seconds=119)).exists()
    assert queries.due(at=NOON + timedelta(minutes=2)).exists()


# --- Course credit ---


@pytest.fixture
def credit(buyer, course):
    """£50.00 of credit for a course that was moved."""
    old = factories.order(buyer, [(course, 1)])
    notice = Cancellation.objects.create(
        line=old.lines.get(), quantity=1, ground="course_moved", sent_at=NOON, told_at=NOON, told_by=buyer,
        stage="settled", settled_at=NOON, clause="TC-7.4a", sentence="Credit.", total_pence=5000, as_credit=True,
    )  # fmt: skip
    return Credit.objects.create(owner=buyer, cancellation=notice, pence=5000, given_at=NOON)


@pytest.mark.clause("TC-7.4a")
def test_credit_pays_a_part_and_the_card_the_rest(buyer, course, credit, demo_gateway):
    order = paying_steps.placed(buyer, (course, 1))
    payment = paying_steps.pay(order, demo_gateway, seen_pence=14900, with_credit=True)
    paying_steps.work(order, payment)
    assert order.paid_at is not None
    sums = dict(order.payments.values_list("method", "pence"))
    assert sums == {Method.CREDIT: 5000, Method.DEMO: 14900}
    assert CreditUse.objects.get().pence == 5000
    assert queries.credit_left(buyer.pk) == 0


@pytest.mark.clause("TC-7.4a")
def test_credit_that_covers_all_needs_no_card(buyer, credit):
    cheap = factories.product("sessions", 3000, sessions=factories.weekly(NOON + timedelta(days=40)))
    order = paying_steps.placed(buyer, (cheap, 1))
    assert payments.start(order_id=order.pk, seen_pence=0, with_credit=True, at=NOON) is None
    order.refresh_from_db()
    assert (order.stage, order.paid_at) == (Stage.ACCEPTED, NOON)
    assert queries.credit_left(buyer.pk) == 2000


@pytest.mark.clause("TC-7.4a")
def test_credit_that_was_spent_meanwhile_is_not_counted_twice(buyer, course, credit, demo_gateway):
    first, second = (paying_steps.placed(buyer, (course, 1)) for _ in range(2))
    paying_steps.begin(first, seen_pence=14900, with_credit=True)
    paying_steps.pay(second, demo_gateway, seen_pence=14900, with_credit=True)
    payment = queries.last_payment(first.pk)
    demo_gateway.pay(str(payment.key))
    paying_steps.deliver(demo_gateway.message(str(payment.key)))
    paying_steps.work(first, payment)
    assert (first.stage, payment.state) == (Stage.PLACED, S.RELEASED)
    assert CreditUse.objects.count() == 1


def test_credit_is_for_courses_and_for_buyers_who_pay_themselves(buyer, book, course, credit):
    from shop.queries.orders_state import rows_for

    for order in (paying_steps.placed(buyer, (book, 1)), paying_steps.placed(buyer, (course, 1), employer=True)):
        assert queries.to_pay(rows_for(order)).credit_pence == 0
