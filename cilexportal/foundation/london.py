"""London time: the one clock, days and months. Instants are UTC, dates are London dates, periods are half-open."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")
A_SECOND = timedelta(seconds=1)


def now() -> datetime:
    """The present instant in UTC. Only views, tasks and commands ask; rules and services are told."""
    return datetime.now(UTC) + _offset()


def today() -> date:
    """The present London date."""
    return date_of(now())


def date_of(at: datetime) -> date:
    """The London date on which the aware instant `at` falls."""
    return at.astimezone(LONDON).date()


def start_of_day(day: date) -> datetime:
    """The first instant of the London date `day`, in UTC. 1 October 2026 begins at 23:00 UTC the day before."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The first instant after the London date `day`, in UTC."""
    return start_of_day(day + timedelta(days=1))


def last_day_before(at: datetime) -> date:
    """The last London date that has anything of it before the instant `at`; of a midnight the day that ends with it."""
    return date_of(at - A_SECOND)


def add_months(day: date, months: int) -> date:
    """[LAW-MONTHS] The same-numbered day `months` later (or earlier), or that month's last day where it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@lru_cache(maxsize=4096)
def in_words(day: date) -> str:
    """A London date as people write it: 30 September 2026."""
    return f"{day.day} {day:%B %Y}"


def at_in_words(at: datetime) -> str:
    """An instant in London words: 30 September 2026 at 11:59pm."""
    local = at.astimezone(LONDON)
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{in_words(local.date())} at {hour}:{local:%M}{half}"


def span_in_words(start: datetime, end: datetime) -> str:
    """From one instant to another in London words, the day said once: 27 November 2026, 6:00pm to 8:00pm."""
    first, last = at_in_words(start), at_in_words(end)
    if date_of(start) != date_of(end):
        return f"{first} to {last}"
    return f"{first.replace(' at ', ', ')} to {last.rpartition(' ')[2]}"


def days_between(start: date, end: date) -> int:
    """Whole days from `start` to `end`; negative when `end` is earlier."""
    return (end - start).days


def move_clock(offset: timedelta) -> None:
    """Moves the clock of every process by `offset`. Demo and test only: production has no clock file."""
    # Whole at once: who reads it half written, empty, would go by that for as long as the file is not changed again.
    clock = Path(settings.PORTAL_CLOCK_FILE)
    written = clock.with_name(f"{clock.name}.new")
    written.write_text(str(offset.total_seconds()))
    written.replace(clock)


def _offset() -> timedelta:
    """How far the demo or a test has moved the clock; nothing in production."""
    if not settings.PORTAL_CLOCK_FILE:
        return timedelta(0)
    try:
        changed = Path(settings.PORTAL_CLOCK_FILE).stat().st_mtime_ns
    except FileNotFoundError:
        return timedelta(0)
    return _read_offset(settings.PORTAL_CLOCK_FILE, changed)


@lru_cache(maxsize=4)
def _read_offset(path: str, changed: int) -> timedelta:
    """The offset in the clock file; `changed` only keys the cache."""
    return timedelta(seconds=float(Path(path).read_text() or 0))
