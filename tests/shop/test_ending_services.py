"""CILEX ends a contract: only what a rule has unlocked, with its costs, and with the money that is due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import CancellationStage, Ground, Supply
from shop.models import Access, Cancellation, ContactAttempt, PaymentReminder, Product
from shop.rules.defaulting import Cost
from shop.services import ending, refunds
from shop.services.ending import Case
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import DAY, NOON, credited, invoiced, line_of, refunded, send

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def officer(db: None) -> User:
    return people.staff("finance")


@pytest.mark.clause("TC-9.8.2")
def test_non_payment_opens_on_the_eleventh_day_after_a_reminder_that_went_out(buyer: User, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], paid=False, by_transfer=True))
    case = Case(ground=Ground.NON_PAYMENT, why="It was not paid.")
    reminder = PaymentReminder.objects.create(order=order, asked_at=NOON)
    opens = (NOON + 11 * DAY).replace(hour=0)
    with pytest.raises(Refused, match="Send a reminder first"):
        ending.draw_up(order_id=order.pk, case=case, at=opens)
    PaymentReminder.objects.filter(pk=reminder.pk).update(sent_at=NOON)
    with pytest.raises(Refused, match="has until the end of"):
        ending.draw_up(order_id=order.pk, case=case, at=opens - A_SECOND)
    assert ending.draw_up(order_id=order.pk, case=case, at=opens).credit_pence == 4500
    factories.pay(order, at=NOON)
    with pytest.raises(Refused, match="Nothing is owed"):
        ending.draw_up(order_id=order.pk, case=case, at=opens)


@pytest.mark.clause("TC-9.8.1", "TC-9.8.3", "TC-9.8.4")
def test_each_ground_has_its_key(buyer: User, officer: User, book: Product) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)]))

    def refused(**case: object) -> str:
        with pytest.raises(Refused) as no:
            ending.draw_up(order_id=order.pk, case=Case(**{"why": "It was so.", **case}), at=NOON + 40 * DAY)  # type: ignore[arg-type]
        return no.value.refusals[0].clause

    assert refused(ground=Ground.BREACH, why=" ") == "TC-9.8.1"
    assert refused(ground=Ground.CHANGE_OF_MIND) == "TC-9.8"
    assert refused(ground=Ground.NO_INFORMATION) == "TC-9.8.3"
    asked = {"asked_on": (NOON + 12 * DAY).date(), "reminded_on": (NOON + 20 * DAY).date()}
    assert refused(ground=Ground.NO_INFORMATION, **asked) == "TC-9.8.3"
    ContactAttempt.objects.create(order=order, at=NOON, by=officer, note="Rang.")
    assert refused(ground=Ground.NO_DELIVERY) == "TC-6.8a"
    ContactAttempt.objects.create(order=order, at=NOON + DAY, by=officer, note="Rang again.")
    assert ending.draw_up(order_id=order.pk, case=Case(ground=Ground.NO_DELIVERY, why="Nobody opened."), at=NOON + DAY)


@pytest.mark.clause("TC-9.9", "TC-9.6")
def test_costs_come_off_over_the_lines_and_delivery_comes_back_once(
    buyer: User, officer: User, book: Product, webinar: Product
) -> None:
    other = factories.product(Supply.GOODS, 1001)
    order = invoiced(factories.order(buyer, [(book, 1), (other, 1), (webinar, 1)], delivery_pence=395))
    Access.objects.create(line=line_of(order, 2), ready_at=NOON)
    costs = (Cost(label="Packing", pence=333), Cost(label="Fees", pence=100))
    case = Case(ground=Ground.BREACH, why="Decision 12 of 1 November.", costs=costs)
    draft = ending.draw_up(order_id=order.pk, case=case, at=NOON + DAY)
    assert draft.refund_pence == order.total_pence - 433
    with pytest.raises(Refused, match="The sum is now"):
        ending.end(order_id=order.pk, case=case, by=officer, at=NOON + DAY, seen_pence=1)
    ended = ending.end(order_id=order.pk, case=case, by=officer, at=NOON + DAY, seen_pence=draft.refund_pence)
    for notice in ended:
        refunds.make(cancellation_id=notice.pk, by=officer, at=NOON + 2 * DAY)
    assert refunded(order) == credited(order) == order.total_pence - 433
    assert Access.objects.get().ended_at == NOON + DAY
    with pytest.raises(Refused, match="Nothing of this order is left"):
        ending.draw_up(order_id=order.pk, case=case, at=NOON + DAY)


@pytest.mark.clause("TC-9.9")
def test_costs_above_what_was_not_provided_are_refused(buyer: User, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)]))
    case = Case(ground=Ground.BREACH, why="Decision 12.", costs=(Cost(label="Much", pence=4501),))
    with pytest.raises(Refused, match=r"£45\.00 or less"):
        ending.draw_up(order_id=order.pk, case=case, at=NOON + DAY)


@pytest.mark.clause("TC-9.4")
def test_goods_sent_out_come_back_before_the_money_does(buyer: User, officer: User, book: Product) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    case = Case(ground=Ground.BREACH, why="Decision 12.")
    ending.end(order_id=order.pk, case=case, by=officer, at=NOON + DAY, seen_pence=2499)
    notice = Cancellation.objects.get()
    assert (notice.stage, notice.due_on) == (CancellationStage.RETURN, None)
    assert notice.goods.number
