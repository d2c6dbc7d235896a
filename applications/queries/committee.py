"""The committee's and the panel's agenda: what waits to be listed, who hears what, and who may open which paper."""

from __future__ import annotations

import hashlib
import json
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
SPEAKS = "The applicant asks to speak to the meeting."
PAPERS = (MeetingStage.PAPERS_OUT, MeetingStage.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A member before an item: the sitter of the rules, whether they declared, and why they cannot hear it anyway.
    An interest is declared in the case: it stays when the case is listed again."""

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
    return found.select_related(
        PERSON, "meeting", "referral__by", "referral__reconsideration", "decision", "recorded_by"
    )


def agenda(meeting: Meeting, *, all_come: bool = False) -> list[ItemNow]:
    """[HB-28] The agenda with who hears what; the same few statements for any number of items and members. `all_come`
    reckons as if every member came and had no other interest to declare, which is how it looks before the day."""
    items = list(standing(meeting.pk))
    seats = list(Seat.objects.filter(meeting=meeting).select_related("member__user").order_by("pk"))
    said, conflicts = _declared({item.referral.case_id for item in items})
    kept_apart = apart(items, seats, body=Body(meeting.body))
    day = london.date_of(meeting.starts_at)
    found = []
    for item in items:
        hearings = []
        for seat in seats:
            key, user = (item.pk, seat.pk), seat.member.user_id
            has_interest = (item.referral.case_id, user) in conflicts
            declared = has_interest or key in said
            sitter = Sitter(
                user=user, kind=SeatKind(seat.member.kind), sits=_sits(seat.member, day), chairs=seat.chairs,
                attended=all_come or bool(seat.attended), declared=all_come or declared,
                conflicted=has_interest or key in kept_apart,
            )  # fmt: skip
            hearings.append(Hearing(seat=seat, declared=declared, apart=kept_apart.get(key), sitter=sitter))
        unable = meetings.able_to_decide([one.sitter for one in hearings], sitting_of(meeting))
        offered = _offered(item, Body(meeting.body))
        found.append(ItemNow(item=item, hearings=tuple(hearings), unable=unable, offered=offered))
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


def why_left_out(one: ItemNow, seat_id: int) -> str:
    """[HB-28] Why the paper of an item is not in a member's pack: what keeps them from hearing it, or what they
    declared."""
    hearing = one.of_seat(seat_id)
    if hearing.apart:
        return hearing.apart.sentence
    if hearing.sitter.conflicted:
        return "You have an interest in this case."
    return "It came to you after this pack was made." if hearing.declared else "You have not declared on this case."


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


def wants_hearing(referral: Referral) -> bool:
    """[HB-28b] Whether the applicant, who asks for this, wants to speak themselves."""
    asked = getattr(referral, "reconsideration", None)
    return asked is not None and asked.wants_hearing


def as_shown(meeting: Meeting) -> str:
    """[HB-28a] The SHA-256 of what a release makes known: each outcome with its reasons, who came, and the minutes."""
    items = standing(meeting.pk).values_list("pk", "number", "outcome", "reasons")
    seats = Seat.objects.filter(meeting=meeting).order_by("pk").values_list("pk", "attended", "chairs")
    return digest([meeting.minutes, *map(list, items), *map(list, seats)])


def digest(shown: object) -> str:
    """The SHA-256 of plain values that a page showed, to tell whether they are still the same when it comes back."""
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def _declared(cases: set[int]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """[HB-28] What was declared on cases: (item, seat) of everything that was said, and (case, user) of the interests,
    at whatever meeting they were declared."""
    said: set[tuple[int, int]] = set()
    conflicts: set[tuple[int, int]] = set()
    found = Interest.objects.filter(item__referral__case__in=cases)
    for item, seat, case, user, conflicted in found.values_list(
        "item", "seat", "item__referral__case", "seat__member__user", "conflicted"
    ):
        said.add((item, seat))
        if conflicted:
            conflicts.add((case, user))
    return said, conflicts


def _sits(member: CommitteeMember, day: date) -> bool:
    return member.from_date <= day and (member.until_date is None or day < member.until_date)


def _offered(item: AgendaItem, body: Body) -> tuple[Outcome, ...]:
    case = item.referral.case
    data = data_by_id(case.application.version_id)
    matter = Matter(stage=Stage(case.stage), step=data.step(case.step), sections=())
    return deciding.available(matter, data, body=body)
