"""Payment and withdrawal of a submission at the same time, by the real services in connections of their own: one comes
after the other, nobody hangs, and no money is taken for what was given up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError

from applications.enums import EventKind, Stage
from applications.models import Case, CaseFee
from applications.services import ending, fees, submitting
from cilexportal.foundation.rulebook.refusal import Refused
from shop.models import Order
from shop.services import orders, payments
from tests.applications.factories import NOON
from tests.applications.paying_steps import PENCE, bill_to, order_of, priced, ready, submitted
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside
from tests.shop import paying_steps
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]
pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def case(at) -> Case:
    at(NOON)
    priced()
    found = ready()
    submitted(found)
    return found


def take_back(case: Case) -> str:
    """Takes the submission back; how that ended."""
    try:
        submitting.take_back(case_id=case.pk, revision=case.revision, by=case.application.user, at=LATER)
    except Refused:
        return "refused"
    return "taken back"


def withdraw(case: Case) -> str:
    try:
        ending.withdraw(
            application_id=case.application_id, user=case.application.user, why="I changed my mind.", at=LATER
        )
    except Refused:
        return "refused"
    return "withdrawn"


def begun(order: Order, gateway: Any) -> Any:
    """A payment whose page is open and whose card the gateway has taken: its word is all that is still to come."""
    payment = paying_steps.begin(order, at=NOON)
    assert gateway.pay(str(payment.key))
    return gateway.message(str(payment.key))


def hear(wire: Any) -> str:
    try:
        return str(paying_steps.deliver(wire, at=LATER))
    except OperationalError:
        return "deadlock"


def both(gate: Gate, first: Any, second: Any) -> list[Any]:
    """Begins the first, which stops inside, then the second; lets the first go on; what each gave."""
    one = Alongside(first)
    assert gate.inside.wait(WAIT)
    other = Alongside(second)
    other.join(A_MOMENT)
    gate.go_on.set()
    return [one.result(), other.result()]


@pytest.mark.clause("HB-22", "HB-26")
@pytest.mark.parametrize("give_up", [take_back, withdraw])
def test_giving_up_while_the_payment_is_noted_waits_and_is_answered_by_what_was_paid(
    case, demo_gateway, monkeypatch, give_up
) -> None:
    wire = begun(order_of(case), demo_gateway)
    gate = Gate(monkeypatch, orders, "tell_paid")
    ends = both(gate, lambda: hear(wire), lambda: give_up(case))
    paying_steps.work(at=LATER)
    case.refresh_from_db()
    fee = CaseFee.objects.get()
    assert ends[0] != "deadlock"
    assert fee.paid_at is not None
    assert fee.let_go_at is None
    # Taken back: refused, and it is assessed. Withdrawn: it was paid by then, so it ends and the fee stays paid.
    assert (ends[1], case.stage) == (
        ("refused", Stage.ASSESSMENT) if give_up is take_back else ("withdrawn", Stage.WITHDRAWN)
    )
    assert case.timeline.filter(kind=EventKind.PAID).count() == 1


@pytest.mark.clause("HB-22")
@pytest.mark.parametrize("give_up", [take_back, withdraw])
def test_a_payment_begun_while_it_is_given_up_waits_and_takes_nothing(case, monkeypatch, give_up) -> None:
    order = order_of(case)
    gate = Gate(monkeypatch, fees, "let_go")
    ends = both(gate, lambda: give_up(case), lambda: start(order))
    case.refresh_from_db()
    order.refresh_from_db()
    assert ends == ["taken back" if give_up is take_back else "withdrawn", "refused"]
    assert (order.stage, order.payments.count()) == ("withdrawn", 0)
    assert case.stage == (Stage.DRAFT if give_up is take_back else Stage.WITHDRAWN)


def start(order: Order) -> str:
    try:
        payments.start(order_id=order.pk, seen_pence=PENCE, at=LATER)
    except Refused:
        return "refused"
    except OperationalError:
        return "deadlock"
    return "started"


@pytest.mark.clause("HB-22")
def test_while_a_payment_is_open_a_submission_is_not_given_up(case, demo_gateway) -> None:
    begun(order_of(case), demo_gateway)
    assert (take_back(case), withdraw(case)) == ("refused", "refused")
    case.refresh_from_db()
    assert case.stage == Stage.FEE


def test_without_holding_the_order_first_payment_and_withdrawal_wait_in_a_ring(case, demo_gateway, monkeypatch) -> None:
    """The control: had the order of holding no effect, the tests above would prove nothing."""
    monkeypatch.setattr(fees, "hold", lambda *, application_id: None)
    order = order_of(case)
    wire = begun(order, demo_gateway)
    CaseFee.objects.filter(case=case)
    gate = Gate(monkeypatch, fees, "standing")
    ring: list[str] = []

    def give_up() -> str:
        try:
            return take_back(case)
        except OperationalError:
            ring.append("given up")
            return "deadlock"

    ends = both(gate, give_up, lambda: hear(wire))
    assert "deadlock" in ends


@pytest.mark.clause("HB-22")
def test_two_submissions_at_once_make_one_invoice(at, monkeypatch) -> None:
    at(NOON)
    priced()
    found = ready()
    gate = Gate(monkeypatch, fees, "bill_for")
    ends = both(gate, lambda: send(found), lambda: send(found))
    assert sorted(ends) == ["refused", "submitted"]
    assert Order.objects.count() == CaseFee.objects.count() == 1


def send(case: Case) -> str:
    try:
        submitting.submit(
            case_id=case.pk, revision=1, by=case.application.user, payer=bill_to(), seen_pence=PENCE, at=NOON
        )
    except Refused:
        return "refused"
    return "submitted"
