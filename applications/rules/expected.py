"""What an applicant is told to expect and when, in words that the figures bear out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from applications.enums import Whose
from applications.rules.clocks import Clock, Honest
from applications.rules.pathway import Clocks
from cilexportal.foundation import london, working_days
from cilexportal.foundation.ui.words import counted

WAITS_FOR = {
    Whose.APPLICANT: "It is your move.",
    Whose.SUPERVISOR: "It waits for your supervisor.",
    Whose.COMMITTEE: "It waits for the committee.",
    Whose.FINANCE: "Waiting for payment.",
    Whose.OFFICER: "It is with an officer.",
}
AGAIN = (
    "You submitted this step again after a decision. The working days of the earlier assessment count too, so we "
    "cannot tell you a day."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The days by which half of the recent cases, and nine in ten, were decided, as they fall for this one. None where
    the clock stands, where there is too little to go by, and for a day that has gone by."""

    half_on: date | None
    most_on: date | None


def used_in_words(used: int, *, target: int) -> str:
    """[HB-26] How far a clock has come: of its target, or how many working days over it."""
    if used > target:
        return f"{_days(used)} used, {_days(used - target)} over the {target} we aim at"
    return f"{used} of {_days(target)} used"


def expected(clock: Clock, found: Honest, *, today: date, closed: Collection[date]) -> Expected:
    """[HB-8] [HB-26] When a decision can be expected, from the working days that recent ones took."""
    return Expected(
        half_on=_day_of(found.half, clock, today=today, closed=closed),
        most_on=_day_of(found.most, clock, today=today, closed=closed),
    )


def sentences(
    clock: Clock, found: Honest, *, whose: Whose, figures: Clocks, today: date, closed: Collection[date],
    again: bool = False,
) -> Iterator[str]:  # fmt: skip
    """[HB-8] [HB-26] Whose move it is, what recent cases took, and the day to expect; nothing is promised that the
    figures do not say. `again`: submitted again after "not yet", so that the clock holds the days of an earlier
    assessment too: it is not measured by what others took, and not called late."""
    if whose not in WAITS_FOR:
        return
    yield WAITS_FOR[whose]
    if whose != Whose.OFFICER:
        yield (
            "We do not count days until an officer has your case again. "
            f"So far: {used_in_words(clock.used, target=figures.target_days)}."
        )
        return
    yield from _honestly(found, expected(clock, found, today=today, closed=closed), figures=figures, again=again)
    if clock.due_on is None:
        return
    if again and clock.is_overdue(today):
        yield AGAIN
        return
    day = london.in_words(clock.due_on)
    if clock.is_overdue(today):
        yield f"We aim to decide in {figures.target_days} working days. That was {day}: we are late."
    else:
        yield f"We aim to decide in {figures.target_days} working days: by {day}."


def _honestly(found: Honest, days: Expected, *, figures: Clocks, again: bool) -> Iterator[str]:
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
    if again and days.most_on is None:
        return
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
    return counted(count, "working day")
