"""Which year does an activity belong to, when does it close, and for whom is what owed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

DISPENSATION_MONTHS = 6
MOST_REDUCED_YEARS = 2


def year_start(day: date) -> date:
    """[CPD-9] The 1 October on which the CPD year of an activity completed on `day` began."""
    return date(day.year if day.month >= 10 else day.year - 1, 10, 1)


def closing_instant(*, closes_at: datetime, extended_until: date | None) -> datetime:
    """[CPD-10] When a member's year closes: the year's own instant, or the end of the London date of an extension."""
    if extended_until is None:
        return closes_at
    return max(closes_at, london.end_of_day(extended_until))


def may_change(*, at: datetime, closes_at: datetime, year: str) -> Refusal | None:
    """[CPD-10] [REC-10] Records change until the closing instant: one second before it yes, at it no."""
    if at < closes_at:
        return None
    closed = london.at_in_words(closes_at - timedelta(seconds=1))
    return Refusal(
        "CPD-10", f"The CPD year {year} closed on {closed}. Your text is kept, but it cannot join that year."
    )


def may_close(*, at: datetime, closes_at: datetime, year: str) -> Refusal | None:
    """[CPD-10] A year is closed by the clock and never before it."""
    if at >= closes_at:
        return None
    return Refusal("CPD-10", f"The CPD year {year} is open until {london.at_in_words(closes_at)}, London time.")


@dataclass(frozen=True)
class Held:
    """A grade held from a London date until, not including, another; `rank` orders grades by what they owe."""

    grade: str
    rank: int
    from_date: date
    until_date: date | None


def grade_that_owes(held: Sequence[Held], *, starts_on: date) -> str | None:
    """[CPD-16c] The lowest grade held in the year that starts on `starts_on`, or None where nothing can be owed.

    A change on the first day applies at once. Someone who held no grade on that day joined during the year and, like
    an Affiliate upgraded during it, owes nothing until the next 1 October.
    """
    ends = date(starts_on.year + 1, 10, 1)
    in_year = [g for g in held if g.from_date < ends and (g.until_date is None or g.until_date > starts_on)]
    if not any(g.from_date <= starts_on for g in in_year):
        return None
    return min(in_year, key=lambda g: (g.rank, g.from_date)).grade


@dataclass(frozen=True)
class Spell:
    """Time out of employment, first and last day both counted."""

    first: date
    last: date


def six_months_out(spells: Sequence[Spell], *, starts_on: date) -> bool:
    """[CPD-16a] Whether one unbroken spell inside the CPD year lasts six months by the corresponding-date rule."""
    last_day = date(starts_on.year + 1, 9, 30)
    for spell in spells:
        first, last = max(spell.first, starts_on), min(spell.last, last_day)
        if last + timedelta(days=1) >= london.add_months(first, DISPENSATION_MONTHS):
            return True
    return False


def may_reduce(*, reduced_years: int) -> Refusal | None:
    """[CPD-16b] A portfolio maker's lower target is granted for two CPD years at the most."""
    if reduced_years < MOST_REDUCED_YEARS:
        return None
    return Refusal("CPD-16b", "A reduced target has already been granted for two CPD years, which is the most allowed.")
