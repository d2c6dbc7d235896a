"""Decisions of officers: what is written, what is sent, and what the facts, the clock and the person forbid."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from applications.enums import Body, EventKind, Outcome, Stage, Whose
from applications.models import AgendaItem, Decision, Letter, Referral
from applications.queries import deciding as queries
from applications.services import deciding, moving, requesting, submitting
from applications.services.letters import RECEIVED
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from tests.applications import factories
from tests.applications.deciding_steps import (
    HARD,
    LATER,
    UNCLEAR,
    WORK,
    decide,
    fresh,
    in_assessment,
    judge,
    judge_all,
    officer,
)
from tests.applications.factories import NOON

pytestmark = pytest.mark.django_db
SHORT = {"from_date": date(2026, 6, 1)}
A_DAY = timedelta(days=1)


def stands(case) -> tuple[str, str]:
    found = fresh(case)
    return found.stage, found.whose


@pytest.mark.clause("HB-26", "HB-26a")
def test_met_is_decided_with_a_numbered_letter_that_stays() -> None:
    case = in_assessment("experience")
    judge_all(case)
    letter = decide(case, Outcome.MET)
    assert stands(case) == (Stage.MET, Whose.NOBODY)
    made = Decision.objects.get(case=case)
    assert (made.outcome, made.body, made.hours_accepted) == ("met", "officer", made.hours_claimed)
    assert [one["passed"] for one in made.sections] == [True] * 4
    assert (letter.number, letter.released_at, letter.decision) == (1, LATER, made)
    sending.send_due(at=LATER, limit=10)
    (email,) = [one for one in mail.outbox if one.subject == letter.subject]
    assert "It is met." in email.body
    assert f"{case.application.reference} / 1" in email.body
    assert email.attachments, "the letter goes along as a PDF"
    with pytest.raises(Exception, match="released_letter_stays"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(body="Something else.")


@pytest.mark.clause("HB-27", "HB-27a", "HB-18")
def test_not_yet_says_how_many_hours_there_are_and_by_when_the_rest_is_likely() -> None:
    # 35 hours a week from 1 June: 173 days to 20 November are 865 hours; 1,435 more are 287 days.
    case = in_assessment("experience", **SHORT)
    judge_all(case)
    letter = decide(case, Outcome.NOT_YET)
    made = letter.decision
    assert (made.hours_accepted, made.expected_on) == (86500, date(2026, 11, 20) + 287 * A_DAY)
    assert "865.00 hours of the 2,300" in letter.body
    assert "1,435.00 hours are missing" in letter.body
    assert "3 September 2027" in letter.body
    assert stands(case) == (Stage.NOT_YET, Whose.APPLICANT)


@pytest.mark.clause("HB-27", "HB-27a")
def test_however_it_is_edited_the_letter_says_hours_and_day() -> None:
    case = in_assessment("experience", **SHORT)
    judge_all(case)
    with pytest.raises(Refused) as no:
        decide(case, Outcome.NOT_YET, body="Not yet.")
    assert [one.clause for one in no.value.refusals] == ["HB-27", "HB-27a"]
    with pytest.raises(Refused, match="write a subject and a letter"):
        decide(case, Outcome.NOT_YET, body=" ")
    assert stands(case) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert not Letter.objects.exists()


@pytest.mark.clause("HB-27a")
def test_another_day_than_the_ledgers_says_why_and_lies_ahead() -> None:
    case = in_assessment("experience", **SHORT)
    judge_all(case)
    with pytest.raises(Refused, match="Say why you expect another day"):
        decide(case, Outcome.NOT_YET, expected_on=date(2027, 6, 1))
    with pytest.raises(Refused, match="lies ahead"):
        decide(case, Outcome.NOT_YET, expected_on=date(2026, 11, 20), expected_why="A hunch.")
    letter = decide(case, Outcome.NOT_YET, expected_on=date(2027, 6, 1), expected_why="You work more from January.")
    assert letter.decision.expected_why == "You work more from January."
    assert "1 June 2027: you work more from January." in letter.body


@pytest.mark.clause("HB-27a")
def test_without_a_role_that_goes_on_there_is_no_day_and_the_letter_says_so() -> None:
    case = in_assessment("experience", **SHORT, until_date=date(2026, 10, 31))
    judge_all(case)
    letter = decide(case, Outcome.NOT_YET)
    assert letter.decision.expected_on is None
    assert "We cannot say by when you will have them: there is no current role to go by" in letter.body


@pytest.mark.clause("HB-26")
def test_more_information_asks_the_failed_reasons_and_the_answer_moves_the_case() -> None:
    case = in_assessment("experience", **SHORT)
    judge_all(case, WORK)
    letter = decide(case, Outcome.ASK)
    request = Request.objects.get(about=f"case:{case.uuid}")
    assert [(one.question, one.wants_file) for one in request.items.all()] == [(WORK.note, False)]
    assert request.due_on == date(2026, 12, 18)
    assert letter.message == Message.objects.get(kind=asking.ASKED)
    assert WORK.note in letter.body
    assert stands(case) == (Stage.INFORMATION, Whose.APPLICANT)
    person = case.application.user
    asking.answer(request_id=request.pk, answers={1: "Six appeals."}, files={}, by=person, at=LATER + A_DAY)
    assert stands(case) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert Message.objects.filter(kind=RECEIVED).count() == 1
    sections = {
        one.code: one.passed for one in queries.to_decide(fresh(case), today=date(2026, 11, 21)).matter.sections
    }
    assert sections["work"] is None


@pytest.mark.clause("HB-26")
def test_a_second_round_asks_again_and_each_has_its_number() -> None:
    case = in_assessment("experience", **SHORT)
    for number in (1, 2):
        judge_all(case, WORK)
        assert decide(case, Outcome.ASK).number == number
        with pytest.raises(Refused):
            decide(case, Outcome.ASK)
        requesting.take_back(case_id=case.pk, why="We found it.", by=officer(), at=LATER)
        assert stands(case) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert Decision.objects.filter(case=case, outcome=Outcome.ASK).count() == 2


@pytest.mark.clause("HB-26")
def test_more_time_moves_the_last_day_and_needs_a_later_one() -> None:
    case = in_assessment("experience", **SHORT)
    judge_all(case, WORK)
    with pytest.raises(Refused, match="Nothing is asked"):
        requesting.give_time(case_id=case.pk, until=date(2027, 1, 31), by=officer(), at=LATER)
    decide(case, Outcome.ASK)
    with pytest.raises(Refused):
        requesting.give_time(case_id=case.pk, until=date(2026, 12, 18), by=officer(), at=LATER)
    requesting.give_time(case_id=case.pk, until=date(2026, 12, 19), by=officer(), at=LATER)
    assert Request.objects.get().due_on == date(2026, 12, 19)
    with pytest.raises(Refused, match="Say why"):
        requesting.take_back(case_id=case.pk, why=" ", by=officer(), at=LATER)


@pytest.mark.clause("HB-28")
def test_referring_asks_the_committee_something_and_tells_the_applicant() -> None:
    case = in_assessment()
    with pytest.raises(Refused, match="Say what the committee is asked"):
        decide(case, Outcome.REFER, why=" ")
    letter = decide(case, Outcome.REFER, why="Does it cover immigration?")
    found = Referral.objects.get(case=case)
    assert (found.question, found.cause, found.body) == ("Does it cover immigration?", "unsure", "committee")
    assert stands(case) == (Stage.COMMITTEE, Whose.COMMITTEE)
    assert "Committee will decide it" in letter.body


@pytest.mark.clause("HB-28")
def test_what_the_facts_do_not_allow_is_refused_and_nothing_is_written() -> None:
    case = in_assessment()
    judge_all(case, HARD)
    for outcome, clause in ((Outcome.MET, "HB-26"), (Outcome.NOT_YET, "HB-28"), (Outcome.ASK, "HB-26")):
        with pytest.raises(Refused) as no:
            decide(case, outcome)
        assert clause in [one.clause for one in no.value.refusals]
    with pytest.raises(Refused, match="An officer does not refuse alone"):
        decide(case, Outcome.NOT_MET, subject="No.", body="No.")
    assert not Decision.objects.exists()


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("who", ["applicant", "supervisor"])
def test_nobody_decides_their_own_case_in_the_service_and_in_the_database(who: str) -> None:
    case = in_assessment("experience", user=officer())
    judge_all(case)
    by = case.application.user if who == "applicant" else officer(email="mary@example.org")
    with pytest.raises(Refused) as no:
        decide(case, Outcome.MET, by=by)
    assert no.value.refusals[0].clause == "HB-26"
    with pytest.raises(IntegrityError, match="nobody judges a case of their own"), transaction.atomic():
        factories.decision(case, by=by)


@pytest.mark.clause("HB-26")
def test_a_decision_on_a_case_that_moved_says_by_whom_and_keeps_nothing_half() -> None:
    case = in_assessment()
    judge_all(case)
    seen = fresh(case).revision
    decide(case, Outcome.MET, by=officer(full_name="Grace Hopper"))
    with pytest.raises(Refused, match=r"it is “Met” now \(Decided by Grace Hopper, 20 November 2026"):
        decide(case, Outcome.REFER, revision=seen)
    judged = in_assessment()
    old = fresh(judged).revision
    judge(judged, "qualification", by=officer(full_name="Ada King"))
    with pytest.raises(Refused, match=r"was changed while your page was open \(Section assessed by Ada King"):
        decide(judged, Outcome.REFER, revision=old)
    assert Letter.objects.count() == 1


@pytest.mark.clause("HB-26")
def test_a_decision_is_taken_back_once_by_another_officer_who_says_why() -> None:
    case, first, second = in_assessment(), officer(), officer()
    judge_all(case)
    decide(case, Outcome.MET, by=first)
    told = {"case_id": case.pk, "at": LATER + A_DAY}
    for by, why, words in ((first, "Wrong file.", "Another officer"), (second, " ", "Say why")):
        with pytest.raises(Refused, match=words):
            deciding.reverse(revision=fresh(case).revision, by=by, why=why, **told)
    with pytest.raises(Refused, match="while your page was open"):
        deciding.reverse(revision=1, by=second, why="Wrong file.", **told)
    deciding.reverse(revision=fresh(case).revision, by=second, why="Wrong file.", **told)
    assert stands(case) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert [one.number for one in Letter.objects.filter(case=case)] == [1, 2]
    assert "Wrong file." in Letter.objects.get(number=2).body
    assert case.timeline.last().kind == EventKind.REVERSED
    with pytest.raises(Refused, match="No decision stands"):
        deciding.reverse(revision=fresh(case).revision, by=second, why="Again.", **told)


@pytest.mark.clause("HB-28")
def test_a_referral_is_taken_back_before_a_meeting_has_it() -> None:
    case, by = in_assessment(), officer()
    decide(case, Outcome.REFER, by=by)
    listed = AgendaItem.objects.create(
        referral=Referral.objects.get(), meeting=factories.meeting(), number=1, listed_at=LATER, listed_by=by
    )
    told = {"case_id": case.pk, "revision": fresh(case).revision, "by": by, "why": "We found the syllabus."}
    with pytest.raises(Refused, match="on the agenda"):
        deciding.reverse(at=LATER, **told)
    AgendaItem.objects.filter(pk=listed.pk).update(taken_off_at=LATER, taken_off_why="Not ready.")
    deciding.reverse(at=LATER, **told)
    assert stands(case) == (Stage.ASSESSMENT, Whose.OFFICER)
    assert Referral.objects.get().ended_at == LATER
    assert Decision.objects.get().reversed_why == "We found the syllabus."


@pytest.mark.clause("HB-28")
def test_the_committee_decides_through_the_same_verb_and_its_referral_ends() -> None:
    case = in_assessment()
    decide(case, Outcome.REFER)
    secretary = officer()
    with transaction.atomic():
        held = moving.held(case=case.pk, revision=None)
        deciding.record(
            case=held, body=Body.COMMITTEE, outcome=Outcome.NOT_MET, why="It covers none.", by=secretary, at=LATER
        )
    assert stands(case) == (Stage.NOT_MET, Whose.NOBODY)
    assert not Referral.objects.filter(ended_at=None).exists()
    with pytest.raises(Refused, match="No decision stands"):
        deciding.reverse(case_id=case.pk, revision=fresh(case).revision, why="No.", by=officer(), at=LATER)


@pytest.mark.clause("HB-23", "HB-26")
def test_what_came_is_acknowledged_until_it_is_decided() -> None:
    case = in_assessment("experience", **SHORT)
    judge_all(case, WORK)
    decide(case, Outcome.NOT_YET)
    factories.asked(case, stage="received", ended_at=NOON, email="other@example.org")
    submitting.submit(
        case_id=case.pk, revision=fresh(case).revision, by=case.application.user, payer=None, seen_pence=None, at=LATER
    )
    message = Message.objects.get(kind=RECEIVED)
    judge_all(case, WORK, at=LATER)
    decide(case, Outcome.NOT_YET, at=LATER)
    sending.send_due(at=LATER, limit=20)
    message.refresh_from_db()
    assert message.state == MessageState.DROPPED


@pytest.mark.clause("HB-26")
def test_questions_are_made_of_what_can_be_mended_alone() -> None:
    case = in_assessment()
    judge(case, "qualification", HARD, UNCLEAR)
    decide(case, Outcome.ASK)
    (item,) = Request.objects.get().items.all()
    assert (item.question, item.wants_file) == (UNCLEAR.note, True)
