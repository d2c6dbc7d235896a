"""What an applicant is told to expect and when, in words that the figures bear out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from applications.enums import Whose
from applications.rules.clocks import Clock, Honest
from applications.rules.pathway import Clocks
from cilexportal.foundation import london, working_days

WAITS_FOR = {
    Whose.APPLICANT: "It is your move.",
    Whose.SUPERVISOR: "It waits for your supervisor.",
    Whose.COMMITTEE: "It waits for the committee.",
    Whose.FINANCE: "It waits for the payment to come in.",
    Whose.OFFICER: "It is with an officer.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The days by which half of the recent cases, and nine in ten, were decided, as they fall for this one. None where
    the clock stands, where there is too little to go by, and for a day that has gone by."""

    half_on: date | None
    most_on: date | None


def expected(clock: Clock, found: Honest, *, today: date, closed: Collection[date]) -> Expected:
    """[HB-8] [HB-26] When a decision can be expected, from the working days that recent ones took."""
    return Expected(
        half_on=_day_of(found.half, clock, today=today, closed=closed),
        most_on=_day_of(found.most, clock, today=today, closed=closed),
    )


def sentences(
    clock: Clock, found: Honest, *, whose: Whose, figures: Clocks, today: date, closed: Collection[date]
) -> Iterator[str]:
    """[HB-8] [HB-26] Whose move it is, what recent cases took, and the day to expect; nothing is promised that the
    figures do not say."""
    if whose not in WAITS_FOR:
        return
    yield WAITS_FOR[whose]
    if whose != Whose.OFFICER:
        yield (
            "The clock stands still until an officer has it again. "
            f"Used so far: {clock.used} of {figures.target_days} working days."
        )
        return
    yield from _honestly(found, expected(clock, found, today=today, closed=closed), figures=figures)
    if clock.due_on is None:
        return
    day = london.in_words(clock.due_on)
    if clock.is_overdue(today):
        yield f"We aim to decide in {figures.target_days} working days. That was {day}: we are late."
    else:
        yield f"We aim to decide in {figures.target_days} working days: by {day}."


def _honestly(found: Honest, days: Expected, *, figures: Clocks) -> Iterator[str]:
    if found.half is None or found.most is None:
        yield (
            f"Too few cases were decided in the last {figures.honest_days} days to say how long one takes now: "
            f"{found.of}, and it takes {figures.honest_least} to tell."
        )
        return
    yield (
        f"Of the {found.of} cases decided in the last {figures.honest_days} days half took {_days(found.half)} or "
        f"fewer, and nine in ten {_days(found.most)} or fewer."
    )
    if days.most_on is None:
        yield "Yours has taken longer than nine in ten of them, so we cannot tell you a day."
    elif days.half_on is None:
        yield f"Yours has taken longer than half of them. Expect a decision by {london.in_words(days.most_on)}."
    elif days.half_on == days.most_on:
        yield f"Expect a decision by {london.in_words(days.half_on)}."
    else:
        first, last = london.in_words(days.half_on), london.in_words(days.most_on)
        yield f"Expect a decision between {first} and {last}."


def _day_of(taken: int | None, clock: Clock, *, today: date, closed: Collection[date]) -> date | None:
    """The day on which a running clock comes to so many working days; None once it is over."""
    if taken is None or clock.since is None or taken < clock.used:
        return None
    day = working_days.after(clock.since, taken - clock.used, closed=closed)
    return day if day >= today else None


def _days(count: int) -> str:
    return f"{count} working day" if count == 1 else f"{count} working days"
