"""A fee that nobody paid, or that went back: no clock begins by it, and nothing is met on it [HB-11a] [HB-11b]."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.enums import EventKind, Outcome, Stage, Whose
from applications.models import Case, CaseFee
from applications.queries import deciding as queries
from applications.services import fees
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from shop.models import Cancellation, Refund
from shop.services import reminders, transfers
from tests import factories as people
from tests.applications import factories
from tests.applications.deciding_steps import decide, fresh, in_assessment, judge_all
from tests.applications.factories import NOON
from tests.applications.paying_steps import PENCE, order_of, priced, ready, submitted
from tests.shop import factories as shop

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


@pytest.fixture
def case(at) -> Case:
    """A step whose fee an employer pays against an invoice."""
    at(NOON)
    priced()
    made = ready()
    submitted(made, organisation="Example LLP", by_transfer=True)
    return made


def write_off(case: Case, *, pence: int = PENCE) -> None:
    by = people.staff("finance")
    reminders.write_off(
        order_id=order_of(case).pk, pence=pence, seen_owed_pence=pence, reason="They have closed.", by=by, at=LATER
    )


@pytest.mark.clause("HB-11a", "HB-22", "HB-26")
def test_an_invoice_that_is_written_off_starts_no_clock_and_gives_the_draft_back(case) -> None:
    write_off(case)
    found, fee = fresh(case), CaseFee.objects.get()
    assert (found.stage, found.cleared_at, found.clock_since, found.submitted_at) == (Stage.DRAFT, None, None, None)
    assert (fee.paid_at, fee.let_go_at) == (None, LATER)
    told = found.timeline.get(kind=EventKind.TAKEN_BACK)
    assert told.facts == {"order": fee.order_id, "written_off": True}
    assert Message.objects.filter(kind=fees.UNPAID, to_user=found.application.user).count() == 1
    assert not Message.objects.filter(kind=fees.PAID).exists()
    again = submitted(found, at=LATER)
    assert (again.order_id != fee.order_id, fresh(case).stage) == (True, Stage.FEE)


@pytest.mark.clause("HB-22", "HB-26")
def test_a_rest_that_is_written_off_leaves_what_was_paid(case) -> None:
    order = order_of(case)
    seen = transfers.enter(
        received_on=london.date_of(LATER), pence=PENCE - 100, reference=order.number or "", sender="",
        by=people.staff("finance"), at=LATER,
    )  # fmt: skip
    transfers.match(transfer_id=seen.pk, order_id=order.pk, seen_owed_pence=PENCE, at=LATER)
    assert fresh(case).stage == Stage.FEE
    write_off(case, pence=100)
    assert (fresh(case).stage, fresh(case).whose) == (Stage.ASSESSMENT, Whose.OFFICER)


@pytest.mark.clause("HB-11a", "HB-11b")
@pytest.mark.parametrize("outcome", [Outcome.MET, Outcome.REFER])
def test_a_step_whose_fee_was_taken_in_error_is_met_only_where_somebody_says_why(outcome) -> None:
    case = in_assessment("experience")
    judge_all(case)
    finance = people.staff("finance")
    CaseFee.objects.update(reversed_at=NOON, reversed_by=finance, reversed_why="Charged for another step.")
    if outcome == Outcome.MET:
        with pytest.raises(Refused, match="The fee of this step went back"):
            decide(case, outcome, why=" ")
        assert fresh(case).stage == Stage.ASSESSMENT
    decide(case, outcome, why="It was billed twice: the other order is paid.")
    assert fresh(case).decisions.get().why.startswith("It was billed twice")


@pytest.mark.clause("HB-11b")
@pytest.mark.parametrize(("ground", "is_back"), [("not_admitted", True), ("error", True), ("paid_in_error", False)])
def test_money_that_goes_back_in_the_shop_is_a_fee_that_went_back(ground: str, is_back: bool) -> None:
    case, other = factories.case(), in_assessment("experience")
    order = shop.order(case.application.user, [(shop.product(), 1)])
    CaseFee.objects.create(case=case, order=order, billed_at=NOON, paid_at=NOON)
    notice = Cancellation.objects.create(
        line=order.lines.get(), quantity=1, ground=ground, sent_at=NOON, told_at=NOON, told_by=order.buyer,
        stage="payable", clause="TC-9.2", sentence="Yes.", total_pence=100,
    )  # fmt: skip
    assert not queries.fee_is_back(case)
    Refund.objects.create(cancellation=notice, payment=order.payments.get(), pence=100, made_at=NOON)
    assert queries.fee_is_back(case) == is_back
    assert not queries.fee_is_back(other)


@pytest.mark.clause("HB-11b")
def test_nobody_notes_an_error_about_the_fee_of_their_own(sign_in, at) -> None:
    at(NOON)
    own = in_assessment("experience", user=people.staff("finance"))
    finance = own.application.user
    with pytest.raises(Refused, match="your own application"):
        fees.reverse(case_id=own.pk, why="The wrong step.", by=finance, at=NOON)
    desk = reverse("applications_desk:fee", args=[own.uuid])
    page = sign_in(finance).get(desk).content.decode()
    assert "This is the fee of your own application" in page
    assert "Taken in error?" not in page
    assert "Taken in error?" in sign_in(people.staff("finance")).get(desk).content.decode()
