"""Money back: never more than was paid, by nobody's way; exactly what was paid in the end; sent once whatever fails."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, connection, connections, transaction

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import CancellationStage, Ground, Method, RefundState, Supply
from shop.gateways import choose
from shop.gateways.demo import Fault
from shop.models import Cancellation, CreditNote, Order, Product, Refund
from shop.services import refund_sending, refunds
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import DAY, NOON, banked, credited, give_up, invoiced, line_of, pay_back, refunded

MINUTE = timedelta(minutes=1)
AT_ONCE = 20


@pytest.fixture
def officer(db: None) -> User:
    return people.staff("finance")


@pytest.mark.clause("TC-9.6", "LAW-VATCN")
def test_a_refund_goes_to_the_payment_with_its_credit_note_and_both_are_told(
    buyer: User, officer: User, webinar: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], employer=True))
    notice = give_up(line_of(order))
    (refund,) = pay_back(notice, officer)
    assert (refund.pence, refund.payment.payer.kind, refund.state) == (4500, "employer", RefundState.DUE)
    assert refund.credit_note is not None
    assert refund.credit_note.gross_pence == 4500
    with pytest.raises(Refused, match="No refund is waiting"):
        pay_back(notice, officer)


@pytest.mark.clause("TC-9.6")
def test_two_payers_each_get_at_most_what_each_paid(buyer: User, officer: User, webinar: Product) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 2)], paid=False))
    factories.pay(order, at=NOON, pence=3000)
    factories.pay(order, at=NOON, pence=6000)
    pay_back(give_up(line_of(order)), officer)
    pay_back(give_up(line_of(order)), officer)
    back = {payment.pence: sum(r.pence for r in payment.refunds.all()) for payment in order.payments.all()}
    assert back == {3000: 3000, 6000: 6000}


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize("seed", range(12))
def test_refunds_in_any_order_come_to_exactly_what_was_paid_and_so_do_credit_notes(
    buyer: User, officer: User, seed: int
) -> None:
    dice = random.Random(seed)
    kinds = [Supply.GOODS, Supply.DIGITAL, Supply.SESSIONS]
    lines = [(factories.product(dice.choice(kinds), dice.randint(1, 20000)), dice.randint(1, 4)) for _ in range(3)]
    order = factories.order(buyer, lines, paid=False, delivery_pence=dice.choice([0, 395]) if any(
        thing.supply == Supply.GOODS for thing, _ in lines) else 0)  # fmt: skip
    first = dice.randint(1, order.total_pence - 1)
    factories.pay(order, at=NOON, pence=first)
    factories.pay(order, at=NOON, pence=order.total_pence - first)
    invoiced(order)
    wanted = [line_of(order, number) for number, (_, units) in enumerate(lines) for _ in range(units)]
    dice.shuffle(wanted)
    notices = [give_up(line) for line in wanted]
    dice.shuffle(notices)
    for notice in notices:
        pay_back(notice, officer)
        assert credited(order) == refunded(order) <= order.total_pence
    assert refunded(order) == order.total_pence
    notes = CreditNote.objects.filter(invoice__order=order)
    assert sum(note.vat_pence for note in notes) == order.invoices.get().vat_pence


@pytest.mark.clause("TC-9.6")
def test_part_paid_the_charge_is_taken_off_first_and_the_rest_goes_back(
    buyer: User, officer: User, webinar: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 2)], paid=False, by_transfer=True))
    factories.pay(order, at=NOON, pence=6000, method=Method.BANK)
    first, second = give_up(line_of(order)), give_up(line_of(order))
    assert [pay_back(first, officer)[0].pence, pay_back(second, officer)[0].pence] == [1500, 4500]
    assert (credited(order), refunded(order)) == (9000, 6000)


def one_of_many(order_id: int, unguarded: bool) -> bool:
    """Gives up one unit and has it paid back, in a connection of its own; with all guards off where told."""
    try:
        with ExitStack() as guards:
            if unguarded:
                guards.enter_context(
                    pgtrigger.ignore(
                        "shop.Cancellation:gives_up_no_more_than_was_ordered", "shop.Refund:refunds_within_the_payment"
                    )
                )
            line = line_of(Order.objects.get(pk=order_id))
            refunds.make(cancellation_id=give_up(line).pk, by=None, at=NOON + DAY)
        return True
    except (Refused, IntegrityError):
        return False
    finally:
        connections.close_all()


@pytest.mark.clause("TC-9.6")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("unguarded", [False, True])
def test_twenty_at_once_get_back_what_was_paid_and_without_the_guards_they_would_get_more(
    buyer: User, monkeypatch: pytest.MonkeyPatch, unguarded: bool
) -> None:
    thing = factories.product(Supply.DIGITAL, 1000)
    order = factories.order(buyer, [(thing, 3)])
    if not unguarded:
        # Credits within the invoice are one more guard, which an order without one does not have.
        invoiced(order)
    else:
        gather = refunds.rows_of

        def slowly(ids: Any) -> Any:
            found = gather(ids)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.05)")
            return found

        monkeypatch.setattr(refunds, "lock_order", lambda order_id: None)
        monkeypatch.setattr("shop.services.cancelling.rows_of", slowly)
        monkeypatch.setattr("shop.services.refunds.rows_of", slowly)
    with ThreadPoolExecutor(AT_ONCE) as people_at_once:
        came_through = sum(people_at_once.map(one_of_many, [order.pk] * AT_ONCE, [unguarded] * AT_ONCE))
    if unguarded:
        assert refunded(order) > order.total_pence, "the test would not notice that the guards are gone"
    else:
        assert (came_through, refunded(order)) == (3, order.total_pence)


@pytest.mark.clause("TC-9.6")
def test_by_raw_sql_nothing_exceeds_a_payment_and_no_refund_is_rewritten(
    buyer: User, officer: User, webinar: Product
) -> None:
    order = factories.order(buyer, [(webinar, 1)])
    pay_back(give_up(line_of(order)), officer)
    refund = Refund.objects.get()
    again = (
        "INSERT INTO shop_refund"
        " (key, cancellation_id, payment_id, pence, state, reference, made_at, failure, attempts)"
        " SELECT gen_random_uuid(), cancellation_id, payment_id, 1, 'due', '', now(), '', 0 FROM shop_refund"
    )
    refused = [
        (again, "refunds exceed what was paid"),
        (again.replace("'due'", "'paid'"), "refund"),
        ("UPDATE shop_refund SET pence = 1", "Cannot update"),
        ("UPDATE shop_refund SET state = 'paid', paid_at = now()", "due.*paid"),
        ("UPDATE shop_refund SET state = 'sending', paid_at = now()", "paid_refund_says_when"),
        ("DELETE FROM shop_refund", "Cannot delete"),
    ]
    for statement, why in refused:
        with pytest.raises(Exception, match=why), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    refund.refresh_from_db()
    assert (refund.pence, refund.state) == (4500, RefundState.DUE)


@pytest.mark.clause("TC-4.4")
def test_what_was_paid_twice_goes_back_for_a_fee_too_and_credits_nothing(buyer: User, officer: User) -> None:
    fee = factories.product(Supply.FEE, 14500)
    order = invoiced(factories.order(buyer, [(fee, 1)]))
    with pytest.raises(Refused, match="Nothing was paid beyond"):
        refunds.paid_in_error(order_id=order.pk, words="Twice?", by=officer, at=NOON)
    factories.pay(order, at=NOON, pence=14500)
    notice = refunds.paid_in_error(order_id=order.pk, words="Paid twice.", by=officer, at=NOON)
    with pytest.raises(Refused, match="already under way"):
        refunds.paid_in_error(order_id=order.pk, words="Paid twice.", by=officer, at=NOON)
    pay_back(notice, officer)
    assert (refunded(order), credited(order)) == (14500, 0)
    with pytest.raises(Refused, match="already under way"):
        refunds.paid_in_error(order_id=order.pk, words="Again.", by=officer, at=NOON)


class Sent:
    """A refund on its way through the demo's gateway, in which calls can be lost."""

    def __init__(self, buyer: User, officer: User, thing: Product, monkeypatch: pytest.MonkeyPatch) -> None:
        self.order = invoiced(factories.order(buyer, [(thing, 1)]))
        self.gateway = banked(self.order)
        monkeypatch.setattr(choose, "gateway", lambda method: self.gateway)
        self.notice = give_up(line_of(self.order))
        pay_back(self.notice, officer)
        self.key = str(self.order.payments.get().key)

    def lose(self, *faults: Fault) -> None:
        self.gateway.script(self.key, "refund", *faults)

    def sweep(self, minutes: int = 0) -> None:
        refund_sending.send_due(at=NOON + 2 * DAY + minutes * MINUTE)

    @property
    def refund(self) -> Refund:
        return Refund.objects.get(cancellation=self.notice)

    @property
    def at_the_bank(self) -> dict[str, int]:
        account = self.gateway.bank.find(self.key)
        assert account is not None
        return account.refunds


