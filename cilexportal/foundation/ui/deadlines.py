"""What a deadline chip says and how loudly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cilexportal.foundation import london
from cilexportal.foundation.ui.words import counted

SOON_DAYS = 28
NOW_DAYS = 3


@dataclass(frozen=True)
class Chip:
    """A short text and the colour of its mark (green, amber, red or grey)."""

    text: str
    colour: str


def chip(*, at: datetime | date, now: datetime) -> Chip:
    """The chip for the deadline `at`: an instant, or the London date at whose end something is due."""
    ends = at if isinstance(at, datetime) else london.end_of_day(at)
    last = london.date_of(ends - timedelta(microseconds=1))
    left = london.days_between(london.date_of(now), last)
    if now >= ends:
        return Chip(f"Closed {london.in_words(last)}", "grey")
    if left == 0:
        return Chip(f"Ends today at {_clock(ends)}, {london.in_words(last)}, London time", "red")
    colour = "red" if left <= NOW_DAYS else "amber" if left <= SOON_DAYS else "green"
    return Chip(f"Until {_moment(ends, last)}, London time ({counted(left, 'day')} left)", colour)


def _moment(ends: datetime, last: date) -> str:
    """Such as "the end of 30 September 2026", or "5:00pm on 30 September 2026" where it is not midnight."""
    clock = _clock(ends)
    return f"the end of {london.in_words(last)}" if clock == "11:59pm" else f"{clock} on {london.in_words(last)}"


def _clock(ends: datetime) -> str:
    """The clock time of the last moment; an end at midnight is read as 11:59pm of the day people know."""
    local = ends.astimezone(london.LONDON)
    if (local.hour, local.minute) == (0, 0):
        return "11:59pm"
    return london.at_in_words(ends).rpartition(" at ")[2]
