"""London time: the days of the clock change, the end of the CPD year, months of unequal length, and the moved clock."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cilexportal.foundation import london

DAYS = st.dates(date(1996, 1, 1), date(2100, 1, 1))


@pytest.mark.clause("CPD-9")
def test_the_cpd_year_ends_an_hour_before_midnight_utc():
    assert london.end_of_day(date(2026, 9, 30)) == datetime(2026, 9, 30, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 9, 30, 22, 59, 59, tzinfo=UTC), date(2026, 9, 30)),
        (datetime(2026, 9, 30, 23, 0, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_an_instant_falls_on_its_london_date(at, day):
    assert london.date_of(at) == day


def test_a_span_says_its_day_once():
    six = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    assert london.span_in_words(six, six + timedelta(hours=2)) == "27 November 2026, 6:00pm to 8:00pm"
    over = london.span_in_words(six, six + timedelta(hours=20))
    assert over == "27 November 2026 at 6:00pm to 28 November 2026 at 2:00pm"


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 25), (date(2027, 3, 28), 23), (date(2026, 10, 26), 24)]
)
def test_days_of_the_clock_change_are_longer_and_shorter(day, hours):
    assert london.end_of_day(day) - london.start_of_day(day) == timedelta(hours=hours)


@given(DAYS)
def test_a_day_is_half_open(day):
    first, after = london.start_of_day(day), london.end_of_day(day)
    assert london.date_of(first) == day
    assert london.date_of(after - timedelta(microseconds=1)) == day
    assert london.date_of(after) == day + timedelta(days=1)


@pytest.mark.clause("LAW-MONTHS")
@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_follow_the_corresponding_date(day, months, later):
    assert london.add_months(day, months) == later


@given(DAYS, st.integers(-240, 240))
def test_months_never_leave_the_month_they_arrive_in(day, months):
    later = london.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_words():
    assert london.in_words(date(2026, 9, 3)) == "3 September 2026"
    assert london.at_in_words(datetime(2026, 9, 30, 22, 59, tzinfo=UTC)) == "30 September 2026 at 11:59pm"
    assert london.at_in_words(datetime(2026, 1, 1, 0, 5, tzinfo=UTC)) == "1 January 2026 at 12:05am"
    assert london.at_in_words(datetime(2026, 1, 1, 12, 0, tzinfo=UTC)) == "1 January 2026 at 12:00pm"
    assert london.days_between(date(2026, 9, 18), date(2026, 9, 30)) == 12
    assert london.days_between(date(2026, 9, 30), date(2026, 9, 18)) == -12


def test_the_clock_is_moved_for_this_process_and_back(at, settings):
    at(datetime(2026, 11, 1, tzinfo=UTC))
    london.move_clock(timedelta(days=-40))
    assert london.today() == date(2026, 9, 22)
    Path(settings.PORTAL_CLOCK_FILE).unlink()
    assert london.today() == date(2026, 11, 1)


def test_the_clock_is_moved_for_other_processes_too(settings):
    london.move_clock(timedelta(days=400))
    program = f"""
from django.conf import settings
settings.configure(PORTAL_CLOCK_FILE={settings.PORTAL_CLOCK_FILE!r})
from cilexportal.foundation import london
print(london.now().isoformat())
"""
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
    assert abs(datetime.fromisoformat(said) - london.now()) < timedelta(seconds=30)


def test_production_cannot_move_its_clock(at, settings):
    settings.PORTAL_CLOCK_FILE = ""
    at(datetime(2026, 11, 1, tzinfo=UTC))
    assert london.now() == datetime(2026, 11, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="empty name"):
        london.move_clock(timedelta(days=1))


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 9, 30, 23, 0, tzinfo=UTC), date(2026, 9, 30)),
        (datetime(2026, 9, 30, 23, 0, 1, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_the_day_before_a_midnight_is_the_one_that_ends_with_it(at: datetime, day: date) -> None:
    assert london.last_day_before(at) == day
