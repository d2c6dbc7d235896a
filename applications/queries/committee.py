"""The committee's and the panel's agenda: what waits to be listed, who hears what, and who may open which paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.enums import Body, MeetingStage, Outcome, SeatKind, Stage
from applications.models import AgendaItem, Case, CommitteeMember, Interest, Meeting, Referral, Seat
from applications.queries.pathways import data_by_id
from applications.queries.sitting import apart
from applications.rules import deciding, meetings
from applications.rules.deciding import Matter
from applications.rules.meetings import Sitter
from applications.rules.pathway import Sitting
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

PERSON = "referral__case__application__user"
PAPERS = (MeetingStage.PAPERS_OUT, MeetingStage.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A member before an item: the sitter of the rules, whether they declared, and why they cannot hear it anyway."""

    seat: Seat
    sitter: Sitter
    declared: bool
    apart: Refusal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNow:
    """An item with everybody at the meeting. `unable`: why those who came cannot decide it; `offered`: the decisions
    that can be recorded of it."""

    item: AgendaItem
    hearings: tuple[Hearing, ...]
    unable: list[Refusal]
    offered: tuple[Outcome, ...]

    def of_seat(self, seat_id: int) -> Hearing:
        """The hearing of a member. Raises StopIteration for a seat of another meeting."""
        return next(one for one in self.hearings if one.seat.pk == seat_id)


def standing(meeting_id: int) -> QuerySet[AgendaItem]:
    """The items on the agenda of a meeting, in their order, with the people they are about."""
    found = AgendaItem.objects.filter(meeting=meeting_id, taken_off_at=None).order_by("number")
    return found.select_related(PERSON, "referral__by", "decision", "recorded_by")


def agenda(meeting: Meeting, *, all_come: bool = False) -> list[ItemNow]:
    """[HB-28] The agenda with who hears what; the same few statements for any number of items and members. `all_come`
    reckons as if every member came, which is how it looks before the day."""
    items = list(standing(meeting.pk))
    seats = list(Seat.objects.filter(meeting=meeting).select_related("member__user").order_by("pk"))
    declared = Interest.objects.filter(item__in=items).values_list("item", "seat", "conflicted")
    said = {(item, seat) for item, seat, _ in declared}
    conflicts = {(item, seat) for item, seat, conflicted in declared if conflicted}
    kept_apart = apart(items, seats, body=Body(meeting.body))
    found = []
    for item in items:
        hearings = tuple(
            Hearing(
                seat=seat, declared=(item.pk, seat.pk) in said, apart=kept_apart.get((item.pk, seat.pk)),
                sitter=Sitter(
                    user=seat.member.user_id, kind=SeatKind(seat.member.kind), attended=all_come or bool(seat.attended),
                    chairs=seat.chairs, conflicted=(item.pk, seat.pk) in conflicts or (item.pk, seat.pk) in kept_apart,
                ),
            )
            for seat in seats
        )  # fmt: skip
        unable = meetings.able_to_decide([one.sitter for one in hearings], sitting_of(meeting))
        found.append(ItemNow(item=item, hearings=hearings, unable=unable, offered=_offered(item, Body(meeting.body))))
    return found


def sitting_of(meeting: Meeting) -> Sitting:
    """How many members make a meeting able to decide, as its row says."""
    return Sitting(
        quorum=meeting.quorum, professional=meeting.least_professional, lay=meeting.least_lay, papers_days=0
    )  # fmt: skip


def why_hidden(one: ItemNow, seat_id: int) -> Refusal | None:
    """[HB-28] Why the paper of an item does not open to a member, or None."""
    hearing = one.of_seat(seat_id)
    return meetings.may_open(
        declared=hearing.declared, conflicted=hearing.sitter.conflicted, is_own=hearing.apart is not None
    )


def seat_of(*, meeting: Meeting, user_id: int) -> Seat | None:
    """The seat of a person at a meeting."""
    return Seat.objects.filter(meeting=meeting, member__user=user_id).select_related("member__user", "pack").first()


def may_read(*, item: AgendaItem, user_id: int) -> Refusal | None:
    """[HB-28] Why somebody who sits cannot open the paper of an item now, or None. An item comes with its meeting."""
    meeting = item.meeting
    seat = seat_of(meeting=meeting, user_id=user_id)
    if seat is None or meeting.stage not in PAPERS:
        return Refusal("HB-28", "The papers of this meeting are not out to you.")
    found = next((one for one in agenda(meeting) if one.item.pk == item.pk), None)
    if found is None:
        return Refusal("HB-28", "This case was taken off the agenda.")
    return why_hidden(found, seat.pk)


def readable(meeting: Meeting, seats: Sequence[Seat]) -> dict[int, tuple[list[int], bool]]:
    """[HB-28] Seat -> the items whose papers open to them, and whether they declared on every one they could hear."""
    now = agenda(meeting)
    return {
        seat.pk: (
            [one.item.pk for one in now if why_hidden(one, seat.pk) is None],
            all(one.of_seat(seat.pk).declared or one.of_seat(seat.pk).apart for one in now),
        )
        for seat in seats
    }


def waiting(body: str = "") -> QuerySet[Referral]:
    """[HB-28] Open referrals that no meeting has on its agenda, the oldest first, with the people they are about."""
    listed = AgendaItem.objects.filter(referral=OuterRef("pk"), taken_off_at=None)
    found = Referral.objects.filter(~Exists(listed), ended_at=None).select_related("case__application__user", "by")
    return (found.filter(body=body) if body else found).order_by("at", "pk")


def told_of(cases: Iterable[Case]) -> dict[int, date]:
    """[HB-28a] Case -> the day of the meeting that its applicant was told of."""
    listed = AgendaItem.objects.filter(
        referral__case__in=list(cases), referral__ended_at=None, taken_off_at=None, told_at__isnull=False
    )
    return {case: london.date_of(at) for case, at in listed.values_list("referral__case", "meeting__starts_at")}


def members_on(body: str, day: date) -> QuerySet[CommitteeMember]:
    """Who sits on a body on a London day."""
    holds = Q(until_date=None) | Q(until_date__gt=day)
    return CommitteeMember.objects.filter(holds, body=body, from_date__lte=day).select_related("user")


def _offered(item: AgendaItem, body: Body) -> tuple[Outcome, ...]:
    case = item.referral.case
    data = data_by_id(case.application.version_id)
    matter = Matter(stage=Stage(case.stage), step=data.step(case.step), sections=())
    return deciding.available(matter, data, body=body)
