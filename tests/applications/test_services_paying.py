"""Submitting a step: frozen, billed once, nobody's to assess before it is paid, given back where it is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from applications.enums import Actor, AskedStage, EventKind, Stage, Whose
from applications.models import CaseFee, Submission
from applications.queries.submitted import fingerprint
from applications.rules.fees import NOT_SET
from applications.services import fees, moving, submitting
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from shop.models import Order
from shop.services import orders
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON
from tests.applications.paying_steps import PENCE, bill_to, order_of, priced, ready, submitted
from tests.shop.conftest import demo_gateway
from tests.standing import paying

__all__ = ["demo_gateway"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(at):
    at(NOON)
    priced()
    return ready()


def refused(work, *args, **kwargs) -> str:
    with pytest.raises(Refused) as no:
        work(*args, **kwargs)
    return str(no.value)


@pytest.mark.clause("HB-11a", "HB-22")
def test_a_step_is_submitted_frozen_and_billed_and_waits_for_its_fee(case) -> None:
    fee = submitted(case)
    assert (case.stage, case.whose, case.cleared_at, case.clock_since) == (Stage.FEE, Whose.APPLICANT, None, None)
    assert (fee.order.total_pence, fee.order.stage) == (PENCE, "placed")
    frozen = Submission.objects.get()
    assert frozen.sha256 == fingerprint(frozen.content)
    assert frozen.content["roles"][0]["weekly_hours"] == "35.00"
    kinds = list(case.timeline.values_list("kind", flat=True))
    assert kinds == [EventKind.SUBMITTED, EventKind.BILLED]
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(content={})


@pytest.mark.clause("HB-11a", "HB-21", "HB-22")
def test_what_is_wanting_refuses_and_writes_nothing(case) -> None:
    bare = factories.case()
    said = refused(submitted, bare)
    assert "Add at least one role" in said
    assert "has to be received before you submit" in said
    assert refused(submitted, case, pence=PENCE - 1)
    assert "Say who pays" in refused(
        submitting.submit, case_id=case.pk, revision=case.revision, by=case.application.user, payer=None,
        seen_pence=PENCE, at=NOON,
    )  # fmt: skip
    assert refused(
        submitting.submit, case_id=case.pk, revision=case.revision + 1, by=case.application.user, payer=bill_to(),
        seen_pence=PENCE, at=NOON,
    )  # fmt: skip
    assert not Submission.objects.exists()
    assert not Order.objects.exists()


@pytest.mark.clause("HB-22")
def test_without_a_price_nobody_can_submit(at) -> None:
    at(NOON)
    assert NOT_SET in refused(submitted, ready())
    assert not Submission.objects.exists()


@pytest.mark.clause("HB-22")
def test_a_second_submission_is_refused_while_the_first_waits(case) -> None:
    submitted(case)
    assert submitting.NOT_OPEN in refused(submitted, case)
    assert Order.objects.count() == 1


@pytest.mark.clause("HB-11a", "HB-22", "HB-26")
def test_payment_starts_the_clock_and_the_day_after_is_the_first(case, demo_gateway) -> None:
    submitted(case, at=NOON - timedelta(hours=1))
    paying.by_card(order_of(case), demo_gateway, at=NOON)
    case.refresh_from_db()
    assert (case.stage, case.whose) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert (case.cleared_at, case.clock_used, str(case.clock_since)) == (NOON, 0, "2026-11-20")
    assert str(case.due_on) == "2026-12-18"
    assert [turn.whose for turn in case.turns.order_by("since", "id")] == [Whose.APPLICANT, Whose.OFFICER]
    assert Message.objects.get(kind=fees.PAID).to_user == case.application.user


@pytest.mark.clause("HB-11a")
def test_the_database_lets_nothing_be_assessed_before_the_fee(case) -> None:
    submitted(case)
    case.stage = Stage.ASSESSMENT
    with pytest.raises(DatabaseError), transaction.atomic():
        case.save()
    case.refresh_from_db()
    moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.NOTE, by=None, at=NOON)
    assert case.stage == Stage.FEE


@pytest.mark.clause("HB-22")
def test_an_employers_transfer_counts_from_the_day_the_bank_had_it(case) -> None:
    submitted(case, organisation="Example LLP", by_transfer=True)
    assert (case.stage, case.whose) == (Stage.FEE, Whose.FINANCE)
    order = order_of(case)
    said = refused(submitting.take_back, case_id=case.pk, revision=case.revision, by=case.application.user, at=NOON)
    assert order.number in said
    paying.by_transfer(order, at=NOON + 3 * DAY)
    case.refresh_from_db()
    assert (case.stage, str(case.clock_since)) == (Stage.ASSESSMENT, "2026-11-23")
    assert case.timeline.get(kind=EventKind.PAID).who == Actor.FINANCE


@pytest.mark.clause("HB-22")
def test_a_submission_is_taken_back_with_nothing_lost_and_billed_anew(case, demo_gateway) -> None:
    submitted(case)
    submitting.take_back(case_id=case.pk, revision=case.revision, by=case.application.user, at=NOON)
    case.refresh_from_db()
    assert (case.stage, case.submitted_at) == (Stage.DRAFT, None)
    assert case.roles.count() == case.submissions.count() == 1
    assert Order.objects.get().stage == "withdrawn"
    again = submitted(case)
    assert (again.order.stage, case.submissions.count()) == ("placed", 2)
    paying.by_card(again.order, demo_gateway, at=NOON)
    case.refresh_from_db()
    assert case.stage == Stage.ASSESSMENT
    said = refused(submitting.take_back, case_id=case.pk, revision=case.revision, by=case.application.user, at=NOON)
    assert "only before its fee is paid" in said


@pytest.mark.clause("HB-22")
@pytest.mark.parametrize(("after", "stage"), [(-1, Stage.FEE), (0, Stage.DRAFT), (1, Stage.DRAFT)])
def test_an_order_nobody_paid_in_28_days_gives_the_draft_back(case, after, stage) -> None:
    """A second before its time is up it waits; from then on it is a draft."""
    fee = submitted(case)
    at = fee.order.held_until + timedelta(seconds=after)
    orders.withdraw_stale(at=at)
    assert fees.follow_orders(at=at) == (stage == Stage.DRAFT)
    case.refresh_from_db()
    assert case.stage == stage
    assert Message.objects.filter(kind=fees.UNPAID).count() == (stage == Stage.DRAFT)
    assert case.roles.count() == case.references.filter(stage=AskedStage.RECEIVED).count() == 1
    assert fees.follow_orders(at=at) == 0


@pytest.mark.clause("HB-22")
def test_what_is_submitted_again_after_not_yet_is_not_billed(case, demo_gateway) -> None:
    submitted(case)
    paying.by_card(order_of(case), demo_gateway, at=NOON)
    factories.decision(case, outcome="not_yet")
    case.refresh_from_db()
    moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.DECIDED, by=None, at=NOON)
    assert case.stage == Stage.NOT_YET
    free = submitting.submit(
        case_id=case.pk, revision=case.revision, by=case.application.user, payer=None, seen_pence=None, at=NOON + DAY
    )
    case.refresh_from_db()
    assert (free, case.stage, Order.objects.count(), case.submissions.count()) == (None, Stage.ASSESSMENT, 1, 2)


@pytest.mark.clause("HB-11b")
def test_a_fee_is_reversed_only_for_an_error_and_once(case, demo_gateway) -> None:
    officer = people.UserFactory(granted=["finance"])
    submitted(case)
    assert "not been paid" in refused(fees.reverse, case_id=case.pk, why="Error.", by=officer, at=NOON)
    paying.by_card(order_of(case), demo_gateway, at=NOON)
    assert "Say what the error was" in refused(fees.reverse, case_id=case.pk, why=" ", by=officer, at=NOON)
    fees.reverse(case_id=case.pk, why="Charged for the wrong step.", by=officer, at=NOON)
    fee = CaseFee.objects.get()
    assert (fee.reversed_by, fee.reversed_why) == (officer, "Charged for the wrong step.")
    assert "reversed before" in refused(fees.reverse, case_id=case.pk, why="Again.", by=officer, at=NOON)


@pytest.mark.clause("HB-22", "HB-26")
def test_what_an_applicant_answers_is_frozen_beside_the_first_and_costs_nothing(case, demo_gateway) -> None:
    officer = people.UserFactory(granted=["regulation_officer"])
    submitted(case)
    paying.by_card(order_of(case), demo_gateway, at=NOON)
    case.refresh_from_db()
    asked = asking.ask(
        person=case.application.user, email="", subject="Your role", why="", about=f"case:{case.uuid}",
        items=[Wanted("Since when?")], by=officer, at=NOON + DAY,
    )  # fmt: skip
    moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.ASKED, by=officer, at=NOON + DAY)
    assert (case.stage, case.clock_since) == (Stage.INFORMATION, None)
    answer = {"answers": {1: "Since May."}, "files": {}, "by": case.application.user, "at": NOON + 4 * DAY}
    asking.answer(request_id=asked.pk, **answer)
    case.refresh_from_db()
    assert (case.stage, case.whose, str(case.clock_since)) == (Stage.ASSESSMENT, Whose.OFFICER, "2026-11-24")
    first, second = case.submissions.all()
    assert (first.content["answers"], second.content["answers"][0]["answer"]) == ([], "Since May.")
    assert Order.objects.count() == 1
