"""The letters about giving up, as they go out: to the buyer, and to an employer who pays."""

from __future__ import annotations

import pytest

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.correspondence.rendering import Written, write
from members.models import User
from shop.enums import Ground, RefundState
from shop.models import PaymentReminder, Product, Refund
from shop.rules.defaulting import Cost
from shop.services import cancelling, ending, refunds, returns
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import DAY, NOON, give_up, invoiced, line_of, pay_back, send


@pytest.fixture
def officer(db: None) -> User:
    return people.staff("finance")


def written(kind: str, *, to: str = "buyer") -> Written:
    """The last letter of a kind to the buyer or the employer, written out."""
    message = Message.objects.filter(kind=kind, context__to=to).latest("pk")
    return write(message, at=NOON)


@pytest.mark.clause("TC-9.3b", "LAW-CCR32", "TC-9.6")
def test_the_acknowledgement_repeats_the_instant_the_sum_who_is_paid_and_by_when(buyer: User, webinar: Product) -> None:
    give_up(line_of(invoiced(factories.order(buyer, [(webinar, 1)], employer=True))))
    mine, theirs = written("shop.notice"), written("shop.notice", to="employer")
    for letter in (mine, theirs):
        for part in (letter.text, letter.html):
            assert "3 November 2026 at 12:00pm" in part
            assert "£45.00" in part
            who = "you" if letter is theirs else "the employer"
            assert f"goes back to {who}, to the card it was paid with" in part.replace("</strong>", "")
            assert "17 November 2026" in part
    assert str(buyer) in theirs.text
    assert "/shop/given-up/" in mine.text
    assert "/shop/given-up/" not in theirs.text + theirs.html


@pytest.mark.clause("TC-9.4a", "TC-9.4b", "TC-9.6a")
def test_goods_letters_say_where_to_by_when_and_what_was_taken_off(buyer: User, officer: User, book: Product) -> None:
    order = invoiced(factories.order(buyer, [(book, 1)]))
    send(order, officer, at=NOON, delivered=NOON)
    notice = give_up(line_of(order))
    first = written("shop.notice")
    assert notice.goods.number in first.text
    assert "by the end of 17 November 2026" in first.text
    assert "You pay for the postage." in first.text
    found = returns.Found(received_on=NOON.date(), damage_pence=499, damage_why="The cover is torn.")
    returns.received(cancellation_id=notice.pk, found=found, photo=None, by=officer, at=NOON + DAY)
    second = written("shop.goods_back")
    assert "£4.99 off for damage (rule TC-9.6a): The cover is torn." in second.text
    assert "£20.00 goes back" in second.text


@pytest.mark.clause("TC-9.1.5")
@pytest.mark.parametrize(("allow", "said"), [(True, "is accepted"), (False, "does not end the contract")])
def test_a_decision_says_why(buyer: User, officer: User, webinar: Product, allow: bool, said: str) -> None:
    notice = give_up(line_of(invoiced(factories.order(buyer, [(webinar, 1)]))), ground=Ground.FAULTY, words="No sound.")
    assert "An officer looks at it" in written("shop.notice").text
    cancelling.decide(cancellation_id=notice.pk, allow=allow, why="We listened to it.", by=officer, at=NOON + DAY)
    letter = written("shop.decision")
    assert said in letter.text
    assert "We listened to it." in letter.html


@pytest.mark.clause("TC-9.6", "LAW-VATCN")
def test_when_the_money_has_left_payer_and_buyer_read_how_much_and_which_credit_note(
    buyer: User, officer: User, webinar: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], employer=True))
    notice = give_up(line_of(order))
    (refund,) = pay_back(notice, officer)
    Refund.objects.update(state=RefundState.SENDING)
    refund.refresh_from_db()
    refunds.mark(refund=refund, state=RefundState.PAID, at=NOON + 2 * DAY)
    notice.refresh_from_db()
    refunds.settle_if_paid(order=order, notice=notice, at=NOON + 2 * DAY)
    assert refund.credit_note is not None
    for to in ("buyer", "employer"):
        letter = written("shop.refund_paid", to=to)
        assert f"£45.00 to {'you' if to == 'employer' else 'the employer'}, to the card" in letter.text
        assert refund.credit_note.number in letter.text


@pytest.mark.clause("TC-9.8", "TC-9.9")
def test_the_letter_that_ends_a_contract_has_its_clause_costs_and_balance_and_goes_as_a_pdf(
    buyer: User, officer: User, webinar: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], paid=False, by_transfer=True))
    PaymentReminder.objects.create(order=order, asked_at=NOON, sent_at=NOON)
    case = ending.Case(
        ground=Ground.NON_PAYMENT, why="It was not paid.", costs=(Cost(label="Bank charges", pence=500),)
    )
    ending.end(order_id=order.pk, case=case, by=officer, at=NOON + 11 * DAY, seen_pence=0)
    letter = written("shop.ended")
    assert "(rule TC-9.8.2)" in letter.text
    assert "Bank charges: -£5.00 (rule TC-9.9)" in letter.text
    assert "£5.00 of the invoice is still to be paid" in letter.text
    assert letter.letter is not None
    assert letter.letter.startswith(b"%PDF")