@pytest.fixture
def sent(buyer: User, officer: User, webinar: Product, monkeypatch: pytest.MonkeyPatch) -> Sent:
    return Sent(buyer, officer, webinar, monkeypatch)


@pytest.mark.clause("TC-9.6")
def test_the_worker_sends_it_once_and_says_so(sent: Sent) -> None:
    sent.sweep()
    sent.sweep(minutes=60)
    assert (sent.refund.state, sum(sent.at_the_bank.values())) == (RefundState.PAID, 4500)
    sent.notice.refresh_from_db()
    assert sent.notice.stage == CancellationStage.SETTLED
    assert Message.objects.filter(kind="shop.refund_paid").count() == 1


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize("fault", [Fault.BEFORE, Fault.AFTER])
def test_a_lost_call_is_unknown_and_asked_for_again_and_never_paid_twice(sent: Sent, fault: Fault) -> None:
    sent.lose(fault)
    sent.sweep()
    assert sent.refund.state == RefundState.UNKNOWN
    assert len(sent.at_the_bank) == int(fault == Fault.AFTER)
    sent.sweep(minutes=4)
    assert sent.refund.state == RefundState.UNKNOWN
    sent.sweep(minutes=5)
    assert (sent.refund.state, list(sent.at_the_bank.values())) == (RefundState.PAID, [4500])


