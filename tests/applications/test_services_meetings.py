"""Meetings from the plan to the letters: who hears what, who is told when, and nothing known before the release."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from applications.enums import Body, Cause, MeetingStage, Outcome, SeatKind, Stage, Whose
from applications.models import AgendaItem, Decision, Happening, Letter, Meeting, Reconsideration, Referral, Seat
from applications.queries import committee as queries
from applications.services import ending, hearing, meetings, referring, seating
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories, meeting_steps
from tests.applications.factories import NOON
from tests.applications.meeting_steps import AFTER, BEGINS

pytestmark = pytest.mark.django_db
P, L = SeatKind.PROFESSIONAL, SeatKind.LAY


@pytest.fixture
def by():
    return meeting_steps.secretary()


@pytest.fixture
def case():
    return meeting_steps.before_the_committee()


def messages(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=f"applications.{kind}").order_by("pk"))


@pytest.mark.clause("HB-28")
def test_a_meeting_takes_its_figures_from_the_pathway(by) -> None:
    made = meetings.plan(body=Body.PANEL, starts_at=BEGINS, place=" Bedford ", by=by, at=NOON)
    assert (made.quorum, made.least_professional, made.least_lay) == (3, 1, 2)
    assert made.papers_due_on == date(2026, 12, 1)
    assert made.place == "Bedford"


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize(("days", "is_taken"), [(7, True), (6, False)])
def test_no_meeting_is_planned_for_which_papers_come_too_late(by, days: int, is_taken: bool) -> None:
    starts = NOON + timedelta(days=days)
    if is_taken:
        assert meetings.plan(body=Body.COMMITTEE, starts_at=starts, place="", by=by, at=NOON).pk
    else:
        with pytest.raises(Refused, match="Choose a later day"):
            meetings.plan(body=Body.COMMITTEE, starts_at=starts, place="", by=by, at=NOON)


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize(("days", "is_taken"), [(730, True), (731, False), (2_900_000, False)])
def test_no_meeting_is_planned_or_moved_years_ahead(by, days: int, is_taken: bool) -> None:
    planned, starts = meeting_steps.planned(by), NOON + timedelta(days=days)
    to = {"starts_at": starts, "place": "", "by": by, "at": NOON}
    for act in (
        lambda: meetings.plan(body=Body.COMMITTEE, **to),
        lambda: meetings.move(meeting_id=planned.pk, **to),
    ):
        if is_taken:
            assert act().starts_at == starts
        else:
            with pytest.raises(Refused, match="Check the year"):
                act()


@pytest.mark.clause("HB-28a")
def test_the_applicant_is_told_the_date_on_listing_and_on_every_change(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    assert item.told_at == NOON
    assert [one.context["starts_at"] for one in messages("committee_date")] == [BEGINS.isoformat()]
    later = BEGINS + timedelta(days=1)
    meetings.move(meeting_id=meeting.pk, starts_at=later, place="", by=by, at=NOON)
    sending.send_due(limit=50, at=NOON)
    first, second = messages("committee_date")
    assert first.state == MessageState.DROPPED
    assert "9 December 2026" in second.subject
    assert second.to_user_id == case.application.user_id


@pytest.mark.clause("HB-28a")
def test_a_case_that_is_taken_off_waits_for_another_meeting(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    sending.send_due(limit=50, at=NOON)
    meetings.take_off(item_id=item.pk, why="The chair is ill.", by=by, at=NOON)
    assert list(queries.waiting(Body.COMMITTEE)) == [meeting_steps.referral_of(case)]
    sending.send_due(limit=50, at=NOON)
    [off] = messages("committee_off")
    assert "8 December 2026" in off.subject
    assert meeting_steps.listed(case, meeting, by=by).number == 2
    kinds = Happening.objects.filter(case=case).values_list("kind", flat=True)
    assert list(kinds) == ["listed", "unlisted", "listed"]


@pytest.mark.clause("HB-28")
def test_a_case_is_listed_once_by_its_own_body_and_before_papers_are_out(by, case) -> None:
    meeting, panel = meeting_steps.planned(by), meetings.plan(
        body=Body.PANEL, starts_at=BEGINS, place="", by=by, at=NOON
    )  # fmt: skip
    with pytest.raises(Refused, match="for the Admissions"):
        meeting_steps.listed(case, panel, by=by)
    meeting_steps.listed(case, meeting, by=by)
    with pytest.raises(Refused, match="on an agenda already"):
        meeting_steps.listed(case, meeting, by=by)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    with pytest.raises(Refused, match="papers are out"):
        meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    meetings.papers_back(meeting_id=meeting.pk, by=by, at=NOON)
    assert meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by).number == 2


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize(
    ("kinds", "why"),
    [((P, L), "2 members can decide this; 3 are needed"), ((P, P, P), "Lay members"), ((L, L, L), "Prof")],
)
def test_papers_do_not_go_out_to_a_meeting_that_could_not_decide(by, case, kinds, why: str) -> None:
    meeting = meeting_steps.planned(by, kinds=kinds)
    meeting_steps.listed(case, meeting, by=by)
    with pytest.raises(Refused, match=why):
        meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)


@pytest.mark.clause("HB-28")
def test_papers_go_out_until_the_last_day_in_london(by, case) -> None:
    meeting = meeting_steps.planned(by)
    with pytest.raises(Refused, match="no case"):
        meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    meeting_steps.listed(case, meeting, by=by)
    with pytest.raises(Refused, match="1 December 2026"):
        meetings.papers_out(meeting_id=meeting.pk, by=by, at=datetime(2026, 12, 2, tzinfo=UTC))
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC))
    assert len(messages("committee_members")) == 3


@pytest.mark.clause("HB-28")
def test_a_paper_opens_after_the_declaration_and_an_interest_hides_it(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    first, second, _ = meeting_steps.seats(meeting)
    assert "not out" in str(queries.may_read(item=item, user_id=first.member.user_id))
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    item = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    assert "Declare first" in str(queries.may_read(item=item, user_id=first.member.user_id))
    meeting_steps.declared(item, first)
    assert queries.may_read(item=item, user_id=first.member.user_id) is None
    meeting_steps.declared(item, second, conflicted=True)
    assert "hidden" in str(queries.may_read(item=item, user_id=second.member.user_id))
    with pytest.raises(Refused, match="stays declared"):
        meeting_steps.declared(item, second)
    meeting_steps.declared(item, first, conflicted=True)
    assert "hidden" in str(queries.may_read(item=item, user_id=first.member.user_id))
    assert "not out to you" in str(queries.may_read(item=item, user_id=by.pk))


@pytest.mark.clause("HB-28")
def test_an_interest_says_what_it_is(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    seat = meeting_steps.seats(meeting)[0]
    with pytest.raises(Refused, match="Say what the interest is"):
        meetings.declare(item_id=item.pk, seat_id=seat.pk, conflicted=True, nature=" ", by=by, at=NOON)


@pytest.mark.clause("HB-28")
def test_an_interest_takes_a_member_out_of_the_quorum_for_that_case_alone(by, case) -> None:
    other = meeting_steps.before_the_committee()
    meeting = meeting_steps.planned(by)
    item, second = (meeting_steps.listed(one, meeting, by=by) for one in (case, other))
    meeting_steps.held(meeting, by=by)
    meeting_steps.declared(item, meeting_steps.seats(meeting)[2], conflicted=True)
    with pytest.raises(Refused, match="2 members can decide this"):
        meeting_steps.recorded(item, Outcome.MET, by=by)
    assert meeting_steps.recorded(second, Outcome.MET, by=by).outcome == Outcome.MET


@pytest.mark.clause("HB-28")
def test_a_chair_with_an_interest_is_stood_in_for(by, case) -> None:
    meeting = meeting_steps.planned(by, kinds=(P, P, L, L))
    item = meeting_steps.listed(case, meeting, by=by)
    meeting_steps.held(meeting, by=by)
    chair, other, *_ = meeting_steps.seats(meeting)
    meeting_steps.declared(item, chair, conflicted=True)
    with pytest.raises(Refused, match="The chair cannot decide this"):
        meeting_steps.recorded(item, Outcome.MET, by=by)
    seating.name_chair(seat_id=other.pk, by=by, at=AFTER)
    assert meeting_steps.recorded(item, Outcome.MET, by=by).pk


@pytest.mark.clause("HB-28")
def test_nobody_hears_their_own_case_or_one_they_vouch_for(by) -> None:
    own = people.UserFactory(granted=["alc_member"])
    cases = [meeting_steps.before_the_committee(own), meeting_steps.before_the_committee()]
    factories.asked(cases[1], email=own.email.upper())
    meeting = meeting_steps.planned(by, kinds=(P, L))
    member = factories.sitter(L, user=own)
    seat = seating.invite(meeting_id=meeting.pk, member_id=member.pk, chairs=False, by=by, at=NOON)
    for case in cases:
        meeting_steps.listed(case, meeting, by=by)
    for one in queries.agenda(meeting, all_come=True):
        hearing_of = one.of_seat(seat.pk)
        assert hearing_of.apart is not None
        assert hearing_of.sitter.conflicted
        assert "2 members" in str(one.unable[0])
        assert queries.why_hidden(one, seat.pk) is not None


@pytest.mark.clause("HB-28")
def test_only_those_who_came_decide_and_not_before_it_began(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    meeting_steps.all_declare(meeting)
    came = [one.pk for one in meeting_steps.seats(meeting)][:2]
    with pytest.raises(Refused, match="not begun"):
        hearing.hold(meeting_id=meeting.pk, attended=came, minutes="", by=by, at=BEGINS - timedelta(seconds=1))
    hearing.hold(meeting_id=meeting.pk, attended=came, minutes="", by=by, at=BEGINS)
    with pytest.raises(Refused, match="2 members can decide this"):
        meeting_steps.recorded(item, Outcome.MET, by=by)


@pytest.mark.clause("HB-28")
def test_who_came_can_be_corrected_until_the_release_which_asks_again(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    meeting_steps.held(meeting, by=by)
    meeting_steps.recorded(item, Outcome.MET, by=by)
    everybody = [one.pk for one in meeting_steps.seats(meeting)]
    later = AFTER + timedelta(hours=1)
    hearing.hold(meeting_id=meeting.pk, attended=everybody[:2], minutes="Two came.", by=by, at=later)
    with pytest.raises(Refused, match="2 members can decide this"):
        hearing.release(meeting_id=meeting.pk, by=by, at=later)
    hearing.hold(meeting_id=meeting.pk, attended=everybody, minutes="All came.", by=by, at=later)
    assert hearing.release(meeting_id=meeting.pk, by=by, at=later).held_at == AFTER


@pytest.mark.clause("HB-28")
def test_no_meeting_is_planned_on_a_day_without_a_pathway(by) -> None:
    early = datetime(2020, 1, 1, tzinfo=UTC)
    with pytest.raises(Refused, match="No pathway is in force"):
        meetings.plan(body=Body.PANEL, starts_at=early + timedelta(days=30), place="", by=by, at=early)


@pytest.mark.clause("HB-28a")
def test_decisions_of_a_meeting_go_out_together_or_not_at_all(by, case) -> None:
    other = meeting_steps.before_the_committee()
    meeting = meeting_steps.planned(by)
    items = [meeting_steps.listed(one, meeting, by=by) for one in (case, other)]
    meeting_steps.held(meeting, by=by)
    meeting_steps.recorded(items[0], Outcome.NOT_MET, by=by)
    with pytest.raises(Refused, match="Case 2 has no decision yet"):
        hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    meeting_steps.recorded(items[1], Outcome.MET, by=by)
    case.refresh_from_db()
    assert (case.stage, Decision.objects.count(), Letter.objects.count()) == (Stage.COMMITTEE, 0, 0)
    hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.stage, case.whose, other.stage) == (Stage.NOT_MET, Whose.NOBODY, Stage.MET)
    assert not Referral.objects.filter(ended_at=None).exists()
    letter = Letter.objects.get(case=case)
    assert letter.released_at == AFTER
    assert "The degree leaves it out." in letter.body
    assert "you can ask us to review this. " in letter.body
    assert "until the end of 8 January 2027" in letter.body
    assert "review this" not in Letter.objects.get(case=other).body
    meeting.refresh_from_db()
    assert (meeting.stage, meeting.released_by) == (MeetingStage.RELEASED, by)
    sending.send_due(limit=50, at=AFTER)
    assert Message.objects.filter(pk=letter.message_id, state=MessageState.SENT).exists()


@pytest.mark.clause("HB-28")
def test_a_decision_needs_reasons_and_minutes_and_the_step_to_have_it(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    meeting_steps.held(meeting, by=by)
    with pytest.raises(Refused, match="Write down the reasons"):
        hearing.record(item_id=item.pk, outcome=Outcome.MET, reasons=" ", by=by, at=AFTER)
    with pytest.raises(Refused, match="not made of this step"):
        hearing.record(item_id=item.pk, outcome=Outcome.ASK, reasons="More.", by=by, at=AFTER)
    meeting_steps.recorded(item, Outcome.RETURN, by=by)
    hearing.minute(meeting_id=meeting.pk, minutes="", by=by, at=AFTER)
    with pytest.raises(Refused, match="Write the minutes"):
        hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    hearing.minute(meeting_id=meeting.pk, minutes="Given back.", by=by, at=AFTER)
    hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    case.refresh_from_db()
    assert (case.stage, case.whose) == (Stage.ASSESSMENT, Whose.OFFICER)


@pytest.mark.clause("HB-28b")
def test_a_panel_is_nobody_who_decided_the_case_before(by, case) -> None:
    meeting = meeting_steps.decided(case, Outcome.NOT_MET, by=by)
    heard = meeting_steps.seats(meeting)[0].member.user
    case = meeting_steps.again(case)
    decision = case.decisions.get()
    referral = referring.refer(case=case, cause=Cause.APPEAL, question="Again.", by=case.application.user, at=AFTER)
    Reconsideration.objects.create(
        case=case, decision=decision, to=Body.PANEL, received_on=date(2026, 12, 8), asked_at=AFTER,
        asked_by=case.application.user, reasons="Again.", referral=referral,
    )  # fmt: skip
    panel = meeting_steps.planned(by, body=Body.PANEL, starts=AFTER + timedelta(days=30))
    seat = Seat.objects.create(meeting=panel, member=factories.sitter(L, user=heard, body=Body.PANEL))
    factories.placed(case, Stage.COMMITTEE, whose=Whose.COMMITTEE)
    meeting_steps.listed(case, panel, by=by, at=AFTER)
    [now] = queries.agenda(panel, all_come=True)
    assert "decided the case before" in str(now.of_seat(seat.pk).apart)
    assert now.unable == []


@pytest.mark.clause("HB-28a")
def test_a_meeting_that_is_called_off_gives_its_cases_back(by, case) -> None:
    meeting = meeting_steps.planned(by)
    meeting_steps.listed(case, meeting, by=by)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    with pytest.raises(Refused, match="Say why"):
        meetings.cancel(meeting_id=meeting.pk, why=" ", by=by, at=NOON)
    meetings.cancel(meeting_id=meeting.pk, why="Too few can come.", by=by, at=NOON)
    meeting.refresh_from_db()
    assert meeting.stage == MeetingStage.CANCELLED
    assert [one.pk for one in queries.waiting()] == [meeting_steps.referral_of(case).pk]
    sending.send_due(limit=50, at=NOON)
    assert {one.state for one in messages("committee_members") if one.context["news"] == "papers"} == {"dropped"}
    assert {one.state for one in messages("committee_members") if one.context["news"] == "cancelled"} == {"sent"}


@pytest.mark.clause("HB-28")
def test_a_case_that_is_withdrawn_leaves_the_agenda(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    meeting_steps.held(meeting, by=by)
    ending.withdraw(application_id=case.application_id, user=case.application.user, why="", at=AFTER)
    with pytest.raises(Refused, match="taken off"):
        meeting_steps.recorded(item, Outcome.MET, by=by)
    hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    assert Meeting.objects.get(pk=meeting.pk).stage == MeetingStage.RELEASED


@pytest.mark.clause("HB-28")
def test_an_officer_takes_a_referral_back_only_before_it_is_listed(by, case) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    with pytest.raises(Refused, match="taken off first"):
        referring.take_back(case=case, at=NOON)
    meetings.take_off(item_id=item.pk, why="Taken back.", by=by, at=NOON)
    assert referring.take_back(case=case, at=NOON).ended_at == NOON


@pytest.mark.clause("HB-28")
def test_who_sits_is_asked_of_the_day_of_the_meeting(by) -> None:
    meeting = meeting_steps.planned(by, kinds=())
    gone = factories.sitter(L, until_date=BEGINS.date())
    with pytest.raises(Refused, match="does not sit"):
        seating.invite(meeting_id=meeting.pk, member_id=gone.pk, chairs=False, by=by, at=NOON)
    still = factories.sitter(L, until_date=BEGINS.date() + timedelta(days=1))
    seat = seating.invite(meeting_id=meeting.pk, member_id=still.pk, chairs=True, by=by, at=NOON)
    seating.uninvite(seat_id=seat.pk, by=by, at=NOON)
    assert not Seat.objects.filter(meeting=meeting).exists()


def test_an_agenda_takes_so_many_statements_however_long(by, django_assert_num_queries) -> None:
    counts = []
    meeting = meeting_steps.planned(by)
    for more in (1, 2, 27):
        for _ in range(more):
            meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
        with django_assert_num_queries(8) as found:
            queries.agenda(meeting)
        counts.append(len(found))
    assert len(set(counts)) == 1
