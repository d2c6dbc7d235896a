"""What a meeting did: who came, what it decided of each case and why, and that all of it goes out together [HB-28]."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from applications.enums import Body, MeetingStage, Outcome
from applications.models import AgendaItem, Meeting, Seat
from applications.queries import committee as queries
from applications.queries.deciding import may_judge
from applications.services import beforehand, deciding, moving
from applications.services import committee_news as news
from applications.services.meetings import CLAUSE, go, held
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User

STALE = (
    "The decisions, who came or the minutes were changed while this page was open. Read them again as they stand now, "
    "and release them then."
)
WRITTEN_ON = (
    "Somebody wrote on the minutes while this page was open. Copy what you typed, open the page again, and add it."
)


def hold(
    *, meeting_id: int, attended: Collection[int], minutes: str | None, by: User, at: datetime, seen: str | None = None
) -> Meeting:
    """[HB-28] Notes that the meeting was held, which seats (by id) came, and its minutes so far; both can be corrected
    until the release, which asks again who could decide. Minutes of None leave those there are. `seen` is the digest of
    the minutes that the page showed.

    Raises Refused before it began, unless papers are out or it was held, and for minutes that others wrote on since.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.hold_meeting"):
        meeting = held(meeting_id, MeetingStage.PAPERS_OUT, MeetingStage.HELD)
        if at < meeting.starts_at:
            raise Refused.because(CLAUSE, "The meeting has not begun yet.")
        if minutes is not None:
            _write(meeting, minutes, seen=seen)
        for seat in Seat.objects.filter(meeting=meeting):
            seat.attended = seat.pk in attended
            seat.save(update_fields=["attended"])
        if meeting.stage != MeetingStage.HELD:
            go(meeting=meeting, to=MeetingStage.HELD)
            meeting.held_at = at
        meeting.save(update_fields=["stage", "held_at", "minutes"])
        return meeting


def minute(*, meeting_id: int, minutes: str, by: User, at: datetime, seen: str | None = None) -> Meeting:
    """[HB-28] Writes the minutes of a meeting that was held. Raises Refused before it, once they are released, and
    where they are not what `seen` is the digest of any more."""
    with transaction.atomic(), because(user_id=by.pk, why="applications.minute"):
        meeting = held(meeting_id, MeetingStage.HELD)
        _write(meeting, minutes, seen=seen)
        meeting.save(update_fields=["minutes"])
        return meeting


def record(*, item_id: int, outcome: Outcome, reasons: str, by: User, at: datetime) -> AgendaItem:
    """[HB-28] Writes down what the meeting decided of a case, with its reasons. Nobody outside learns of it before the
    release; until then it can be corrected.

    Raises Refused unless the meeting was held, without reasons, for a decision that is not made of the step, for a case
    that `by` has a part in, and where those who came and declared no interest in the case cannot decide it.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.record"):
        meeting = held(AgendaItem.objects.values_list("meeting", flat=True).get(pk=item_id), MeetingStage.HELD)
        now = next((one for one in queries.agenda(meeting) if one.item.pk == item_id), None)
        if now is None:
            raise Refused.because(CLAUSE, "This case was taken off the agenda.")
        if part := may_judge(now.item.referral.case, by):
            raise Refused(part)
        if not reasons.strip():
            raise Refused.because(CLAUSE, "Write down the reasons: the applicant reads them.")
        if outcome not in now.offered:
            raise Refused.because(CLAUSE, "This decision is not made of this step.")
        refuse_if_any(now.unable)
        item = now.item
        item.outcome, item.reasons, item.recorded_at, item.recorded_by = outcome, reasons.strip(), at, by
        item.save(update_fields=["outcome", "reasons", "recorded_at", "recorded_by"])
        return item


def release(*, meeting_id: int, by: User, at: datetime, seen: str | None = None) -> Meeting:
    """[HB-28] [HB-28a] Makes every decision of a meeting known at once: the decisions, the cases and the letters are
    written in one transaction, or nothing is. `seen` is queries.committee.as_shown of what was agreed to.

    Raises Refused unless the meeting was held, while a case has no decision, without minutes, and where anything of it
    was changed since it was `seen`.
    """
    to_be_met = AgendaItem.objects.filter(meeting=meeting_id, outcome=Outcome.MET, taken_off_at=None)
    read = beforehand.read(list(to_be_met.values_list("referral__case", flat=True)))
    with transaction.atomic(), because(user_id=by.pk, why="applications.release"):
        meeting = held(meeting_id, MeetingStage.HELD)
        if seen is not None and seen != queries.as_shown(meeting):
            raise Refused.because("HB-28a", STALE)
        refuse_if_any(_why_not(meeting))
        items = sorted(queries.standing(meeting.pk), key=lambda one: one.referral.case_id)
        for item in items:
            item.referral.case = moving.held(case=item.referral.case_id, revision=None)
            item.decision = deciding.record(
                case=item.referral.case, body=Body(meeting.body), outcome=Outcome(item.outcome), why=item.reasons,
                by=by, at=at, facts={"meeting": str(meeting.uuid), "item": item.pk},
                read=read.get(item.referral.case_id),
            )  # fmt: skip
            item.save(update_fields=["decision"])
        news.tell_decided(items=items, meeting=meeting, by=by, at=at)
        go(meeting=meeting, to=MeetingStage.RELEASED)
        meeting.released_at, meeting.released_by = at, by
        meeting.save(update_fields=["stage", "released_at", "released_by"])
        return meeting


def _write(meeting: Meeting, minutes: str, *, seen: str | None) -> None:
    """Sets the minutes of a meeting that is held by the caller. Raises Refused where others wrote on them since."""
    if seen is not None and seen != queries.digest(meeting.minutes):
        raise Refused.because(CLAUSE, WRITTEN_ON)
    meeting.minutes = minutes.strip()


def _why_not(meeting: Meeting) -> list[Refusal]:
    """[HB-28] What stands against releasing the decisions of a meeting."""
    agenda = queries.agenda(meeting)
    found = [Refusal(CLAUSE, f"Case {one.item.number} has no decision yet.") for one in agenda if not one.item.outcome]
    if not meeting.minutes:
        found.append(Refusal(CLAUSE, "Write the minutes first."))
    return [*found, *dict.fromkeys(refusal for one in agenda for refusal in one.unable)]
