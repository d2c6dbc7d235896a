"""Bank holidays by their rules, and working days counted over them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cilexportal.foundation import bank_holidays, working_days

CLOSED = bank_holidays.of_years([2026, 2027])


@pytest.mark.clause("TC-9.7")
@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2028, ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"]),
    ],
)
def test_bank_holidays_are_those_of_england_and_wales(year: int, days: list[str]) -> None:
    assert sorted(day.strftime("%m-%d") for day in bank_holidays.of_years([year])) == days


def test_easter_moves_as_the_calendar_says() -> None:
    sundays = [date(2000, 4, 23), date(2008, 3, 23), date(2025, 4, 20), date(2038, 4, 25), date(2049, 4, 18)]
    for sunday in sundays:
        assert sunday + timedelta(days=1) in bank_holidays.of_years([sunday.year])
        assert sunday - timedelta(days=2) in bank_holidays.of_years([sunday.year])


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        (date(2026, 12, 23), 5, date(2027, 1, 4)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 12, 7), 20, date(2027, 1, 7)),
    ],
)
def test_so_many_working_days_after_a_day(day: date, days: int, then: date) -> None:
    assert working_days.after(day, days, closed=CLOSED) == then


def test_the_day_itself_is_not_counted_and_the_last_one_is() -> None:
    assert working_days.between(date(2026, 11, 20), date(2026, 11, 23), closed=CLOSED) == 1
    assert working_days.between(date(2026, 11, 20), date(2026, 11, 22), closed=CLOSED) == 0
    assert working_days.between(date(2026, 12, 24), date(2026, 12, 29), closed=CLOSED) == 1
    assert working_days.between(date(2026, 12, 24), date(2026, 12, 1), closed=CLOSED) == 0


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(day=st.dates(date(2026, 1, 1), date(2027, 6, 1)), days=st.integers(0, 60))
def test_counting_forward_and_counting_between_agree(day: date, days: int) -> None:
    last = working_days.after(day, days, closed=CLOSED)
    assert working_days.between(day, last, closed=CLOSED) == days
    assert not days or working_days.is_working(last, closed=CLOSED)
