"""After a sample was not accepted: records are refused and the year is judged again, where an officer says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from cilexportal.foundation.rulebook.refusal import Refused
from cpd.enums import NOT_FINAL, Cause, Reading
from cpd.models import Mark, Record, Sampled, YearResult
from cpd.rules.sampling import CLAUSE
from cpd.services.close.again import changing
from members.models import User


def refuse_records(*, sampled: Sampled, record_ids: Collection[int], reason: str, by: User, at: datetime) -> YearResult:
    """[CPD-16d] Refuses records that were marked as not met, and judges the year again without them.

    Both results are kept, with the reason. The member is told what the year comes to. Gives the new result. Raises
    Refused where the sample was not refused, for another record, for one's own, and where the year has no final
    result.
    """
    if sampled.outcome != Reading.NOT_ACCEPTED:
        raise Refused.because(CLAUSE, "Records are refused only where the sample was not accepted.")
    if sampled.member.user_id == by.pk:
        raise Refused.because(CLAUSE, "This is your own record. Somebody else decides what follows.")
    told = {"member": sampled.member, "year": sampled.year, "reason": reason, "by": by, "at": at}
    with changing(cause=Cause.SAMPLED, **told) as before:
        if before is None or before.outcome in NOT_FINAL:
            raise Refused.because("CPD-10", f"{sampled.year.label} is open again for this member. Wait for its result.")
        wanted = set(record_ids) & refusable(sampled)
        if not wanted or wanted != set(record_ids):
            raise Refused.because(CLAUSE, "Choose records that were marked as not met and still count.")
        Record.objects.filter(pk__in=wanted).update(refused_at=at)
    return YearResult.objects.get(member=sampled.member, year=sampled.year, superseded_at=None)


def refusable(sampled: Sampled) -> set[int]:
    """The ids of the records that the second assessor marked as not met and that count still."""
    marks = Mark.objects.filter(of__sampled=sampled, second=True, met=False, of__record__refused_at=None)
    return set(marks.values_list("of__record_id", flat=True))
