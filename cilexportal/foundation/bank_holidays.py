"""The bank holidays of England and Wales by their rules, without days proclaimed for one year only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

A_DAY = timedelta(days=1)
MONDAY, SATURDAY = 0, 5


def of_years(years: Iterable[int]) -> frozenset[date]:
    """[TC-9.7] [LAW-SAR] The bank holidays of some years, London dates."""
    return frozenset(day for year in years for day in _of(year))


def _of(year: int) -> list[date]:
    """Those of one year, with the weekdays that stand in for what falls on a weekend."""
    christmas = _weekdays_from(date(year, 12, 25), 2)
    moveable = [_easter(year) - 2 * A_DAY, _easter(year) + A_DAY]
    mondays = [_monday_from(date(year, 5, 1)), _last_monday(date(year, 5, 31)), _last_monday(date(year, 8, 31))]
    return [*_weekdays_from(date(year, 1, 1), 1), *moveable, *mondays, *christmas]


def _weekdays_from(day: date, count: int) -> list[date]:
    """So many weekdays from a day on."""
    found: list[date] = []
    while len(found) < count:
        if day.weekday() < SATURDAY:
            found.append(day)
        day += A_DAY
    return found


def _monday_from(day: date) -> date:
    """The first Monday on or after a day."""
    return day + A_DAY * ((MONDAY - day.weekday()) % 7)


def _last_monday(day: date) -> date:
    """The last Monday on or before a day."""
    return day - A_DAY * (day.weekday() - MONDAY)


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule: the Sunday after the full moon that is reckoned for the spring."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 4) % 7
    back = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * back + 114, 31)
    return date(year, month, day + 1)
