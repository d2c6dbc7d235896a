"""The pages of submitting, of the fee and of what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.enums import Stage
from applications.models import CaseFee, Submission
from shop.models import Order
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON, TODAY
from tests.applications.paying_steps import PENCE, order_of, priced, ready, submitted
from tests.shop.conftest import demo_gateway
from tests.standing import paying

__all__ = ["demo_gateway"]
pytestmark = pytest.mark.django_db
PAYER = {"payer": "buyer", "full_name": "Ada", "agree": "on", "seen_pence": str(PENCE), **paying.ADDRESS}


@pytest.fixture
def case(at):
    at(NOON)
    priced()
    return ready()


def address(case, name: str = "submit") -> str:
    return reverse(f"applications:{name}", args=[case.application.uuid, case.step])


def sent(case, **fields: str) -> dict[str, str]:
    return {**PAYER, "revision": str(case.revision), **people.once(case.application.user), **fields}


@pytest.mark.clause("HB-11a", "HB-11b", "HB-22", "HB-23")
def test_the_fee_is_named_and_not_given_back_before_anything_is_paid(case, sign_in) -> None:
    client = sign_in(case.application.user)
    shown = client.get(address(case)).content.decode()
    assert "The fee is £350.00. It is not refundable once it is paid" in shown
    unticked = client.post(address(case), sent(case, agree=""))
    assert unticked.status_code == 422
    assert "Tick that you understand" in unticked.content.decode()
    assert not Submission.objects.exists()
    form = sent(case)
    answer = client.post(address(case), form)
    order = Order.objects.get()
    assert answer.url == reverse("shop:pay", args=[order.uuid])
    # The same form again: one submission, one invoice.
    again = client.post(address(case), form)
    assert again.status_code == 302
    assert Submission.objects.count() == CaseFee.objects.count() == 1
    waiting = client.get(address(case)).content.decode()
    assert "Go to the payment" in waiting
    assert "Nothing is sent to an officer before it is paid" in waiting
    assert Submission.objects.get().sha256[:16] in waiting


@pytest.mark.clause("HB-18", "HB-27")
@pytest.mark.parametrize(("days", "is_short"), [(460, False), (459, True)])
def test_who_claims_too_few_hours_is_told_before_they_pay_and_may_submit(case, sign_in, days, is_short) -> None:
    case.roles.update(from_date=TODAY - timedelta(days=days - 1))
    client = sign_in(case.application.user)
    shown = client.get(address(case)).content.decode()
    assert ("Your ledger comes to 2,295 hours today; 2,300 are asked for." in shown) is is_short
    assert client.post(address(case), sent(case)).status_code == 302


@pytest.mark.clause("HB-11a", "HB-21")
def test_what_is_wanting_is_said_instead_of_a_form(case, sign_in) -> None:
    bare = factories.case()
    client = sign_in(bare.application.user)
    shown = client.get(address(bare)).content.decode()
    assert "Add at least one role to your ledger." in shown
    assert 'name="agree"' not in shown
    assert client.post(address(bare), sent(bare)).status_code == 422


@pytest.mark.clause("HB-22")
def test_a_page_that_is_older_than_the_case_keeps_what_was_typed(case, sign_in) -> None:
    client = sign_in(case.application.user)
    answer = client.post(address(case), sent(case, revision=str(case.revision + 5), full_name="Ada Typed"))
    assert answer.status_code == 422
    assert "Ada Typed" in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.clause("HB-22")
def test_taking_back_loses_nothing(case, sign_in) -> None:
    submitted(case)
    client = sign_in(case.application.user)
    answer = client.post(address(case, "take_back"), sent(case))
    assert answer.url == address(case)
    shown = client.get(address(case)).content.decode()
    assert "It is a draft again. Nothing was charged" in shown
    assert 'name="agree"' in shown
    case.refresh_from_db()
    assert case.stage == Stage.DRAFT


@pytest.mark.clause("HB-22", "HB-26")
def test_once_paid_the_clock_is_told_and_nothing_can_be_taken_back(case, sign_in, demo_gateway) -> None:
    submitted(case)
    paying.by_card(order_of(case), demo_gateway, at=NOON)
    client = sign_in(case.application.user)
    shown = client.get(address(case)).content.decode()
    assert "It is with an officer." in shown
    assert "We aim to decide in 20 working days: by 18 December 2026." in shown
    assert "Take it back" not in shown
    case.refresh_from_db()
    client.post(address(case, "take_back"), sent(case))
    assert "only before its fee is paid" in client.get(address(case)).content.decode()


def test_a_form_that_comes_too_late_is_told_so(case, sign_in) -> None:
    submitted(case)
    client = sign_in(case.application.user)
    assert client.post(address(case), sent(case)).url == address(case)
    assert "Nothing was sent twice" in client.get(address(case)).content.decode()


def test_a_step_is_its_applicants_own(case, sign_in) -> None:
    stranger = sign_in(people.UserFactory())
    assert stranger.get(address(case)).status_code == 404
    assert stranger.post(address(case, "take_back"), sent(case)).status_code in (400, 404)


@pytest.mark.clause("HB-11b")
def test_finance_notes_that_a_fee_was_taken_in_error_and_for_no_other_reason(case, sign_in, demo_gateway) -> None:
    finance = people.staff("finance")
    client, desk = sign_in(finance), reverse("applications_desk:fee", args=[case.uuid])
    assert client.get(desk).status_code == 404
    submitted(case)
    assert "This fee has not been paid." in client.get(desk).content.decode()
    paying.by_card(order_of(case), demo_gateway, at=NOON)
    empty = client.post(desk, {"why": " ", **people.once(finance)})
    assert empty.status_code == 422
    assert "Say what the error was" in empty.content.decode()
    assert client.post(desk, {"why": "The wrong step.", **people.once(finance)}).url == desk
    assert "The wrong step." in client.get(desk).content.decode()
    own = sign_in(case.application.user).get(address(case)).content.decode()
    assert "Taken in error" in own
    assert sign_in(case.application.user).get(desk).status_code == 404
