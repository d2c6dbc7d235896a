"""Working days: the weekdays that are neither bank holidays nor days on which an office is closed. London dates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

A_DAY = timedelta(days=1)
SATURDAY = 5


def is_working(day: date, *, closed: Collection[date]) -> bool:
    """Whether a day is a weekday and none of the `closed` ones."""
    return day.weekday() < SATURDAY and day not in closed


def after(day: date, days: int, *, closed: Collection[date]) -> date:
    """The day that is so many working days after a day, which itself is never counted; 0 is the day itself."""
    while days:
        day += A_DAY
        days -= is_working(day, closed=closed)
    return day


def between(start: date, end: date, *, closed: Collection[date]) -> int:
    """How many working days there are after `start`, up to and including `end`; none where it is not later."""
    return sum(is_working(start + A_DAY * n, closed=closed) for n in range(1, max(0, (end - start).days) + 1))
