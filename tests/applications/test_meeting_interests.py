"""Interests last as long as the case, silence makes no quorum, and a release is of what its page showed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction

from applications.enums import Body, Cause, MeetingStage, Outcome, SeatKind, Stage, Whose
from applications.models import AgendaItem, CaseFee, CommitteeMember, Decision, Interest, Meeting, Reconsideration, Seat
from applications.printouts import pack
from applications.queries import committee as queries
from applications.queries.committee_paper import paper_of
from applications.services import hearing, meetings, reconsidering, referring
from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.rulebook.refusal import Refused
from members.enums import Role
from members.models import User
from tests import factories as people
from tests.applications import factories, meeting_steps
from tests.applications.factories import NOON
from tests.applications.meeting_steps import AFTER
from tests.applications.test_admin_committee import MEETINGS, act, save, seen, send, words
from tests.applications.test_admin_conflicts import client_of, declaring, page
from tests.applications.test_services_reconsidering import decided
from tests.shop import factories as shop

pytestmark = pytest.mark.django_db
P, L = SeatKind.PROFESSIONAL, SeatKind.LAY


@pytest.fixture
def by() -> User:
    return people.staff(Role.ALC_SECRETARY)


@pytest.fixture
def item(by: User) -> AgendaItem:
    """A case at a meeting with four members that was held."""
    meeting = meeting_steps.planned(by, kinds=(P, P, L, L))
    made = meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    meeting_steps.held(meeting, by=by)
    made.meeting.refresh_from_db()
    return made


@pytest.fixture
def later(at: Callable[..., None]) -> None:
    at(AFTER)


@pytest.mark.clause("HB-28")
def test_who_came_and_declared_nothing_does_not_make_the_quorum(by: User) -> None:
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    seats = meeting_steps.seats(meeting)
    for seat in seats[:2]:
        meeting_steps.declared(item, seat)
    hearing.hold(meeting_id=meeting.pk, attended=[one.pk for one in seats], minutes="Came.", by=by, at=AFTER)
    with pytest.raises(Refused, match="2 members can decide this; 3 are needed"):
        meeting_steps.recorded(item, Outcome.MET, by=by)
    meeting_steps.declared(item, seats[2])
    assert meeting_steps.recorded(item, Outcome.MET, by=by).outcome == Outcome.MET


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize(("until", "able"), [(9, True), (8, False)])
def test_who_no_longer_sits_on_the_day_does_not_make_the_quorum(by: User, until: int, able: bool) -> None:
    meeting = meeting_steps.planned(by, starts=datetime(2026, 12, 7, 10, tzinfo=UTC))
    meeting_steps.listed(meeting_steps.before_the_committee(), meeting, by=by)
    member = meeting_steps.seats(meeting)[2].member_id
    CommitteeMember.objects.filter(pk=member).update(until_date=datetime(2026, 12, until, tzinfo=UTC).date())
    meetings.move(meeting_id=meeting.pk, starts_at=meeting_steps.BEGINS, place="", by=by, at=NOON)
    if able:
        assert meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON).papers_at == NOON
        return
    with pytest.raises(Refused, match="2 members can decide this"):
        meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)


@pytest.mark.clause("HB-28")
def test_an_interest_after_the_decision_takes_it_out_again(by: User, item: AgendaItem) -> None:
    meeting_steps.recorded(item, Outcome.NOT_MET, by=by)
    seats = meeting_steps.seats(item.meeting)
    meeting_steps.declared(item, seats[1], conflicted=True)
    item.refresh_from_db()
    assert (item.outcome, item.reasons, item.recorded_by) == ("", "", None)
    with pytest.raises(Refused, match="Case 1 has no decision yet"):
        hearing.release(meeting_id=item.meeting_id, by=by, at=AFTER)
    meeting_steps.recorded(item, Outcome.MET, by=by)
    with pytest.raises(Refused, match="stays declared"):
        meeting_steps.declared(item, seats[1])
    hearing.release(meeting_id=item.meeting_id, by=by, at=AFTER)
    with pytest.raises(Refused, match="cannot be done now"):
        meeting_steps.declared(item, seats[2], conflicted=True)


@pytest.mark.clause("HB-28")
def test_no_interest_is_not_said_of_a_case_that_is_decided(by: User, item: AgendaItem) -> None:
    meeting_steps.recorded(item, Outcome.MET, by=by)
    late = Seat.objects.create(meeting=item.meeting, member=factories.sitter())
    with pytest.raises(Refused, match="written down already"):
        meeting_steps.declared(item, late)


@pytest.mark.clause("HB-28")
def test_a_member_declares_an_interest_on_their_page_until_the_release(later: None, by: User, item: AgendaItem) -> None:
    meeting_steps.recorded(item, Outcome.MET, by=by)
    seat = meeting_steps.seats(item.meeting)[1]
    client = client_of(seat.member.user)
    assert declaring(item) in client.get(page(item)).content.decode()
    answer = send(client, seat.member.user, declaring(item), interest="interest", nature="We shared chambers.")
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.outcome == ""


@pytest.mark.clause("HB-28")
@pytest.mark.parametrize("where", ["same", "other"])
def test_an_interest_lasts_when_the_case_is_listed_again(by: User, where: str) -> None:
    case = meeting_steps.before_the_committee()
    first = meeting_steps.planned(by, kinds=(P, P, L, L))
    item, chair = meeting_steps.listed(case, first, by=by), meeting_steps.seats(first)[0]
    meeting_steps.declared(item, chair, conflicted=True)
    meetings.take_off(item_id=item.pk, why="Later.", by=by, at=NOON)
    meeting, seat = first, chair
    if where == "other":
        meeting = meeting_steps.planned(by, kinds=(P, L, L), starts=meeting_steps.BEGINS + timedelta(days=1))
        seat = Seat.objects.create(meeting=meeting, member=chair.member)
    again = meeting_steps.listed(case, meeting, by=by)
    with pytest.raises(Refused, match="stays declared"):
        meeting_steps.declared(again, seat)
    [now] = queries.agenda(meeting, all_come=True)
    assert now.of_seat(seat.pk).sitter.conflicted
    assert "hidden" in str(queries.why_hidden(now, seat.pk))
    assert not Interest.objects.filter(item=again).exists()
    others = [one for one in now.hearings if one.seat.pk != seat.pk]
    assert not any(one.declared or one.sitter.conflicted for one in others)


@pytest.mark.clause("HB-28")
def test_a_pack_says_which_reason_leaves_a_case_out(by: User) -> None:
    own = people.UserFactory(granted=["alc_member"])
    cases = [meeting_steps.before_the_committee(own), *(meeting_steps.before_the_committee() for _ in range(3))]
    factories.asked(cases[1], email=own.email)
    meeting = meeting_steps.planned(by, kinds=(P, L, L))
    seat = Seat.objects.create(meeting=meeting, member=factories.sitter(L, user=own))
    items = [meeting_steps.listed(one, meeting, by=by) for one in cases]
    meeting_steps.declared(items[2], seat, conflicted=True)
    meeting_steps.declared(items[3], seat)
    agenda = pack({"seat": seat.pk, "items": [one.pk for one in items]}).context["agenda"]
    whys = [one["why"] for one in agenda]
    assert whys[0] == "This is the member's own application."
    assert "referee or supervisor" in whys[1]
    assert whys[2:] == ["You have an interest in this case.", ""]
    assert agenda[3]["paper"] is not None


@pytest.mark.clause("HB-28a")
@pytest.mark.parametrize("changed", ["outcome", "reasons", "attendance", "minutes", "nothing"])
def test_a_release_is_of_what_its_page_showed(later: None, by: User, item: AgendaItem, changed: str) -> None:
    meeting = item.meeting
    meeting_steps.recorded(item, Outcome.NOT_MET, by=by)
    client, url = people.signed_in(by, recently=True), act(item.meeting, "release")
    shown = seen(client, url)
    came = [one.pk for one in meeting_steps.seats(meeting)]
    if changed == "outcome":
        meeting_steps.recorded(item, Outcome.MET, by=by)
    elif changed == "reasons":
        hearing.record(item_id=item.pk, outcome=Outcome.NOT_MET, reasons="Others.", by=by, at=AFTER)
    elif changed == "attendance":
        hearing.hold(meeting_id=meeting.pk, attended=came[:1] + came[2:], minutes=None, by=by, at=AFTER)
    elif changed == "minutes":
        hearing.minute(meeting_id=meeting.pk, minutes="Otherwise.", by=by, at=AFTER)
    answer = send(client, by, url, seen=shown)
    if changed == "nothing":
        assert answer.status_code == 302
        return
    assert "were changed while this page was open" in words(answer)
    assert not Decision.objects.filter(body=Body.COMMITTEE).exists()
    again = seen(client, url)
    assert f'value="{again}"' in answer.content.decode(), "the page shows what it is now, and can be agreed to"
    assert send(client, by, url, seen=again).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).stage == MeetingStage.RELEASED


@pytest.mark.clause("HB-28")
def test_minutes_that_others_wrote_on_are_not_written_over(later: None, by: User, item: AgendaItem) -> None:
    client, held = people.signed_in(by, recently=True), act(item.meeting, "held")
    change = f"{MEETINGS}{item.meeting_id}/change/"
    old = seen(client, held), seen(client, change)
    hearing.minute(meeting_id=item.meeting_id, minutes="Mina adds this.", by=by, at=AFTER)
    came = [one.pk for one in meeting_steps.seats(item.meeting)]
    answers = (
        send(client, by, held, attended=came, minutes="My old box.", seen=old[0]),
        save(client, item.meeting, minutes="My old box.", seen=old[1]),
        save(client, item.meeting, minutes="My old box."),
    )
    for answer in answers:
        assert answer.status_code == 200
        assert "wrote on the minutes while this page was open" in words(answer)
        assert "My old box." in answer.content.decode()
    assert Meeting.objects.get(pk=item.meeting_id).minutes == "Mina adds this."
    assert save(client, item.meeting, minutes="Both.", seen=seen(client, change)).status_code == 302
    assert Meeting.objects.get(pk=item.meeting_id).minutes == "Both."


@pytest.mark.clause("HB-28a", "HB-28b")
@pytest.mark.parametrize("wish", [True, False])
def test_who_asks_to_be_heard_is_told_to_come_and_the_committee_reads_it(by: User, wish: bool) -> None:
    case = decided(NOON - timedelta(days=1))
    reconsidering.ask(
        case_id=case.pk, to=Body.COMMITTEE, reasons="It was overlooked.", by=case.application.user, at=NOON,
        wants_hearing=wish,
    )  # fmt: skip
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    sending.send_due(limit=50, at=NOON)
    [letter] = [one for one in mail.outbox if "is considered on" in one.subject]
    said = " ".join(letter.body.split())
    assert ("so you can come to the meeting. It begins on 8 December 2026 at 10:00am" in said) is wish
    assert ("you do not come to the meeting" in said) is not wish
    assert (paper_of(item.referral).speaks == queries.SPEAKS) is wish
    [now] = queries.agenda(meeting)
    assert queries.wants_hearing(now.item.referral) is wish


@pytest.mark.clause("HB-28b")
def test_the_committee_is_asked_to_hear_somebody_with_the_same_box(at: Callable[..., None], sign_in) -> None:
    case = decided(NOON - timedelta(days=1))
    at(NOON)
    client, url = sign_in(case.application.user), f"/applications/{case.application.uuid}/{case.step}/again/"
    assert "I want to speak to the Admissions and Licensing Committee myself" in client.get(url).content.decode()
    fields = {"to": "committee", "revision": case.revision, "reasons": "Overlooked.", "wants_hearing": "on"}
    assert send(client, case.application.user, url, **fields).status_code == 302
    assert Reconsideration.objects.get().wants_hearing


@pytest.mark.clause("HB-27", "HB-27a")
@pytest.mark.parametrize("outcome", [Outcome.NOT_YET, Outcome.NOT_MET])
def test_a_letter_of_not_met_yet_says_the_hours_and_the_likely_day(by: User, outcome: Outcome) -> None:
    with transaction.atomic():
        case = factories.case(stage=Stage.COMMITTEE, whose=Whose.COMMITTEE, decided_at=None)
    factories.role(case)
    factories.submission(case)
    order = shop.order(case.application.user, accepted_at=None, paid=False)
    CaseFee.objects.create(case=case, order=order, billed_at=NOON, paid_at=NOON)
    referring.refer(case=case, cause=Cause.UNSURE, question="Is it legal work?", by=by, at=NOON)
    meeting = meeting_steps.planned(by)
    item = meeting_steps.listed(case, meeting, by=by)
    meeting_steps.held(meeting, by=by)
    meeting_steps.recorded(item, outcome, by=by)
    hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    said = case.letters.get().body
    is_told = outcome == Outcome.NOT_YET
    assert ("By 8 December 2026 we have accepted 0.00 hours of the 2,300" in said) is is_told
    assert ("We cannot say by when you will have them" in said or "You are likely to have them by" in said) is is_told
