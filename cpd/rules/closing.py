"""Which year does an activity belong to, when does it close, and for whom is what owed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

DISPENSATION_MONTHS = 6
MOST_REDUCED_YEARS = 2


def closing_instant(*, closes_at: datetime, extended_until: date | None) -> datetime:
    """[CPD-10] [CPD-11a] When a member's year closes: at its own instant, or after the last day of an extension."""
    if extended_until is None:
        return closes_at
    return max(closes_at, london.end_of_day(extended_until))


@dataclass(frozen=True)
class MemberSpan:
    """A CPD year as it runs for one member; `has_result` says that it was closed with an outcome that is final,
    `held` that a request in time for more of it is not answered yet [CPD-11]."""

    label: str
    starts_on: date
    ends_on: date
    closes_at: datetime
    extended_until: date | None = None
    has_result: bool = False
    held: bool = False

    @property
    def last_day(self) -> date:
        """The last London date on which an activity may be completed; an extension covers completion [CPD-11a]."""
        return max(self.ends_on, self.extended_until or self.ends_on)


def may_change(span: MemberSpan, *, at: datetime, complete_at: datetime | None = None) -> Refusal | None:
    """[CPD-10] [REC-10] Records change until the closing instant: one second before it yes, at it no.

    A request that waits for its answer keeps the year open for new records; one that was complete at the closing
    instant, as `complete_at` says, stays as it was, for the year may have to be judged as of then [CPD-11].
    """
    if at >= span.closes_at and not span.held:
        closed = london.at_in_words(span.closes_at - london.A_SECOND)
        return Refusal(
            "CPD-10", f"Your CPD year {span.label} closed on {closed}, London time, and can no longer change."
        )
    if span.has_result:
        return Refusal(
            "CPD-10", f"Your CPD year {span.label} has been closed with its result and can no longer change."
        )
    if at >= span.closes_at and complete_at is not None and complete_at < span.closes_at:
        return Refusal("CPD-11", "This record counts as it stands. While your request waits, you can only add others.")
    return None


def open_spans(spans: Sequence[MemberSpan], *, at: datetime) -> list[MemberSpan]:
    """[CPD-9] [CPD-10] The years that have begun and not closed for this member at `at`, the oldest first."""
    today = london.date_of(at)
    begun = (span for span in spans if span.starts_on <= today and may_change(span, at=at) is None)
    return sorted(begun, key=lambda span: span.starts_on)


def spans_of(completed_on: date, spans: Sequence[MemberSpan]) -> list[MemberSpan]:
    """[CPD-9] The years among `spans` that an activity completed on a day may join, in the order given.

    30 September belongs to the ending year and 1 October to the new one; an extended year takes both.
    """
    return [span for span in spans if span.starts_on <= completed_on <= span.last_day]


def may_close(*, at: datetime, closes_at: datetime, year: str) -> Refusal | None:
    """[CPD-10] A year is closed by the clock and never before it."""
    if at >= closes_at:
        return None
    last_day = london.in_words(london.last_day_before(closes_at))
    return Refusal("CPD-10", f"The CPD year {year} is open until the end of {last_day}, London time.")


def bad_date(completed_on: date, *, spans: Sequence[MemberSpan], at: datetime) -> Refusal | None:
    """[REC-29] [CPD-9] An activity is completed by today, and in a year of the member that is still open."""
    if completed_on > london.date_of(at):
        return Refusal("REC-29", "Give a date that is not in the future: record what you have completed.")
    still_open = open_spans(spans, at=at)
    if spans_of(completed_on, still_open):
        return None
    for closed in spans_of(completed_on, spans):
        return may_change(closed, at=at)
    if not still_open:
        return Refusal("REC-29", "No CPD year is open for you on this day.")
    earliest = london.in_words(still_open[0].starts_on)
    return Refusal("REC-29", f"Give a date on or after {earliest}: that is when your oldest open CPD year began.")


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
    an Affiliate upgraded during it, owes nothing until the next 1 October. Leaving does not undo what was owed.
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
