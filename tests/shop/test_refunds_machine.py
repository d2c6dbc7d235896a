"""Refunds under a buyer, an officer, a bank that fails and sends money back, damage, courses begun: whatever they do,
rows, credit notes and the bank's own books name the same pence, and never more than was paid.

Twenty runs in every suite; `python3 manage.py test -m long tests/shop/test_refunds_machine.py` makes a thousand.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import CancellationStage, ConsentTo, Ground, RefundState, Supply
from shop.gateways import choose
from shop.gateways.demo import Fault
from shop.gateways.protocol import Refunded
from shop.models import Cancellation, Consent, OrderLine, Refund, Wording
from shop.queries import giving_up
from shop.queries.refund_facts import pence_of
from shop.rules.facts import PartOf
from shop.services import cancelling, refund_sending, refunds, returns
from tests import factories as people
from tests.shop import factories
from tests.shop.refund_steps import DAY, NOON, banked, credited, give_up, invoiced, line_of, refunded, send

S, C = RefundState, CancellationStage
OF_MIND = st.sampled_from([Ground.CHANGE_OF_MIND, Ground.CHANGE_OF_MIND, Ground.FAULTY])


class Refunds(RuleBasedStateMachine):
    """One paid order of two books, a download and three places on a course that begins early."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOON
        self.world = transaction.atomic()
        self.world.__enter__()
        self.officer, buyer = people.staff("finance"), people.UserFactory()
        times = [(NOON + n * 3 * DAY, NOON + n * 3 * DAY + timedelta(hours=2)) for n in range(1, 8)]
        things = [
            (factories.product(Supply.GOODS, 2499), 2),
            (factories.product(Supply.DIGITAL, 4501), 1),
            (factories.product(Supply.SESSIONS, 19901, sessions=times), 3),
        ]
        self.order = factories.order(buyer, things, delivery_pence=395, paid=False)
        factories.pay(self.order, at=NOON, pence=10000)
        factories.pay(self.order, at=NOON, pence=self.order.total_pence - 10000)
        self.course = line_of(self.order, 2)
        for to in (ConsentTo.START_EARLY, ConsentTo.LOSE_WHEN_DONE):
            wording = Wording.objects.filter(code=to).first()
            Consent.objects.create(
                order=self.order, line=self.course, to=to, wording=wording, given_at=NOON, given_by=buyer
            )
        invoiced(self.order)
        send(self.order, self.officer, at=NOON, delivered=NOON)
        self.gateway = banked(self.order)
        self.before, choose.demo_gateway = choose.demo_gateway, lambda: self.gateway  # type: ignore[assignment]

    def teardown(self) -> None:
        try:
            self._in_the_end()
        finally:
            choose.demo_gateway = self.before
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    def notices(self, *stages: C) -> list[Cancellation]:
        return list(Cancellation.objects.filter(stage__in=stages).order_by("pk"))

    # --- The buyer and the officer ---

    @rule(place=st.integers(0, 2), ground=OF_MIND)
    def gives_up(self, place: int, ground: Ground) -> None:
        with suppress(Refused):
            give_up(line_of(self.order, place), at=self.now, ground=ground, words="It is not right.")

    @precondition(lambda self: self.notices(C.RETURN))
    @rule(data=st.data(), damage=st.sampled_from([0, 1, 833, 2499]))
    def goods_come(self, data: st.DataObject, damage: int) -> None:
        self._receive(data.draw(st.sampled_from(self.notices(C.RETURN))), damage)

    @precondition(lambda self: self.notices(C.OFFICER))
    @rule(data=st.data(), allow=st.booleans())
    def officer_decides(self, data: st.DataObject, allow: bool) -> None:
        self._decide(data.draw(st.sampled_from(self.notices(C.OFFICER))), allow)

    @precondition(lambda self: self.notices(C.PAYABLE))
    @rule(data=st.data(), works=st.booleans())
    def finance_pays(self, data: st.DataObject, works: bool) -> None:
        with suppress(Refused):
            notice = data.draw(st.sampled_from(self.notices(C.PAYABLE)))
            refunds.make(cancellation_id=notice.pk, by=self.officer, at=self.now)
        if works:
            self.work()

    @precondition(lambda self: Refund.objects.filter(state=S.FAILED).exists())
    @rule()
    def finance_sends_failures_again(self) -> None:
        for refund in Refund.objects.filter(state=S.FAILED):
            refunds.try_again(refund_id=refund.pk, by=self.officer, at=self.now)

    # --- The bank, the worker and the clock ---

    @rule(fault=st.sampled_from(list(Fault)), second=st.booleans())
    def will_fail(self, fault: Fault, second: bool) -> None:
        # By the order of payments: the bank lists its accounts by random names, and runs have to repeat themselves.
        charge = self.order.payments.order_by("pk")[int(second)].charge
        self.gateway.script(charge, "refund", fault)

    @precondition(lambda self: Refund.objects.filter(state=S.PAID).exists())
    @rule(data=st.data())
    def bank_sends_back(self, data: st.DataObject) -> None:
        paid = list(Refund.objects.filter(state=S.PAID).select_related("payment").order_by("pk"))
        refund = data.draw(st.sampled_from(paid))
        with self.gateway.changing(refund.payment.charge) as account:
            del account.refunds[str(refund.key)]
        word = Refunded(reference=refund.reference, state=S.FAILED, key=refund.key, pence=refund.pence)
        refund_sending.heard(refund=refund, said=word, at=self.now)

    @rule()
    def work(self) -> None:
        refund_sending.send_due(at=self.now)

    @rule(hours=st.sampled_from([1, 30, 80]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    # --- What always holds ---

    @invariant()
    def rows_papers_and_bank_name_the_same_pence(self) -> None:
        made = list(Refund.objects.select_related("payment"))
        assert credited(self.order) == refunded(self.order) == sum(one.pence for one in made) <= self.order.total_pence
        for payment in self.order.payments.all():
            account = self.gateway.bank.find(payment.charge)
            assert account is not None
            paid = {str(one.key): one.pence for one in made if one.payment_id == payment.pk and one.state == S.PAID}
            assert paid.items() <= account.refunds.items()
            assert sum(one.pence for one in made if one.payment_id == payment.pk) <= payment.pence

    @invariant()
    def each_refund_is_its_shown_sum_less_the_deductions(self) -> None:
        for notice in Cancellation.objects.prefetch_related("refunds"):
            sent = sum(refund.pence for refund in notice.refunds.all())
            if sent or notice.stage == C.SETTLED:
                assert sent == giving_up.credit_of(notice.parts) == notice.total_pence
            is_paid = sent == sum(one.pence for one in notice.refunds.all() if one.state == S.PAID)
            assert is_paid or notice.stage == C.PAYABLE

    def _receive(self, notice: Cancellation, damage: int) -> None:
        found = returns.Found(received_on=london.date_of(self.now), damage_pence=damage, damage_why="Torn.")
        returns.received(cancellation_id=notice.pk, found=found, photo=None, by=self.officer, at=self.now)

    def _decide(self, notice: Cancellation, allow: bool) -> None:
        cancelling.decide(cancellation_id=notice.pk, allow=allow, why="So it is.", by=self.officer, at=self.now)

    def _in_the_end(self) -> None:
        """All is decided, comes back, is paid and sent: then what was given up was repaid less what was deducted."""
        for notice in self.notices(C.OFFICER):
            self._decide(notice, allow=True)
        for notice in self.notices(C.RETURN):
            self._receive(notice, 0)
        for notice in self.notices(C.PAYABLE):
            with suppress(Refused):
                refunds.make(cancellation_id=notice.pk, by=self.officer, at=self.now)
        self.finance_sends_failures_again()
        for key in self.gateway.bank.known():
            with self.gateway.changing(key) as account:
                account.faults = {}
        for _ in range(4):
            self.now += timedelta(minutes=10)
            self.work()
        assert self.notices(C.OFFICER, C.RETURN, C.PAYABLE) == []
        assert not Refund.objects.exclude(state=S.PAID).exists()
        at_bank = [self.gateway.bank.find(key) for key in self.gateway.bank.known()]
        assert sum(sum(one.refunds.values()) for one in at_bank if one) == refunded(self.order) == credited(self.order)
        self.rows_papers_and_bank_name_the_same_pence()
        self.each_refund_is_its_shown_sum_less_the_deductions()
        for line in OrderLine.objects.filter(order=self.order).exclude(supply=Supply.DELIVERY):
            gone = Cancellation.objects.filter(line=line).exclude(stage=C.REFUSED)
            units = sum(notice.quantity for notice in gone)
            assert sum(pence_of(notice.parts, PartOf.PRICE) for notice in gone) == line.unit_pence * units


def run(runs: int) -> None:
    how = settings(
        max_examples=runs, stateful_step_count=24, deadline=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck), database=None, derandomize=runs < 1000,
    )  # fmt: skip
    run_state_machine_as_test(Refunds, settings=how)


@pytest.mark.clause("TC-9.6", "TC-9.6a", "TC-9.6b", "LAW-VATCN")
def test_refunds_with_deductions_in_any_order_agree_with_papers_and_bank(db) -> None:
    run(20)


def test_the_runs_notice_a_credit_note_that_forgets_the_deductions(db, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: deductions left out of the papers are found."""
    honest = refunds.giving_up.credit_of
    monkeypatch.setattr(refunds, "refundable", lambda *, rows, notice: max(0, honest(notice.parts) - 1))
    with pytest.raises(AssertionError):
        run(20)


@pytest.mark.long
def test_a_thousand_orders_are_repaid_right(db) -> None:
    run(1000)
