"""Meetings of the committee and the panel: planned, listed, papers out, cases declared on, called off [HB-28].

Every verb holds the meeting's row first and then the cases, in the order of their ids. What happens at a meeting and
after it is hearing.py's; who is invited is seating.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q

from applications.enums import Actor, Body, EventKind, MeetingStage
from applications.models import AgendaItem, Case, Interest, Meeting, PathwayVersion, Referral, Seat
from applications.queries import committee as queries
from applications.queries.deciding import may_judge
from applications.queries.pathways import data_by_id, data_of
from applications.rules import meetings as rules
from applications.rules.moves import MEETING_MOVES
from applications.rules.pathway import PathwayData, Sitting
from applications.services import committee_news as news
from applications.services import moving, packs
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

CLAUSE = "HB-28"
OPEN = (MeetingStage.PLANNED, MeetingStage.PAPERS_OUT, MeetingStage.HELD)


def plan(*, body: Body, starts_at: datetime, place: str, by: User, at: datetime) -> Meeting:
    """[HB-28] Plans a meeting. Quorum, make-up and the day for papers are the strictest of the pathways in force then.

    Raises Refused where papers could no longer go out in time, and for a day years ahead.
    """
    day = london.date_of(starts_at)
    sitting = _strictest(body, day)
    due = _papers_due(day, sitting=sitting, today=london.date_of(at))
    with transaction.atomic(), because(user_id=by.pk, why="applications.plan"):
        return Meeting.objects.create(
            body=body, starts_at=starts_at, place=place.strip(), papers_due_on=due, quorum=sitting.quorum,
            least_professional=sitting.professional, least_lay=sitting.lay,
        )  # fmt: skip


def move(*, meeting_id: int, starts_at: datetime, place: str, by: User, at: datetime) -> Meeting:
    """[HB-28a] Gives a planned meeting another time or place. Applicants are told where the time changes.

    Raises Refused once papers are out, where they could no longer go out in time, and for a day years ahead.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.move"):
        meeting = held(meeting_id, MeetingStage.PLANNED)
        day, was = london.date_of(starts_at), meeting.starts_at
        sitting = _strictest(Body(meeting.body), day)
        meeting.papers_due_on = _papers_due(day, sitting=sitting, today=london.date_of(at))
        meeting.starts_at, meeting.place = starts_at, place.strip()
        meeting.save(update_fields=["starts_at", "place", "papers_due_on"])
        if was != starts_at:
            items = list(queries.standing(meeting.pk))
            for item in items:
                _note(item, EventKind.LISTED, by=by, at=at)
            news.tell_date(items=items, meeting=meeting, at=at)
            news.tell_members(meeting=meeting, news="moved", at=at)
        return meeting


def list_item(*, referral_id: int, meeting_id: int, by: User, at: datetime) -> AgendaItem:
    """[HB-28] [HB-28a] Puts an open referral on the agenda of a planned meeting of its body, and tells the applicant.

    Raises Refused once papers are out, for a referral that has ended or is listed, for one of the other body, and for a
    case that `by` has a part in.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.list_item"):
        meeting = held(meeting_id, MeetingStage.PLANNED)
        case = moving.held(case=Referral.objects.values_list("case", flat=True).get(pk=referral_id), revision=None)
        referral = Referral.objects.get(pk=referral_id)
        referral.case = case
        _apart(case, by)
        if referral.ended_at is not None:
            raise Refused.because(CLAUSE, "This case is no longer before the committee.")
        if referral.body != meeting.body:
            raise Refused.because("HB-28b", f"This case is for the {referral.get_body_display()}.")
        if AgendaItem.objects.filter(referral=referral, taken_off_at=None).exists():
            raise Refused.because(CLAUSE, "This case is on an agenda already.")
        _widen(meeting, data_by_id(case.application.version_id))
        last = meeting.items.aggregate(last=Max("number"))["last"] or 0
        item = AgendaItem.objects.create(
            meeting=meeting, referral=referral, number=last + 1, listed_at=at, listed_by=by
        )  # fmt: skip
        _note(item, EventKind.LISTED, by=by, at=at)
        news.tell_date(items=[item], meeting=meeting, at=at)
        return item


def take_off(*, item_id: int, why: str, by: User, at: datetime) -> AgendaItem:
    """[HB-28a] Takes a case off the agenda, so that another meeting can hear it, and tells the applicant.

    Packs are made anew without its paper. Raises Refused without a reason, once the decisions are released, and for a
    case that `by` has a part in.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.take_off"):
        meeting, item = _item_held(item_id)
        _take_off(meeting, [item], why=why, by=by, at=at)
        packs.refresh(meeting=meeting, seats=_seats(meeting), at=at)
        return item


