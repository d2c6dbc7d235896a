"""Orders and payments under a payer, an officer, a clock and a gateway that fails: whatever they do, nothing is charged
twice, nothing that was declined is charged, and the books of portal and bank agree in the end.

Sixty runs in every suite; `python3 manage.py test -m long tests/shop/test_orders_machine.py` makes two thousand.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import DeclineReason, EventVerdict, Method, PaymentState, Stage, Supply
from shop.gateways import choose
from shop.gateways.demo import DemoGateway, Fault, Wire
from shop.models import Invoice, Payment, Product
from shop.queries import orders_state
from shop.services import orders, payments, settling, transfers
from tests import factories as people
from tests.shop import factories, paying_steps
from tests.shop.factories import NOON

PENCE, LEFT = 2499, 3
S = PaymentState
# What a payment at the bank can have come to while the portal still has to hear of it, or has yet to act.
minutes = st.sampled_from([1, 3, 20, 50])
faults = st.sampled_from(list(Fault))
calls = st.sampled_from(["capture", "release", "look"])


class Shop(RuleBasedStateMachine):
    """One order of one book, from placed to wherever it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOON
        self.world = transaction.atomic()
        self.world.__enter__()
        self.folder = tempfile.TemporaryDirectory()
        self.bank = DemoGateway(folder=Path(self.folder.name), secret="a secret", clock=lambda: self.now)
        self.before, choose.demo_gateway = choose.demo_gateway, lambda: self.bank  # type: ignore[assignment]
        self.book = factories.product(Supply.GOODS, PENCE, left=LEFT - 1)
        self.officer = people.UserFactory()
        self.order = paying_steps.placed(people.UserFactory(), (self.book, 1))
        self.heard: list[Wire] = []

    def teardown(self) -> None:
        try:
            self._in_the_end()
        finally:
            choose.demo_gateway = self.before
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)
            self.folder.cleanup()

    # --- The payer ---

    @rule(tabs=st.integers(1, 2), opens=st.booleans())
    def begin(self, tabs: int, opens: bool) -> None:
        for _ in range(tabs):
            with suppress(Refused):
                payment = payments.start(order_id=self.order.pk, seen_pence=PENCE, at=self.now)
                if opens and payment is not None:
                    settling.drive(payment_id=payment.pk, at=self.now)

    @precondition(lambda self: self.keys())
    @rule(data=st.data(), brand=st.sampled_from(["visa", "visa", "visa", "amex"]), word=st.booleans())
    def pay(self, data: st.DataObject, brand: str, word: bool) -> None:
        key = data.draw(st.sampled_from(self.keys()))
        if self.bank.pay(key, brand=brand) and word:
            self.heard.append(self.bank.message(key))
            self.deliver(self.heard[-1])

    # --- The gateway ---

    @precondition(lambda self: self.keys())
    @rule(data=st.data())
    def word_arrives(self, data: st.DataObject) -> None:
        self.heard.append(self.bank.message(data.draw(st.sampled_from(self.keys()))))
        self.deliver(self.heard[-1])

    @precondition(lambda self: self.heard)
    @rule(data=st.data())
    def word_comes_again(self, data: st.DataObject) -> None:
        assert self.deliver(data.draw(st.sampled_from(self.heard))) in (EventVerdict.REPLAYED, EventVerdict.FORGED)

    @precondition(lambda self: self.keys())
    @rule(data=st.data())
    def somebody_forges(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.keys()))
        before = list(Payment.objects.values_list("state", "wanted"))
        assert self.deliver(self.bank.message(key, secret="guessed")) == EventVerdict.FORGED
        assert list(Payment.objects.values_list("state", "wanted")) == before

    @precondition(lambda self: self.keys())
    @rule(data=st.data(), call=calls, fault=faults)
    def will_fail(self, data: st.DataObject, call: str, fault: Fault) -> None:
        self.bank.script(data.draw(st.sampled_from(self.keys())), call, fault)

    @precondition(lambda self: self.keys())
    @rule(data=st.data())
    def takes_at_once_or_lets_go(self, data: st.DataObject) -> None:
        with self.bank.changing(data.draw(st.sampled_from(self.keys()))) as account:
            if account.state == S.AUTHORISED:
                account.state = data.draw(st.sampled_from(["captured", "released"]))

    # --- The officer, the worker and the clock ---

    @precondition(lambda self: self.keys())
    @rule(reason=st.sampled_from(list(DeclineReason)))
    def decline(self, reason: DeclineReason) -> None:
        with suppress(Refused):
            orders.decline(order_id=self.order.pk, reason=reason, by=self.officer, at=self.now)

    @precondition(lambda self: self.keys())
    @rule()
    def suspend(self) -> None:
        Product.objects.filter(pk=self.book.pk).update(suspended_at=self.now)

    @rule()
    def transfer_comes(self) -> None:
        with suppress(Refused):
            seen = transfers.enter(
                received_on=self.now.date(), pence=PENCE, reference=f"r{self.now}", sender="", by=self.officer,
                at=self.now,
            )  # fmt: skip
            transfers.match(transfer_id=seen.pk, order_id=self.order.pk, seen_owed_pence=PENCE, at=self.now)

    @rule()
    def work(self) -> None:
        settling.sweep(at=self.now)

    @rule(passed=minutes)
    def time_passes(self, passed: int) -> None:
        self.now += timedelta(minutes=passed)
        settling.close_late_pages(at=self.now)
        orders.withdraw_stale(at=self.now)

    # --- What always holds ---

    @invariant()
    def nothing_is_charged_twice_or_too_early(self) -> None:
        self.order.refresh_from_db()
        rows = list(Payment.objects.filter(order=self.order))
        captured = [row for row in rows if row.state == S.CAPTURED]
        assert sum(row.pence for row in captured) <= PENCE
        assert sum(row.state in orders_state.OPEN for row in rows) <= 1
        assert not captured or self.order.stage == Stage.ACCEPTED
        for row in captured:
            if row.method == Method.DEMO:
                account = self.bank.bank.find(str(row.key))
                assert account is not None
                assert (account.state, account.pence) == (S.CAPTURED, row.pence)

    @invariant()
    def papers_numbers_and_stock_fit_the_stage(self) -> None:
        accepted = self.order.stage == Stage.ACCEPTED
        ended = self.order.stage in (Stage.DECLINED, Stage.WITHDRAWN)
        assert (self.order.number is not None) == accepted
        assert Invoice.objects.filter(order=self.order).count() == int(accepted)
        assert Product.objects.get(pk=self.book.pk).left == LEFT - int(not ended)
        assert (self.order.paid_at is not None) <= accepted

    def keys(self) -> list[str]:
        """The payments that the bank knows."""
        return self.bank.bank.known()

    def deliver(self, wire: Wire) -> EventVerdict:
        return payments.receive(method=Method.DEMO, body=wire[0], headers=wire[1], at=self.now)

    def _in_the_end(self) -> None:
        """The gateway works again, time passes, and the worker finds everything out."""
        for key in self.keys():
            with self.bank.changing(key) as account:
                account.faults = {}
        for _ in range(6):
            self.now += timedelta(hours=1)
            settling.close_late_pages(at=self.now)
            settling.sweep(at=self.now)
            orders.withdraw_stale(at=self.now)
        self.order.refresh_from_db()
        assert self.order.stage != Stage.PLACED
        at_bank = {account.key: account.state for key in self.keys() if (account := self.bank.bank.find(key))}
        taken = [key for key, state in at_bank.items() if state == S.CAPTURED]
        ours = Payment.objects.filter(order=self.order, state=S.CAPTURED, method=Method.DEMO)
        assert sorted(taken) == sorted(str(row.key) for row in ours), "portal and bank disagree"
        assert S.AUTHORISED not in at_bank.values(), "money is still held"
        left_open = Payment.objects.filter(order=self.order, state__in=orders_state.OPEN).exists()
        assert not left_open, "a payment is still open"


def run(runs: int) -> None:
    how = settings(
        max_examples=runs, stateful_step_count=14, deadline=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck), database=None, derandomize=runs < 1000,
    )  # fmt: skip
    run_state_machine_as_test(Shop, settings=how)


@pytest.fixture(autouse=True)
def by_demo(settings, db) -> None:
    settings.SHOP_GATEWAY = "demo"


@pytest.mark.clause("TC-3.1", "TC-3.2")
def test_sixty_orders_come_to_a_right_end():
    run(60)


def test_the_runs_notice_money_that_is_not_let_go(monkeypatch):
    """The control: with the release taken out, the books of portal and bank cannot agree."""
    want = orders.want
    monkeypatch.setattr(
        orders, "want", lambda order, *, what: want(order, what=what) if what == orders.CAPTURE else None
    )
    monkeypatch.setattr(payments, "_let_go", lambda payment: EventVerdict.APPLIED)
    with pytest.raises(AssertionError, match=r"still held|still open|disagree"):
        run(60)


@pytest.mark.long
def test_two_thousand_orders_come_to_a_right_end():
    run(2000)
