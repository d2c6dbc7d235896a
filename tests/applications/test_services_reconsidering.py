"""Asking again: the twentieth working day and the one after, over bank holidays, the clock change and the post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from applications.enums import Actor, Body, Cause, EventKind, Outcome, Stage, Whose
from applications.models import Closure, Reconsideration, Referral
from applications.queries import pathways
from applications.queries import reconsidering as queries
from applications.services import ending, moving, reconsidering
from cilexportal.foundation import london
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories, meeting_steps

pytestmark = pytest.mark.django_db


def decided(sent: datetime, *, outcome: Outcome = Outcome.NOT_YET, body: Body = Body.OFFICER, posted: bool = False):
    """A case decided against its applicant, whose letter went at `sent`."""
    stage = {Outcome.NOT_YET: Stage.NOT_YET, Outcome.NOT_MET: Stage.NOT_MET, Outcome.MET: Stage.MET}[outcome]
    case = factories.case(step="knowledge", stage=stage, whose=Whose.APPLICANT)
    made = factories.decision(case, outcome=outcome, body=body, why="Not covered.")
    state = {"state": MessageState.SENT}
    if posted:
        state = {"state": MessageState.POSTED, "posted_at": sent, "posted_by": made.by}
    message = Message.objects.create(
        kind="applications.decided", to_name="Ada", to_user=case.application.user, sent_at=sent, **state
    )
    case.letters.create(
        application=case.application, number=1, decision=made, subject="Not yet", body="Not yet.", written_at=sent,
        written_by=made.by, message=message, released_at=sent,
    )  # fmt: skip
    return case


def ask(case, at: datetime, *, to: Body = Body.COMMITTEE, reasons: str = "My module covered it."):
    return reconsidering.ask(case_id=case.pk, to=to, reasons=reasons, by=case.application.user, at=at)


LAST_DAYS = [
    # Over Christmas, Boxing Day's substitute and New Year's Day.
    pytest.param(datetime(2026, 12, 7, 9, tzinfo=UTC), date(2027, 1, 7), id="christmas"),
    # Over the early May bank holiday.
    pytest.param(datetime(2027, 4, 13, 9, tzinfo=UTC), date(2027, 5, 12), id="may"),
    # Into summer time on 28 March 2027, with Good Friday and Easter Monday between.
    pytest.param(datetime(2027, 3, 8, 9, tzinfo=UTC), date(2027, 4, 7), id="spring"),
    # Out of summer time on 25 October 2026.
    pytest.param(datetime(2026, 10, 5, 9, tzinfo=UTC), date(2026, 11, 2), id="autumn"),
    # Sent at half past eleven in the evening by UTC: the next day in London.
    pytest.param(datetime(2026, 6, 1, 23, 30, tzinfo=UTC), date(2026, 6, 30), id="summer night"),
]


@pytest.mark.clause("HB-28b")
@pytest.mark.parametrize(("sent", "last"), LAST_DAYS)
def test_the_twentieth_working_day_is_in_time_to_its_last_second(sent: datetime, last: date) -> None:
    case = decided(sent)
    second = london.end_of_day(last) - timedelta(seconds=1)
    made = ask(case, second)
    assert (made.last_day, made.received_on, made.late) == (last, london.date_of(sent), False)
    case.refresh_from_db()
    assert (case.stage, case.whose) == (Stage.COMMITTEE, Whose.COMMITTEE)
    assert Referral.objects.get(case=case, ended_at=None).cause == Cause.RECONSIDERATION


@pytest.mark.clause("HB-28b")
@pytest.mark.parametrize(("sent", "last"), LAST_DAYS)
def test_the_day_after_it_is_not(sent: datetime, last: date) -> None:
    case = decided(sent)
    with pytest.raises(Refused) as no:
        ask(case, london.start_of_day(last + timedelta(days=1)))
    assert [one.clause for one in no.value.refusals] == ["HB-28b"]
    assert london.in_words(last) in str(no.value)
    assert not Reconsideration.objects.exists()
    case.refresh_from_db()
    assert case.stage == Stage.NOT_YET


@pytest.mark.clause("HB-28b")
def test_a_posted_letter_is_received_two_working_days_later() -> None:
    case = decided(datetime(2026, 12, 24, 9, tzinfo=UTC), posted=True)
    found = queries.again(case, today=date(2027, 1, 4))
    assert found.received_on == date(2026, 12, 30)
    assert found.last_day == date(2027, 1, 28)


@pytest.mark.clause("HB-28b")
def test_a_closure_of_the_office_does_not_count_and_an_unsent_letter_is_not_received() -> None:
    sent = datetime(2026, 11, 2, 9, tzinfo=UTC)
    case = decided(sent)
    assert queries.again(case, today=date(2026, 11, 3)).last_day == date(2026, 11, 30)
    Closure.objects.create(name="Move", from_date=date(2026, 11, 9), until_date=date(2026, 11, 10))
    assert queries.again(case, today=date(2026, 11, 3)).last_day == date(2026, 12, 2)
    Message.objects.update(state=MessageState.QUEUED, sent_at=None)
    assert queries.again(case, today=date(2027, 11, 3)).late is None


@pytest.mark.clause("HB-28b")
def test_a_late_one_goes_on_only_where_somebody_lets_it_in() -> None:
    case = decided(datetime(2026, 10, 5, 9, tzinfo=UTC))
    officer = people.UserFactory(granted=["alc_secretary"])
    late = datetime(2026, 11, 3, 9, tzinfo=UTC)
    given = {"case_id": case.pk, "to": Body.COMMITTEE, "reasons": "I was ill.", "by": officer}
    with pytest.raises(Refused, match="This is in time"):
        reconsidering.let_in(**given, why="Ill.", at=late - timedelta(days=1))
    with pytest.raises(Refused, match="Say why it is let in"):
        reconsidering.let_in(**given, why=" ", at=late)
    made = reconsidering.let_in(**given, why="A hospital's letter shows it.", at=late)
    assert (made.late, made.late_allowed_by, made.referral_id is not None) == (True, officer, True)
    happened = case.timeline.get(kind=EventKind.RECONSIDERATION)
    assert (happened.who, happened.by, happened.stage) == (Actor.OFFICER, officer, Stage.COMMITTEE)


@pytest.mark.clause("HB-28b")
def test_one_in_time_is_the_applicants_own_doing() -> None:
    sent = datetime(2026, 10, 5, 9, tzinfo=UTC)
    case = decided(sent)
    ask(case, sent + timedelta(days=1))
    assert case.timeline.get(kind=EventKind.RECONSIDERATION).who == Actor.APPLICANT


@pytest.mark.clause("HB-28b")
def test_what_cannot_be_asked_says_why() -> None:
    sent = datetime(2026, 11, 2, 9, tzinfo=UTC)
    soon = sent + timedelta(hours=1)
    with pytest.raises(Refused, match="no decision against you"):
        ask(decided(sent, outcome=Outcome.MET), soon)
    case = decided(sent)
    with pytest.raises(Refused, match="Ask the committee to reconsider first"):
        ask(case, soon, to=Body.PANEL)
    with pytest.raises(Refused, match="Say why you are not satisfied"):
        ask(case, soon, reasons=" ")
    with pytest.raises(Refused, match="changed while your page was open"):
        reconsidering.ask(
            case_id=case.pk, to=Body.COMMITTEE, reasons="Why", by=case.application.user, at=soon, revision=99
        )
    ask(case, soon)
    with pytest.raises(Refused):
        ask(case, soon)
    assert Message.objects.filter(kind="applications.asked_again").count() == 1


@pytest.mark.clause("HB-28b")
def test_what_is_submitted_again_is_decided_and_looked_at_anew() -> None:
    case = decided(datetime(2026, 11, 2, 9, tzinfo=UTC))
    made = case.decisions.get()
    Reconsideration.objects.create(
        case=case, decision=made, to=Body.COMMITTEE, received_on=date(2026, 11, 2), asked_at=factories.NOON,
        asked_by=case.application.user, reasons="Why",
    )  # fmt: skip
    assert queries.again(case, today=date(2026, 11, 3)).to == Body.PANEL
    factories.submission(case, number=2)
    factories.decision(case, outcome=Outcome.NOT_YET)
    found = queries.again(case, today=date(2026, 11, 3))
    assert (found.to, list(found.refusals)) == (Body.COMMITTEE, [])


@pytest.mark.clause("HB-28b")
def test_nothing_is_asked_of_an_application_that_has_ended() -> None:
    sent = datetime(2026, 11, 20, 13, tzinfo=UTC)
    case = decided(sent, outcome=Outcome.NOT_MET, body=Body.COMMITTEE)
    ending.withdraw(application_id=case.application_id, user=case.application.user, why="", at=sent)
    with pytest.raises(Refused, match="has ended"):
        ask(case, sent + timedelta(hours=1))


@pytest.mark.clause("HB-28b")
def test_an_appeal_follows_reconsideration_and_has_a_clock_of_its_own(monkeypatch) -> None:
    sent = factories.NOON - timedelta(days=1)
    case = decided(sent)
    ask(case, factories.NOON - timedelta(hours=1))
    meeting_steps.decided(case, Outcome.NOT_MET)
    letter = case.letters.order_by("number").last()
    Message.objects.filter(pk=letter.message_id).update(state=MessageState.SENT, sent_at=meeting_steps.AFTER)
    found = queries.again(meeting_steps.again(case), today=date(2030, 1, 1))
    assert (found.to, found.last_day, found.late, list(found.refusals)) == (Body.PANEL, None, None, [])
    # A version that sets a limit.
    data = pathways.data_by_id(case.application.version_id)
    limited = replace(data, clocks=replace(data.clocks, appeal_days=10))
    monkeypatch.setitem(pathways._read, case.application.version_id, limited)
    with pytest.raises(Refused, match="22 December 2026"):
        ask(case, datetime(2026, 12, 23, tzinfo=UTC), to=Body.PANEL)
    made = ask(case, datetime(2026, 12, 22, 23, 59, 59, tzinfo=UTC), to=Body.PANEL)
    assert made.referral.body == Body.PANEL
    assert made.referral.cause == Cause.APPEAL
    assert moving.held(case=case.pk, revision=None).stage == Stage.COMMITTEE
