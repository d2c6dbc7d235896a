"""Payment and withdrawal of a submission at the same time, by the real services in connections of their own: one comes
after the other, nobody hangs, and no money is taken for what was given up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, transaction

from applications.enums import EventKind, Stage
from applications.models import Case, CaseFee
from applications.services import ending, fees, submitting
from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import PaymentState
from shop.gateways.protocol import Seen
from shop.models import Order, Payment
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
    except OperationalError:
        return "deadlock"
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


@pytest.mark.clause("HB-22")
@pytest.mark.parametrize("give_up", [take_back, withdraw])
def test_giving_up_while_a_card_is_accepted_waits_and_is_refused(case, demo_gateway, monkeypatch, give_up) -> None:
    wire = begun(order_of(case), demo_gateway)
    gate = Gate(monkeypatch, orders, "accept")
    assert both(gate, lambda: hear(wire), lambda: give_up(case)) == ["applied", "refused"]
    paying_steps.work(at=LATER)
    case.refresh_from_db()
    fee = CaseFee.objects.get()
    assert (case.stage, fee.let_go_at) == (Stage.ASSESSMENT, None)
    assert fee.paid_at is not None


@pytest.mark.clause("HB-11b", "HB-22")
@pytest.mark.parametrize("give_up", [take_back, withdraw])
def test_giving_up_while_the_money_is_taken_waits_and_goes_by_what_was_paid(
    case, demo_gateway, monkeypatch, give_up
) -> None:
    """It is paid by then: it cannot be taken back, and who withdraws it is not given the fee back."""
    hear(begun(order_of(case), demo_gateway))
    gate = Gate(monkeypatch, payments, "_take")
    ends = both(gate, lambda: paying_steps.work(at=LATER), lambda: give_up(case))
    case.refresh_from_db()
    fee = CaseFee.objects.get()
    wanted = {take_back: ("refused", Stage.ASSESSMENT), withdraw: ("withdrawn", Stage.WITHDRAWN)}
    assert (ends[1], case.stage) == wanted[give_up]
    assert (fee.let_go_at, case.timeline.filter(kind=EventKind.PAID).count()) == (None, 1)
    assert fee.paid_at is not None


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


def test_were_the_order_not_ended_a_payment_could_begin_for_what_was_given_up(case, monkeypatch) -> None:
    """The control: were it refused here too, the test above would prove nothing."""
    order = order_of(case)
    monkeypatch.setattr(fees, "let_go", forget_the_order)
    assert take_back(case) == "taken back"
    assert start(order) == "started"


def forget_the_order(*, case: Case, at: Any) -> None:
    CaseFee.objects.filter(case=case).update(let_go_at=at)


def money_at_once(payment: Payment) -> str:
    """A gateway that takes the money at once: accepted, paid and told of in one transaction."""
    try:
        with transaction.atomic():
            order = orders.locked(payment.order_id)
            held = Payment.objects.select_for_update().get(pk=payment.pk)
            seen = Seen(state=PaymentState.CAPTURED, pence=PENCE, currency="GBP", brand="visa", charge="ch")
            payments.apply(order=order, payment=held, seen=seen, at=LATER)
    except OperationalError:
        return "deadlock"
    return "paid"


@pytest.mark.clause("HB-22")
@pytest.mark.parametrize("guarded", [True, False])
def test_orders_are_held_before_cases_or_payment_and_giving_up_wait_in_a_ring(case, monkeypatch, guarded) -> None:
    """Without the guard, as the control shows, each waits for what the other holds until the database ends one."""
    payment = paying_steps.begin(order_of(case), at=NOON)
    if not guarded:
        monkeypatch.setattr(fees, "hold", lambda *, application_id: None)
    gate = Gate(monkeypatch, fees, "standing")
    ends = both(gate, lambda: take_back(case), lambda: money_at_once(payment))
    case.refresh_from_db()
    if guarded:
        assert (ends, case.stage) == (["refused", "paid"], Stage.ASSESSMENT)
    else:
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
