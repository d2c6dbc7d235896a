"""Figures that identify nobody: medians, and counts of which small ones are not told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cilexportal.foundation import london

# Fewer than this many people could be told apart by somebody who knows one of them.
LEAST = 5
# Of fewer than this many, nine in ten are all but one, and the figure would be that one person's.
LEAST_TIMES = 10
A_YEAR = 12
MOST_ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """How long decisions of a step took, in working days: the middle one, and of ten the ninth. None: too few."""

    step: str
    median: int | None
    ninth: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How often a criterion was met, in percent of cases; None where too few were marked."""

    code: str
    met: int | None


def months_before(today: date) -> tuple[date, date]:
    """The first days of the month a year ago and of this one: whole months alone, so that nobody learns of one day's
    decisions by taking yesterday's figures from today's."""
    until = today.replace(day=1)
    return london.add_months(until, -A_YEAR), until


def times(taken: Mapping[str, Sequence[int]]) -> list[Time]:
    """How long each step took, but for those of which nothing was decided. `taken`: the step in words -> working days
    of each of its decisions."""
    return [_time(step, sorted(days)) for step, days in taken.items() if days]


def share(code: str, *, met: int, not_met: int) -> Share:
    """How often a criterion was met; nothing is told of few cases, nor of few on either side of many."""
    few = met + not_met < LEAST or 0 < met < LEAST or 0 < not_met < LEAST
    return Share(code=code, met=None if few else round(100 * met / (met + not_met)))


def rounds(asked: Iterable[int]) -> dict[str, int | None]:
    """How many applications were asked for more so many times; None for a few of them."""
    found = dict.fromkeys(range(MOST_ROUNDS + 1), 0)
    for times_asked in asked:
        found[min(times_asked, MOST_ROUNDS)] += 1
    return {_said(count): told(cases) for count, cases in found.items()}


def told(count: int) -> int | None:
    """A count that may be told: nobody, or enough of them."""
    return None if 0 < count < LEAST else count


def _time(step: str, days: list[int]) -> Time:
    if len(days) < LEAST_TIMES:
        return Time(step=step, median=None, ninth=None)
    return Time(step=step, median=days[(len(days) - 1) // 2], ninth=days[(len(days) * 9 - 1) // 10])


def _said(count: int) -> str:
    if count == 0:
        return "Never"
    if count == MOST_ROUNDS:
        return f"{MOST_ROUNDS} times or more"
    return "Once" if count == 1 else f"{count} times"
