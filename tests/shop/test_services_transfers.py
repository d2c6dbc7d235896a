"""Bank transfers are entered once and matched once, reminders start the ten days, and only a person gives up a debt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import Method, PaymentState
from shop.models import PaymentReminder
from shop.queries import desk_unpaid
from shop.queries import payments as queries
from shop.services import orders, paid_letters, pay_links, reminders, transfers
from tests import factories as people
from tests.shop import paying_steps
from tests.shop.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def officer():
    return people.staff("finance")


@pytest.fixture
def order(buyer, course):
    """Accepted, £199.00 to come by transfer from an employer."""
    made = paying_steps.placed(buyer, (course, 1), employer=True, by_transfer=True)
    orders.after_placing(order_id=made.pk, at=NOON)
    made.refresh_from_db()
    return made


def enter(officer, pence=19900, reference="ORD", **fields):
    given = {"received_on": NOON.date(), "pence": pence, "reference": reference, "sender": "Example LLP", **fields}
    return transfers.enter(**given, by=officer, at=NOON)


@pytest.mark.clause("TC-5.5", "TC-5.5a")
def test_a_transfer_pays_its_order_and_both_are_told(order, officer):
    transfer = enter(officer, reference=f"Pay {order.number.replace('-', ' ').lower()}")
    assert queries.suggested(transfer) == [order]
    payment = transfers.match(transfer_id=transfer.pk, order_id=order.pk, seen_owed_pence=19900, at=NOON)
    order.refresh_from_db()
    assert (payment.method, payment.state, order.paid_at) == (Method.BANK, PaymentState.CAPTURED, NOON)
    letters = {letter.kind: letter for letter in paying_steps.post()}
    assert letters[paid_letters.PAYER].to_email == order.payer.email
    assert letters[paid_letters.BUYER].to_email == order.email
    assert "£199.00 has come" in letters[paid_letters.PAYER].subject
    assert not queries.unmatched().exists()


@pytest.mark.clause("TC-5.3")
@pytest.mark.parametrize("entered_days_later", [0, 1, 9])
def test_a_transfer_counts_from_the_day_on_which_the_bank_received_it(order, officer, entered_days_later):
    later = NOON + timedelta(days=entered_days_later)
    transfer = enter(officer)
    payment = transfers.match(transfer_id=transfer.pk, order_id=order.pk, seen_owed_pence=19900, at=later)
    order.refresh_from_db()
    assert order.paid_at == payment.captured_at
    assert london.date_of(order.paid_at) == NOON.date()
    assert order.paid_at <= later


@pytest.mark.clause("TC-5.3")
def test_an_order_in_parts_is_paid_when_the_last_part_came_whichever_was_entered_first(order, officer):
    late, early = enter(officer, pence=9900), enter(
        officer, pence=10000, received_on=NOON.date() - timedelta(days=1), reference="x"
    )  # fmt: skip
    transfers.match(transfer_id=late.pk, order_id=order.pk, seen_owed_pence=19900, at=NOON)
    transfers.match(transfer_id=early.pk, order_id=order.pk, seen_owed_pence=10000, at=NOON)
    order.refresh_from_db()
    assert order.paid_at == NOON


def test_a_transfer_of_the_same_sum_is_suggested_where_no_number_is_quoted(order, officer):
    assert queries.suggested(enter(officer, reference="thanks")) == [order]
    assert queries.suggested(enter(officer, pence=5, reference="thanks")) == []


@pytest.mark.clause("TC-13.4")
def test_a_part_leaves_the_rest_owed(order, officer):
    transfers.match(
        transfer_id=enter(officer, pence=10000).pk, order_id=order.pk, seen_owed_pence=19900, at=NOON
    )  # fmt: skip
    order.refresh_from_db()
    assert order.paid_at is None
    ten_years = NOON + timedelta(days=3650)
    assert desk_unpaid.with_reminders([order], at=ten_years)[0].owed_pence == 9900


def test_a_transfer_is_matched_once_and_never_to_more_than_is_owed(order, officer):
    transfer = enter(officer)
    for seen, pence, said in [(19899, 19900, "now £199.00"), (19900, 19901, "£0.01 more")]:
        other = enter(officer, pence=pence, reference=said)
        with pytest.raises(Refused, match=said):
            transfers.match(transfer_id=other.pk, order_id=order.pk, seen_owed_pence=seen, at=NOON)
    transfers.match(transfer_id=transfer.pk, order_id=order.pk, seen_owed_pence=19900, at=NOON)
    with pytest.raises(Refused, match="matched"):
        transfers.match(transfer_id=transfer.pk, order_id=order.pk, seen_owed_pence=0, at=NOON)


def test_a_line_of_the_statement_is_entered_once(officer):
    enter(officer)
    with pytest.raises(Refused, match="has been entered"):
        enter(officer)
    with pytest.raises(Refused, match="lie ahead"):
        enter(officer, received_on=NOON.date() + timedelta(days=1))
    with pytest.raises(Refused, match="Enter what came"):
        enter(officer, pence=0)


@pytest.mark.clause("TC-9.8.2")
def test_the_ten_days_begin_when_the_reminder_went_out(order, officer):
    with pytest.raises(Refused, match="not late"):
        reminders.remind(order_id=order.pk, by=officer, at=NOON)
    asked = NOON + timedelta(days=1)
    reminders.remind(order_id=order.pk, by=officer, at=asked)
    with pytest.raises(Refused, match="today"):
        reminders.remind(order_id=order.pk, by=officer, at=asked)
    assert refusal(order, at=asked + timedelta(days=30)).startswith("Send a reminder")
    sent = NOON + timedelta(days=2)
    letters = paying_steps.post(at=sent)
    assert letters[-1].kind == reminders.KIND
    assert PaymentReminder.objects.get().sent_at == sent
    assert "14 November 2026" in refusal(order, at=sent + timedelta(days=10))
    assert refusal(order, at=sent + timedelta(days=11)) == ""


@pytest.mark.clause("TC-9.8.2")
def test_a_reminder_that_came_back_opens_nothing(order, officer):
    reminder = reminders.remind(order_id=order.pk, by=officer, at=NOON + timedelta(days=1))
    paying_steps.post(at=NOON + timedelta(days=1))
    reminders.came_back(reminder_id=reminder.pk)
    assert refusal(order, at=NOON + timedelta(days=99)).startswith("Send a reminder")


def refusal(order, *, at) -> str:
    found = desk_unpaid.with_reminders([order], at=at)[0].refusal
    return found.sentence if found else ""


def test_a_reminder_is_not_sent_once_it_was_paid(order, officer):
    reminders.remind(order_id=order.pk, by=officer, at=NOON + timedelta(days=1))
    transfers.match(transfer_id=enter(officer).pk, order_id=order.pk, seen_owed_pence=19900, at=NOON)
    letters = {letter.kind: letter for letter in paying_steps.post(at=NOON + timedelta(days=1))}
    assert letters[reminders.KIND].state == "dropped"


@pytest.mark.clause("TC-13.4")
def test_a_debt_is_given_up_by_a_person_with_a_reason(order, officer):
    for pence, seen, reason in [(19901, 19900, "Why"), (100, 19900, " "), (100, 1, "Why")]:
        with pytest.raises(Refused):
            reminders.write_off(
                order_id=order.pk, pence=pence, seen_owed_pence=seen, reason=reason, by=officer, at=NOON
            )  # fmt: skip
    reminders.write_off(order_id=order.pk, pence=19900, seen_owed_pence=19900, reason="Gone", by=officer, at=NOON)
    order.refresh_from_db()
    assert order.paid_at == NOON


@pytest.mark.clause("TC-5.5")
def test_a_new_link_ends_the_one_before_it_and_only_its_hash_is_kept(buyer, course):
    order = paying_steps.placed(buyer, (course, 1), employer=True)
    first = pay_links.send(order_id=order.pk, at=NOON)
    with pytest.raises(Refused, match="moment ago"):
        pay_links.send(order_id=order.pk, at=NOON + timedelta(minutes=1))
    second = pay_links.send(order_id=order.pk, at=NOON + timedelta(minutes=3))
    first.refresh_from_db()
    assert first.ended_at == NOON + timedelta(minutes=3)
    assert second.expires_at == order.held_until
    letters = [one for one in paying_steps.post(at=NOON + timedelta(minutes=3)) if one.kind == pay_links.KIND]
    assert {one.state for one in letters} == {"sent"}
    assert all(one.context == {} and "employer/" not in one.text for one in letters)


def test_who_pays_alone_needs_no_link(buyer, course):
    with pytest.raises(Refused, match="nothing for an employer"):
        pay_links.send(order_id=paying_steps.placed(buyer, (course, 1)).pk, at=NOON)


@pytest.mark.clause("TC-9.6")
def test_a_transfer_that_is_for_no_order_is_taken_out_and_one_that_paid_stays(order, officer):
    wrong, right = enter(officer, pence=1990000), enter(officer)
    transfers.take_out(transfer_id=wrong.pk)
    assert list(queries.unmatched()) == [right]
    transfers.match(transfer_id=right.pk, order_id=order.pk, seen_owed_pence=19900, at=NOON)
    for gone in (wrong, right):
        with pytest.raises(Refused, match="matched or taken out"):
            transfers.take_out(transfer_id=gone.pk or 0)
    right.refresh_from_db()
    assert right.payment is not None