def papers_out(*, meeting_id: int, by: User, at: datetime) -> Meeting:
    """[HB-28] Opens the papers to the members and tells them: each declares on every case before its paper opens.

    Raises Refused for an agenda without cases, after the last day for papers, and where a case could not be decided
    even if every member came.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.papers_out"):
        meeting = held(meeting_id, MeetingStage.PLANNED)
        if london.date_of(at) > meeting.papers_due_on:
            sentence = f"Papers had to go out by {london.in_words(meeting.papers_due_on)}. Move the meeting."
            raise Refused.because(CLAUSE, sentence)
        agenda = queries.agenda(meeting, all_come=True)
        if not agenda:
            raise Refused.because(CLAUSE, "There is no case on the agenda.")
        refuse_if_any(dict.fromkeys(refusal for one in agenda for refusal in one.unable))
        go(meeting=meeting, to=MeetingStage.PAPERS_OUT)
        meeting.papers_at = at
        meeting.save(update_fields=["stage", "papers_at"])
        packs.refresh(meeting=meeting, seats=_seats(meeting), at=at)
        news.tell_members(meeting=meeting, news="papers", at=at)
        return meeting


def papers_back(*, meeting_id: int, by: User, at: datetime) -> Meeting:
    """[HB-28] Closes the papers again to change the agenda or the day. What was declared stays declared.

    Raises Refused unless papers are out and the meeting is not held."""
    with transaction.atomic(), because(user_id=by.pk, why="applications.papers_back"):
        meeting = held(meeting_id, MeetingStage.PAPERS_OUT)
        go(meeting=meeting, to=MeetingStage.PLANNED)
        meeting.papers_at = None
        meeting.save(update_fields=["stage", "papers_at"])
        packs.refresh(meeting=meeting, seats=_seats(meeting), at=at)
        return meeting


def declare(*, item_id: int, seat_id: int, conflicted: bool, nature: str, by: User, at: datetime) -> Interest:
    """[HB-28] Notes whether a member has an interest in a case. One hides its paper, leaves it out of their pack, and
    takes them out of the quorum for it; it stays declared.

    `by` is the member, or whoever writes it down for them and has no part in the case. Said again, the same row. An
    interest that is declared after the decision was written down, and before its release, takes the decision out again.
    Raises Refused for an interest without its nature, and for "none" after one was declared or once it is decided.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.declare"):
        meeting, item = _item_held(item_id)
        seat = Seat.objects.select_related("member__user").get(pk=seat_id, meeting=meeting)
        if by.pk != seat.member.user_id:
            _apart(item.referral.case, by)
        before = {one.conflicted: one for one in Interest.objects.filter(item=item, seat=seat)}
        if not conflicted:
            _may_say_none(item, seat)
        elif not nature.strip():
            raise Refused.because(CLAUSE, "Say what the interest is.")
        made = before.get(conflicted) or Interest.objects.create(
            item=item, seat=seat, conflicted=conflicted, nature=nature.strip() if conflicted else "", at=at
        )
        if conflicted and item.outcome:
            item.outcome, item.reasons, item.recorded_at, item.recorded_by = "", "", None, None
            item.save(update_fields=["outcome", "reasons", "recorded_at", "recorded_by"])
        packs.refresh(meeting=meeting, seats=[seat], at=at)
        return made


def cancel(*, meeting_id: int, why: str, by: User, at: datetime) -> Meeting:
    """[HB-28a] Calls a meeting off: its cases wait for another one, and applicants and members are told.

    Raises Refused without a reason, once the meeting was held, and where `by` has a part in one of its cases.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.cancel"):
        meeting = held(meeting_id, MeetingStage.PLANNED, MeetingStage.PAPERS_OUT)
        _take_off(meeting, list(queries.standing(meeting.pk)), why=why, by=by, at=at)
        go(meeting=meeting, to=MeetingStage.CANCELLED)
        meeting.save(update_fields=["stage"])
        packs.refresh(meeting=meeting, seats=_seats(meeting), at=at)
        news.tell_members(meeting=meeting, news="cancelled", at=at)
        return meeting


def held(meeting_id: int, *stages: MeetingStage) -> Meeting:
    """The meeting, its row held until the transaction ends. Raises Refused where it is in none of the stages."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.stage not in stages:
        said = meeting.get_stage_display().lower()
        raise Refused.because(CLAUSE, f"This cannot be done now: the meeting is “{said}”.")
    return meeting


