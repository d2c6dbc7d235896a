"""Where a case stands after each fact, from raw rows: stage, whose move, turns, clock and timeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from applications.enums import Actor, AskedStage, EventKind, Outcome, Stage, Whose
from applications.models import Case, CaseFee, Decision, Turn
from applications.services import moving
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from tests import factories as people
from tests.applications import factories
from tests.shop import factories as shop

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)


def settle(
    case: Case, actor: Actor, *, at: datetime = MONDAY, kind: EventKind = EventKind.NOTE, **columns: Any
) -> Case:
    """Settles a case after its columns were set as a service sets them."""
    found = moving.held(case=case.pk, revision=None)
    for name, value in columns.items():
        setattr(found, name, value)
    moving.settle(case=found, actor=actor, kind=EventKind.NOTE, by=None, at=at)
    return found


def submitted(step: str = "knowledge", *, at: datetime = MONDAY) -> Case:
    case = settle(factories.case(step=step), Actor.APPLICANT, at=at - A_DAY)
    factories.submission(case)
    return settle(case, Actor.APPLICANT, at=at, submitted_at=at)


def stands(case: Case) -> tuple[str, str]:
    case.refresh_from_db()
    return case.stage, case.whose


def fee(case: Case, **fields: Any) -> CaseFee:
    order = shop.order(case.application.user, accepted_at=None, paid=False)
    return CaseFee.objects.create(case=case, order=order, billed_at=MONDAY, **fields)


def ask(case: Case) -> Request:
    officer = people.UserFactory(granted=["regulation_officer"])
    user = case.application.user
    return asking.ask(
        person=user, email=user.email, subject="Your application", why="", about=f"case:{case.uuid}",
        items=[asking.Wanted("What did it cover?")], by=officer, at=MONDAY, clause="HB-27",
    )  # fmt: skip


@pytest.mark.clause("HB-26")
def test_a_turn_never_ends_before_it_began_when_the_first_to_look_at_the_clock_comes_second() -> None:
    case = submitted()
    begun = case.turns.get(until=None).since
    settle(case, Actor.APPLICANT, at=begun - timedelta(seconds=1), withdrawn_at=begun)
    assert [turn.since for turn in case.turns.filter(since__gte=begun)] == [begun, begun]
    assert not case.turns.filter(until__lt=begun, since=begun).exists()


@pytest.mark.clause("HB-11a")
def test_a_case_begins_with_the_applicant_and_a_step_without_fee_goes_to_an_officer_at_once() -> None:
    case = submitted()
    assert stands(case) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert case.cleared_at == MONDAY
    assert [(turn.whose, turn.until) for turn in case.turns.all()] == [("applicant", MONDAY), ("officer", None)]
    assert [one.stage for one in case.timeline.all()] == [Stage.DRAFT, Stage.ASSESSMENT]
    assert case.revision == 3


@pytest.mark.clause("HB-11a", "HB-26")
@pytest.mark.parametrize(("by_transfer", "whose"), [(False, Whose.APPLICANT), (True, Whose.FINANCE)])
def test_nothing_is_assessed_before_the_fee_and_payment_starts_the_clock(by_transfer: bool, whose: Whose) -> None:
    case = submitted("experience")
    assert stands(case) == (Stage.FEE, Whose.APPLICANT)
    due = fee(case, by_transfer=by_transfer)
    assert stands(settle(case, Actor.PORTAL)) == (Stage.FEE, whose)
    assert (case.cleared_at, case.clock_since) == (None, None)
    due.paid_at = MONDAY + A_DAY
    due.save()
    paid = settle(case, Actor.FINANCE, at=MONDAY + 2 * A_DAY)
    assert stands(paid) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert (paid.cleared_at, paid.clock_since) == (MONDAY + A_DAY, date(2026, 11, 25))
    assert paid.due_on == date(2026, 12, 23)


def test_what_is_taken_back_before_paying_is_a_draft_again() -> None:
    case = submitted("experience")
    assert stands(settle(case, Actor.APPLICANT, submitted_at=None)) == (Stage.DRAFT, Whose.APPLICANT)


@pytest.mark.clause("HB-26")
def test_a_request_stops_the_clock_and_its_end_starts_it_again() -> None:
    case = submitted()
    request = ask(case)
    asked = settle(case, Actor.OFFICER, at=MONDAY + 2 * A_DAY)
    assert stands(asked) == (Stage.INFORMATION, Whose.APPLICANT)
    assert (asked.clock_used, asked.clock_since, asked.due_on) == (2, None, None)
    asking.withdraw(request_id=request.pk, why="Found it.", by=request.asked_by, at=MONDAY)
    back = settle(case, Actor.OFFICER, at=MONDAY + 9 * A_DAY)
    assert stands(back) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert (back.clock_used, back.clock_since) == (2, date(2026, 12, 2))


def decide(case: Case, outcome: Outcome, **fields: Any) -> Decision:
    return factories.decision(case, outcome=outcome, **fields)


def reverse(decision: Decision) -> None:
    decision.reversed_at, decision.reversed_by, decision.reversed_why = MONDAY, decision.by, "A slip."
    decision.save()


def test_not_yet_is_the_applicants_until_it_is_submitted_again() -> None:
    case = submitted()
    decision = decide(case, Outcome.NOT_YET)
    not_yet = settle(case, Actor.OFFICER)
    assert stands(not_yet) == (Stage.NOT_YET, Whose.APPLICANT)
    assert not_yet.decided_at == decision.at
    factories.submission(case, number=2)
    again = settle(case, Actor.APPLICANT)
    assert stands(again) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert again.decided_at is None
    assert again.submitted_at == MONDAY


@pytest.mark.clause("HB-28")
def test_met_can_be_reversed_by_an_officer_and_by_nobody_else() -> None:
    case = submitted()
    decision = decide(case, Outcome.MET)
    assert stands(settle(case, Actor.OFFICER)) == (Stage.MET, Whose.NOBODY)
    reverse(decision)
    with pytest.raises(Refused):
        settle(case, Actor.APPLICANT)
    assert stands(settle(case, Actor.OFFICER)) == (Stage.ASSESSMENT, Whose.OFFICER)


@pytest.mark.clause("HB-28")
def test_a_case_goes_before_the_committee_which_refuses_and_is_appealed_against() -> None:
    case = submitted()
    referral = factories.referral(case)
    assert stands(settle(case, Actor.OFFICER)) == (Stage.COMMITTEE, Whose.COMMITTEE)
    decide(case, Outcome.NOT_MET, body="committee", why="No.")
    referral.ended_at = MONDAY
    referral.save()
    with pytest.raises(Refused):
        settle(case, Actor.OFFICER)
    assert stands(settle(case, Actor.COMMITTEE)) == (Stage.NOT_MET, Whose.NOBODY)
    factories.referral(case, body="panel", cause="appeal", by=case.application.user)
    assert stands(settle(case, Actor.APPLICANT)) == (Stage.COMMITTEE, Whose.COMMITTEE)


def test_what_the_committee_gives_back_is_the_officers_whatever_was_decided_before() -> None:
    case = submitted()
    decide(case, Outcome.NOT_YET)
    settle(case, Actor.OFFICER)
    referral = factories.referral(case, cause="reconsideration", by=case.application.user)
    settle(case, Actor.APPLICANT)
    decide(case, Outcome.RETURN, body="committee", why="Look again.")
    referral.ended_at = MONDAY
    referral.save()
    back = settle(case, Actor.COMMITTEE)
    assert stands(back) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert back.decided_at is None


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.FEE, Stage.ASSESSMENT, Stage.INFORMATION, Stage.COMMITTEE])
def test_each_open_stage_can_be_withdrawn_by_the_applicant_alone(stage: Stage) -> None:
    case = factories.case(step="knowledge", stage=stage)
    with pytest.raises(Refused):
        settle(case, Actor.OFFICER, withdrawn_at=MONDAY)
    assert stands(settle(case, Actor.APPLICANT, withdrawn_at=MONDAY)) == (Stage.WITHDRAWN, Whose.NOBODY)


@pytest.mark.parametrize("stage", [Stage.MET, Stage.NOT_MET])
def test_what_is_decided_is_not_withdrawn(stage: Stage) -> None:
    case = factories.case(step="knowledge", stage=stage)
    with pytest.raises(Refused):
        settle(case, Actor.APPLICANT, withdrawn_at=MONDAY)
    assert stands(case) == (stage, Whose.NOBODY)


def test_a_move_that_is_refused_writes_nothing() -> None:
    case = submitted()
    before = Case.objects.values().get(pk=case.pk)
    decide(case, Outcome.MET)
    with pytest.raises(Refused, match="Being assessed"):
        settle(case, Actor.APPLICANT)
    assert Case.objects.values().get(pk=case.pk) == before
    assert Turn.objects.filter(case=case).count() == 2
    assert case.timeline.count() == 2


@pytest.mark.clause("HB-21")
def test_a_draft_waits_for_its_supervisor_once_nothing_else_is_missing() -> None:
    case = factories.case()
    factories.asked(case)
    assert stands(settle(case, Actor.APPLICANT)) == (Stage.DRAFT, Whose.APPLICANT)
    factories.role(case)
    assert stands(settle(case, Actor.APPLICANT)) == (Stage.DRAFT, Whose.SUPERVISOR)


def by_applicant(case: Case) -> User:
    return case.application.user


def by_officer(case: Case) -> User:
    return people.UserFactory(granted=["regulation_officer"])


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(("who", "whose"), [(by_applicant, Whose.OFFICER), (by_officer, Whose.SUPERVISOR)])
@pytest.mark.parametrize("handed_over", [False, True])
def test_after_submission_only_a_reference_that_an_officer_asked_for_stops_the_clock(
    who: Callable[[Case], User], whose: Whose, handed_over: bool
) -> None:
    case = submitted()
    asked = factories.asked(case, asked_by=who(case))
    if handed_over:
        asked.stage, asked.ended_at = AskedStage.HANDED_OVER, MONDAY
        asked.save()
        factories.asked(case, email="ada@example.org", asked_by=None, follows=asked)
    assert stands(settle(case, Actor.OFFICER)) == (Stage.ASSESSMENT, whose)


@pytest.mark.clause("HB-8")
def test_what_an_applicant_does_begins_the_clock_of_their_draft_anew_and_what_others_do_does_not() -> None:
    case = factories.case()
    later = MONDAY + 30 * A_DAY
    for actor, touched in ((Actor.PORTAL, factories.NOON), (Actor.APPLICANT, later)):
        settle(case, actor, at=later)
        case.application.refresh_from_db()
        assert case.application.touched_at == touched


def test_a_page_that_saw_another_revision_is_refused() -> None:
    case = factories.case()
    assert moving.held(case=case.uuid, revision=1) == case
    settle(case, Actor.APPLICANT)
    with pytest.raises(Refused, match="changed while your page was open"):
        moving.held(case=case.uuid, revision=1)


def test_as_many_statements_for_a_long_timeline_as_for_a_short_one(django_assert_num_queries: Any) -> None:
    case = submitted()
    counts = []
    for times in (1, 3, 30):
        for _ in range(times):
            settle(case, Actor.OFFICER)
        found = moving.held(case=case.pk, revision=None)
        with django_assert_num_queries(7):
            moving.settle(case=found, actor=Actor.OFFICER, kind=EventKind.NOTE, by=None, at=MONDAY)
        counts.append(case.timeline.count())
    assert counts == [4, 8, 39]
