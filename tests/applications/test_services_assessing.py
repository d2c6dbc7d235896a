"""Sections passed or failed, references taken by exception, and whose verdict stands on what was submitted since."""

from __future__ import annotations

import pytest

from applications.enums import EventKind, Stage
from applications.models import SectionVerdict
from applications.queries import deciding as queries
from applications.rules import deciding as rules
from applications.services import accepting
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories
from tests.applications.deciding_steps import (
    CONTENT,
    HARD,
    LATER,
    UNCLEAR,
    UNREADABLE,
    fresh,
    in_assessment,
    judge,
    judge_all,
    officer,
    signed,
)
from tests.applications.factories import NOON, TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.clause("HB-26")
def test_the_last_verdict_on_a_section_stands_and_the_earlier_one_stays() -> None:
    case = in_assessment()
    judge(case, "qualification", UNCLEAR)
    judge(case, "qualification")
    first, second = SectionVerdict.objects.filter(case=case)
    assert (first.passed, first.reasons, first.superseded_at) == (
        False, [{"code": "more_about_content", "note": "Send the syllabus."}], LATER,
    )  # fmt: skip
    assert (second.passed, second.reasons, second.superseded_at) == (True, [], None)
    told = case.timeline.filter(kind=EventKind.ASSESSED)
    assert [(one.facts["passed"], one.shown) for one in told] == [(False, False), (True, False)]


@pytest.mark.clause("HB-26")
def test_a_verdict_needs_its_reason_its_section_and_a_case_that_is_assessed() -> None:
    case = in_assessment()
    with pytest.raises(Refused, match="another section"):
        judge(case, "certificate", UNCLEAR)
    with pytest.raises(Refused, match="Say whether this section"):
        judge(case, "conduct")
    factories.placed(case, Stage.INFORMATION, whose="applicant", clock_since=None, due_on=None)
    with pytest.raises(Refused, match="this one is: more information asked for"):
        judge(case, "qualification")
    assert not SectionVerdict.objects.exists()


@pytest.mark.clause("HB-26")
def test_nobody_assesses_a_case_of_their_own_or_one_they_vouch_for() -> None:
    own = people.UserFactory(granted=["regulation_officer"])
    vouches = officer(email="Mary@example.org")
    for case, by in ((in_assessment(user=own), own), (in_assessment("experience"), vouches)):
        with pytest.raises(Refused) as no:
            judge(case, (case.step == "experience" and "work") or "qualification", by=by)
        assert no.value.refusals[0].clause == "HB-26"
    assert not SectionVerdict.objects.exists()


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("passed", "same", "now", "stands"),
    [
        (True, True, {}, True),
        (False, True, {}, True),
        (True, False, {**CONTENT, "answers": [{"question": "?"}]}, True),
        (True, False, {**CONTENT, "papers": [{"uuid": "1"}]}, False),
        (False, False, CONTENT, False),
    ],
)
def test_a_passed_section_stands_while_only_questions_are_answered(passed, same, now, stands) -> None:
    assert rules.still_stands(passed=passed, same=same, before=CONTENT, now=now) == stands


@pytest.mark.clause("HB-26")
def test_after_another_submission_what_failed_is_looked_at_again() -> None:
    case = in_assessment()
    judge_all(case, UNREADABLE)
    factories.submission(case, number=2)
    found = queries.to_decide(fresh(case), today=TODAY).matter.sections
    assert [(one.code, one.passed) for one in found] == [("qualification", True), ("certificate", None)]


@pytest.mark.clause("HB-24")
def test_an_officer_takes_a_supervisor_who_is_not_on_the_list_and_says_why() -> None:
    case = in_assessment("experience", reference=False)
    asked = signed(case, kind="adviser")
    assert not queries.to_decide(fresh(case), today=TODAY).matter.reference_accepted
    told = {"asked_id": asked.pk, "by": officer(), "at": LATER}
    with pytest.raises(Refused, match="Say why"):
        accepting.take_by_exception(revision=fresh(case).revision, why=" ", **told)
    with pytest.raises(Refused, match="changed while"):
        accepting.take_by_exception(revision=99, why="They know the work.", **told)
    accepting.take_by_exception(revision=fresh(case).revision, why="They know the work.", **told)
    asked.refresh_from_db()
    assert (asked.exception_at, asked.exception_why) == (LATER, "They know the work.")
    assert queries.to_decide(fresh(case), today=TODAY).matter.reference_accepted
    with pytest.raises(Refused, match="accepted as it is"):
        accepting.take_by_exception(revision=fresh(case).revision, why="Again.", **told)


@pytest.mark.clause("HB-24")
def test_no_exception_is_made_of_a_reference_that_is_not_signed() -> None:
    case = in_assessment("experience", reference=False)
    asked = factories.asked(case)
    with pytest.raises(Refused, match="not signed yet"):
        accepting.take_by_exception(asked_id=asked.pk, revision=1, why="Why not.", by=officer(), at=NOON)


@pytest.mark.clause("HB-28")
def test_a_reason_that_cannot_be_mended_makes_a_referral_a_refusal(immigration) -> None:
    case = in_assessment()
    judge_all(case, HARD)
    found = queries.to_decide(fresh(case), today=TODAY)
    assert rules.cause_of(found.matter.sections, immigration) == "refusal"
    judge(case, "qualification", UNCLEAR)
    found = queries.to_decide(fresh(case), today=TODAY)
    assert rules.cause_of(found.matter.sections, immigration) == "unsure"
