"""A meeting of the committee with a case on its agenda, by the real services, up to where a test begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from applications.enums import Body, Cause, Outcome, SeatKind, Stage, Whose
from applications.models import AgendaItem, Case, Meeting, Referral, Seat
from applications.queries import committee as queries
from applications.services import hearing, meetings, moving, referring, seating
from members.models import User
from tests import factories as people
from tests.applications import case_steps, factories
from tests.applications.factories import NOON

BEGINS = datetime(2026, 12, 8, 10, tzinfo=UTC)
AFTER = datetime(2026, 12, 8, 15, tzinfo=UTC)
THREE = (SeatKind.PROFESSIONAL, SeatKind.LAY, SeatKind.LAY)


def secretary() -> User:
    return people.UserFactory(granted=["alc_secretary"])


def before_the_committee(
    user: User | None = None, *, cause: Cause = Cause.UNSURE, has_file: bool = False
) -> Case:  # fmt: skip
    """A case of knowledge that an officer referred to the committee; with a checked file of its applicant and another
    that was sent in answer, or none."""
    with transaction.atomic():
        case = factories.case(user, step="knowledge", stage=Stage.COMMITTEE, whose=Whose.COMMITTEE, decided_at=None)
    factories.submission(case, content=_files(case) if has_file else None)
    officer = people.UserFactory(granted=["regulation_officer"])
    referring.refer(case=case, cause=cause, question="Does this degree cover immigration law?", by=officer, at=NOON)
    return case


def _files(case: Case) -> dict[str, Any]:
    item = case_steps.answered_with_a_file(case).items.get()
    return {
        "papers": [{"uuid": str(factories.paper(case).uuid), "filename": "degree.pdf"}],
        "answers": [{"question": item.question, "file": "proof.pdf", "uuid": str(item.document.uuid)}],
    }


def referral_of(case: Case) -> Referral:
    return Referral.objects.get(case=case, ended_at=None)


def planned(
    by: User, *, kinds: Sequence[str] = THREE, body: Body = Body.COMMITTEE, starts: datetime = BEGINS
) -> Meeting:
    """A meeting on 8 December with a member for each kind, the first of whom chairs it."""
    made = meetings.plan(body=body, starts_at=starts, place="Bedford", by=by, at=NOON)
    for place, kind in enumerate(kinds):
        member = factories.sitter(kind, body=body)
        seating.invite(meeting_id=made.pk, member_id=member.pk, chairs=place == 0, by=by, at=NOON)
    return made


def listed(case: Case, meeting: Meeting, *, by: User, at: datetime = NOON) -> AgendaItem:
    return meetings.list_item(referral_id=referral_of(case).pk, meeting_id=meeting.pk, by=by, at=at)


def seats(meeting: Meeting) -> list[Seat]:
    return list(Seat.objects.filter(meeting=meeting).order_by("pk"))


def declared(item: AgendaItem, seat: Seat, *, conflicted: bool = False, at: datetime = NOON) -> Any:
    nature = "We work together." if conflicted else ""
    return meetings.declare(
        item_id=item.pk, seat_id=seat.pk, conflicted=conflicted, nature=nature, by=seat.member.user, at=at
    )


def all_declare(meeting: Meeting) -> None:
    """Every member who has not declared on a case yet says that they have no interest in it."""
    for one in queries.agenda(meeting):
        for found in one.hearings:
            if not found.declared:
                declared(one.item, found.seat)


def held(meeting: Meeting, *, by: User, at: datetime = AFTER) -> None:
    """Papers out, everybody has declared, the meeting held with everybody there."""
    meetings.papers_out(meeting_id=meeting.pk, by=by, at=NOON)
    all_declare(meeting)
    hearing.hold(meeting_id=meeting.pk, attended=[one.pk for one in seats(meeting)], minutes="All came.", by=by, at=at)


def recorded(item: AgendaItem, outcome: Outcome, *, by: User) -> AgendaItem:
    return hearing.record(item_id=item.pk, outcome=outcome, reasons="The degree leaves it out.", by=by, at=AFTER)


def decided(case: Case, outcome: Outcome, *, by: User | None = None, body: Body = Body.COMMITTEE) -> Meeting:
    """A whole meeting that decides one case and releases it."""
    by = by or secretary()
    kinds = (SeatKind.PROFESSIONAL, SeatKind.LAY, SeatKind.LAY)
    meeting = planned(by, kinds=kinds, body=body)
    item = listed(case, meeting, by=by)
    held(meeting, by=by)
    recorded(item, outcome, by=by)
    hearing.release(meeting_id=meeting.pk, by=by, at=AFTER)
    case.refresh_from_db()
    return meeting


def again(case: Case) -> Case:
    """The case as its row is now."""
    return moving.held(case=case.pk, revision=None)