@pytest.mark.clause("TC-9.6")
def test_a_worker_that_died_while_sending_leaves_it_unknown_and_the_next_one_asks(sent: Sent) -> None:
    Refund.objects.update(state=RefundState.SENDING)
    Refund.objects.update(claimed_at=NOON + 2 * DAY)
    sent.sweep(minutes=4)
    assert sent.refund.state == RefundState.SENDING
    sent.sweep(minutes=5)
    assert (sent.refund.state, list(sent.at_the_bank.values())) == (RefundState.PAID, [4500])


@pytest.mark.clause("TC-9.6")
def test_a_refusal_of_the_gateway_is_said_and_can_be_tried_again(sent: Sent, officer: User) -> None:
    with sent.gateway.changing(sent.key) as account:
        account.state = "released"
    sent.sweep()
    assert (sent.refund.state, "refused" in sent.refund.failure) == (RefundState.FAILED, True)
    with sent.gateway.changing(sent.key) as account:
        account.state = "captured"
    sent.sweep(minutes=60)
    assert sent.refund.state == RefundState.FAILED
    refunds.try_again(refund_id=sent.refund.pk, by=officer, at=NOON)
    sent.sweep(minutes=61)
    assert sent.refund.state == RefundState.PAID
    with pytest.raises(Refused, match="Only a refund that failed"):
        refunds.try_again(refund_id=sent.refund.pk, by=officer, at=NOON)


@pytest.mark.clause("TC-9.6")
def test_a_bank_transfer_is_sent_by_finance_and_never_by_the_worker(
    buyer: User, officer: User, webinar: Product
) -> None:
    order = invoiced(factories.order(buyer, [(webinar, 1)], employer=True, method=Method.BANK, by_transfer=True))
    notice = give_up(line_of(order))
    (refund,) = pay_back(notice, officer)
    assert refund_sending.send_due(at=NOON + 9 * DAY) == 0
    with pytest.raises(Refused, match="Enter the reference"):
        refunds.transferred(refund_id=refund.pk, reference=" ", by=officer, at=NOON)
    refunds.transferred(refund_id=refund.pk, reference="FP 123", by=officer, at=NOON + 3 * DAY)
    assert Cancellation.objects.get().stage == CancellationStage.SETTLED
    assert Message.objects.filter(kind="shop.refund_paid").count() == 2


def test_a_ground_that_waits_for_somebody_is_not_paid(buyer: User, officer: User, webinar: Product) -> None:
    notice = give_up(line_of(factories.order(buyer, [(webinar, 1)])), ground=Ground.FAULTY, words="No sound.")
    with pytest.raises(Refused, match="No refund is waiting"):
        pay_back(notice, officer)
