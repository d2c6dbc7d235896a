"""The days of a request: until when it runs, when reminders go, and which days of a clock were waiting."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

FILE = Path(__file__).parent / "data" / "figures.toml"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many days somebody has for an answer, and how many days before the last one reminders go."""

    days: int
    reminders: tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of London days from the first on; `until` is the first day after it, None while it goes on."""

    since: date
    until: date | None = None


@cache
def _dated() -> tuple[tuple[date, Figures], ...]:
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["figures"]
    return tuple(sorted((row["from"], Figures(row["days"], tuple(row["reminders"]))) for row in rows))


def figures_on(day: date) -> Figures:
    """[TC-6.10a] The figures that hold on a day; the first ones before that."""
    held = [figures for since, figures in _dated() if since <= day]
    return held[-1] if held else _dated()[0][1]


def due_on(asked_on: date) -> date:
    """[TC-6.10a] The last day for an answer to what is asked on a day."""
    return asked_on + timedelta(days=figures_on(asked_on).days)


def reminders_on(asked_on: date, due: date) -> tuple[date, ...]:
    """[TC-6.10a] The days on which reminders go: none before the day after the asking."""
    days = (due - timedelta(days=before) for before in figures_on(asked_on).reminders)
    return tuple(day for day in days if day > asked_on)


def bad_last_day(until: date, *, due: date, today: date, clause: str) -> Refusal | None:
    """[TC-6.10a] More time for an answer ends after the present last day and no earlier than tomorrow."""
    if until > max(due, today):
        return None
    return Refusal(clause, f"Enter a day after {london.in_words(max(due, today))}.")


def days_waited(spans: Sequence[Span], *, since: date, until: date) -> int:
    """[TC-6.10b] How many days of a clock, from `since` to before `until`, were waiting; days waited twice count once.

    From 3 to 10 March seven days fall out: an answer ends the waiting at the beginning of its day.
    """
    waited, counted_to = 0, since
    for span in sorted(spans, key=lambda one: one.since):
        first, end = max(span.since, counted_to), min(span.until or until, until)
        if first < end:
            waited += (end - first).days
            counted_to = end
    return waited


def put_off(last: date, spans: Sequence[Span], *, since: date, today: date) -> date:
    """[TC-6.10b] The last day of a clock that began on `since`, later by every day waited up to `today`.

    Waiting goes on counting in the days that waiting added, and not after the clock has run out.
    """
    due = last
    while True:
        waited = days_waited(spans, since=since, until=min(due + A_DAY, today))
        moved = last + timedelta(days=waited)
        if moved <= due:
            return due
        due = moved
