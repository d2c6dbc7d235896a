"""Who is invited to a meeting, and who of them chairs it [HB-28]."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.enums import MeetingStage
from applications.models import Interest, Meeting, Seat
from applications.queries import committee as queries
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User

CLAUSE = "HB-28"
BEFORE = (MeetingStage.PLANNED, MeetingStage.PAPERS_OUT)
OVER = "The meeting is over, so who was there stays as it is."


def invite(*, meeting_id: int, member_id: int, chairs: bool, by: User, at: datetime) -> Seat:
    """[HB-28] Invites a member to a meeting of their body, as its chair where `chairs` says so: then nobody else is.

    Invited again, the same seat. Raises Refused for somebody who does not sit on that day, or once it is held.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.invite"):
        meeting = _held(meeting_id)
        day = london.date_of(meeting.starts_at)
        if not queries.members_on(meeting.body, day).filter(pk=member_id).exists():
            sentence = f"This person does not sit on the {meeting.get_body_display()} on {london.in_words(day)}."
            raise Refused.because(CLAUSE, sentence)
        seat, _ = Seat.objects.get_or_create(meeting=meeting, member_id=member_id)
        if chairs:
            _chair(meeting, seat)
        return seat


def uninvite(*, seat_id: int, by: User, at: datetime) -> None:
    """[HB-28] Takes an invitation back. Raises Refused for somebody who has declared anything, which stays, or once the
    meeting is held."""
    with transaction.atomic(), because(user_id=by.pk, why="applications.uninvite"):
        seat = Seat.objects.get(pk=seat_id)
        _held(seat.meeting_id)
        if Interest.objects.filter(seat=seat).exists():
            raise Refused.because(CLAUSE, "This member has declared whether they have an interest. They stay invited.")
        seat.delete()


def name_chair(*, seat_id: int, by: User, at: datetime) -> Seat:
    """[HB-28] Has a member chair the meeting instead of whoever did. Raises Refused once its decisions are released."""
    with transaction.atomic(), because(user_id=by.pk, why="applications.name_chair"):
        seat = Seat.objects.get(pk=seat_id)
        meeting = Meeting.objects.select_for_update().get(pk=seat.meeting_id)
        if meeting.stage in (MeetingStage.RELEASED, MeetingStage.CANCELLED):
            raise Refused.because(CLAUSE, OVER)
        _chair(meeting, seat)
        return seat


def _held(meeting_id: int) -> Meeting:
    """The meeting, its row held. Raises Refused once it is held, released or cancelled."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.stage not in BEFORE:
        raise Refused.because(CLAUSE, OVER)
    return meeting


def _chair(meeting: Meeting, seat: Seat) -> None:
    Seat.objects.filter(meeting=meeting, chairs=True).exclude(pk=seat.pk).update(chairs=False)
    seat.chairs = True
    seat.save(update_fields=["chairs"])
