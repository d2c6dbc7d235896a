"""Records that an officer types in for a member: marked with who typed them, why, and from which message [CPD-16f]."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import Cause, Mode, Outcome
from cpd.models import CpdYear, Record
from cpd.queries.late import LateYear, found_in
from cpd.rules.record import Answers
from cpd.services.close.again import changing
from members.models import Member, User

MOST_AT_ONCE = 12


def enter(
    *, member: Member, year: CpdYear, entries: Sequence[Answers], why: str, message: str, by: User, at: datetime
) -> list[Record]:
    """[CPD-16f] Enters complete records into a member's year, all or none.

    They count although they come late. A year closed as not met, or as met, is reopened for it and judged again at
    once, and both results are kept. Raises Refused where an answer is missing or a day lies outside the year.
    """
    if not 0 < len(entries) <= MOST_AT_ONCE:
        raise Refused.because("CPD-16f", f"Enter between 1 and {MOST_AT_ONCE} records at once.")
    with changing(member=member, year=year, cause=Cause.LATE_ENTRY, reason=why, by=by, at=at) as before:
        if before and before.outcome in (Outcome.DISPENSED, Outcome.NOT_REQUIRED):
            raise Refused.because("CPD-16a", f"Nothing is owed for {year.label}, so nothing is entered late.")
        late = LateYear.of(member, year, at=at)
        if wrong := [finding.refusal for entry in entries for finding in found_in(entry, late)]:
            raise Refused(*wrong)
        return [Record.objects.create(**_fields(one), **_marks(late, why, message, by, at)) for one in entries]


def _fields(answers: Answers) -> dict[str, object]:
    """The answers as columns of a record."""
    names = (*dict(answers.texts), "completed_on", "planned", "professionalism", "hours", "in_specialism")
    return {name: getattr(answers, name) for name in names}


def _marks(late: LateYear, why: str, message: str, by: User, at: datetime) -> dict[str, object]:
    """Whose it is, and by whom, when, why and from what it was typed."""
    return {
        "member": late.member, "year": late.year, "mode": Mode.FREE, "complete_at": at, "created_at": at,
        "saved_at": at, "version": 1, "entered_by": by, "entered_why": why, "entered_from": message,
    }  # fmt: skip