def go(*, meeting: Meeting, to: MeetingStage) -> None:
    """Has a meeting move as rules/moves.py allows. Raises Refused."""
    if to not in MEETING_MOVES[MeetingStage(meeting.stage)]:
        raise Refused.because(CLAUSE, f"A meeting does not go from “{meeting.get_stage_display()}” to “{to.label}”.")
    meeting.stage = to


def _item_held(item_id: int) -> tuple[Meeting, AgendaItem]:
    """An item on the agenda with its meeting, which is held. Raises Refused for one that was taken off or released."""
    found = AgendaItem.objects.values_list("meeting", flat=True).get(pk=item_id)
    meeting = held(found, *OPEN)
    item = queries.standing(meeting.pk).filter(pk=item_id).first()
    if item is None:
        raise Refused.because(CLAUSE, "This case was taken off the agenda.")
    return meeting, item


def _take_off(meeting: Meeting, items: list[AgendaItem], *, why: str, by: User, at: datetime) -> None:
    if not why.strip():
        raise Refused.because(CLAUSE, "Say why.")
    for item in sorted(items, key=lambda one: one.referral.case_id):
        item.referral.case = moving.held(case=item.referral.case_id, revision=None)
        _apart(item.referral.case, by)
        item.taken_off_at, item.taken_off_why = at, why.strip()[:200]
        item.save(update_fields=["taken_off_at", "taken_off_why"])
        _note(item, EventKind.UNLISTED, by=by, at=at)
    news.tell_off(items=items, at=at)


def _apart(case: Case, by: User) -> None:
    """[HB-26] [HB-28] Raises Refused for somebody who has a part in a case: another secretary does it."""
    if part := may_judge(case, by):
        raise Refused(part)


def _may_say_none(item: AgendaItem, seat: Seat) -> None:
    """[HB-28] Raises Refused where the member declared an interest in the case at any meeting, or it is decided."""
    said = Interest.objects.filter(conflicted=True, seat__member__user=seat.member.user_id)
    if said.filter(item__referral__case=item.referral.case_id).exists():
        raise Refused.because(CLAUSE, "An interest in this case was declared. It stays declared.")
    if item.outcome:
        raise Refused.because(CLAUSE, "What the meeting decided on this case is written down already.")


def _note(item: AgendaItem, kind: EventKind, *, by: User, at: datetime) -> None:
    """Writes listing and its end into the case's timeline: nothing of the case moves by it."""
    case: Case = item.referral.case
    facts = {"item": item.pk, "meeting": str(item.meeting.uuid), "starts_at": item.meeting.starts_at.isoformat()}
    moving.settle(case=case, actor=Actor.COMMITTEE, kind=kind, by=by, at=at, facts=facts)


def _seats(meeting: Meeting) -> list[Seat]:
    return list(Seat.objects.filter(meeting=meeting).select_related("member__user"))


def _sitting(data: PathwayData, body: Body) -> Sitting:
    return data.panel if body == Body.PANEL else data.committee


def _strictest(body: Body, day: date) -> Sitting:
    """[HB-28] The most that any pathway in force on a day asks of a meeting."""
    holds = Q(until_date=None) | Q(until_date__gt=day)
    found = [_sitting(data_of(one), body) for one in PathwayVersion.objects.filter(holds, from_date__lte=day)]
    return _most(found)


def _most(sittings: Iterable[Sitting]) -> Sitting:
    found = list(sittings)
    if not found:
        raise Refused.because(CLAUSE, "No pathway is in force on that day, so nothing says who makes a quorum.")
    return Sitting(
        quorum=max(one.quorum for one in found), professional=max(one.professional for one in found),
        lay=max(one.lay for one in found), papers_days=max(one.papers_days for one in found),
    )  # fmt: skip


def _papers_due(day: date, *, sitting: Sitting, today: date) -> date:
    if refusal := rules.may_meet_on(day, papers_days=sitting.papers_days, today=today):
        raise Refused(refusal)
    return rules.papers_due(day, days=sitting.papers_days)


def _widen(meeting: Meeting, data: PathwayData) -> None:
    """[HB-28] A case of an older version brings its own figures along, where they ask for more."""
    now = queries.sitting_of(meeting)
    most = _most([now, _sitting(data, Body(meeting.body))])
    meeting.quorum, meeting.least_professional, meeting.least_lay = most.quorum, most.professional, most.lay
    meeting.save(update_fields=["quorum", "least_professional", "least_lay"])
