"""What late records of a member's year are asked, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cpd.models import CpdYear
from cpd.queries.owed import LIMITS, Asked, asked_of
from cpd.queries.years import years_of
from cpd.rules.record import Answers, Finding, missing_answers, over_limit
from members.models import Member


@dataclass(frozen=True)
class LateYear:
    """A member's year as late records are entered into it: what is asked, and the days that belong to it."""

    member: Member
    year: CpdYear
    asked: Asked
    last_day: date
    today: date

    @classmethod
    def of(cls, member: Member, year: CpdYear, *, at: datetime) -> LateYear:
        """How it stands at `at`."""
        mine = years_of(member.pk, at=at).by_id(year.pk)
        last_day = mine.span.last_day if mine else year.ends_on
        return cls(member, year, asked_of(member, year), last_day, london.date_of(at))


def found_in(answers: Answers, late: LateYear) -> tuple[Finding, ...]:
    """[CPD-16f] [REC-11] [CPD-9] What keeps a late record from being entered: one finding a field at the most."""
    found = [
        *missing_answers(answers, scheme=late.asked.scheme, has_specialism=late.asked.has_specialism),
        *over_limit(answers, LIMITS),
    ]
    day, first, last = answers.completed_on, late.year.starts_on, min(late.last_day, late.today)
    if day is not None and not first <= day <= last:
        said = f"Give a date from {london.in_words(first)} to {london.in_words(last)}: it has to lie in this year."
        found.append(Finding("completed_on", Refusal("CPD-9", said)))
    return tuple({finding.field: finding for finding in reversed(found)}.values())
