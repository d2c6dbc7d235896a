"""Two years, three years and leap days, counted backwards from the day of the application."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.pathway import Concession
from cilexportal.foundation import london
from portfolio.enums import Age
from portfolio.rules.ages import age_of, last_usable_on, warnings_before
from tests.portfolio.examples import pathway

FIGURES = pathway().evidence
A_DAY = timedelta(days=1)


@pytest.mark.clause("HB-41", "HB-36a")
@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2024, 11, 21), Age.EXPLAIN),
        (date(2024, 11, 22), Age.IN_TIME),
        (date(2024, 11, 23), Age.IN_TIME),
        (date(2026, 11, 22), Age.IN_TIME),
        (date(2026, 11, 23), Age.AHEAD),
    ],
)
def test_two_years_to_the_day(on, age) -> None:
    assert age_of(on, applied_on=date(2026, 11, 22), figures=FIGURES) == age


@pytest.mark.clause("HB-41a")
@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2023, 11, 21), Age.TOO_OLD),
        (date(2023, 11, 22), Age.EXPLAIN),
        (date(2023, 11, 23), Age.EXPLAIN),
    ],
)
def test_three_years_to_the_day(on, age) -> None:
    assert age_of(on, applied_on=date(2026, 11, 22), figures=FIGURES) == age


@pytest.mark.clause("HB-41")
@pytest.mark.parametrize(
    ("applied_on", "oldest"),
    [
        (date(2028, 2, 29), date(2026, 2, 28)),
        (date(2028, 2, 28), date(2026, 2, 28)),
        (date(2028, 3, 1), date(2026, 3, 1)),
        (date(2030, 2, 28), date(2028, 2, 28)),
    ],
)
def test_leap_days(applied_on, oldest) -> None:
    assert age_of(oldest, applied_on=applied_on, figures=FIGURES) == Age.IN_TIME
    assert age_of(oldest - A_DAY, applied_on=applied_on, figures=FIGURES) == Age.EXPLAIN


@pytest.mark.clause("HB-36a", "HB-41a")
@pytest.mark.parametrize(
    ("applied_on", "oldest"),
    [
        (date(2028, 2, 29), date(2025, 2, 28)),
        (date(2028, 3, 1), date(2025, 3, 1)),
        (date(2027, 2, 28), date(2024, 2, 28)),
        (date(2027, 3, 1), date(2024, 3, 1)),
    ],
)
def test_three_years_and_leap_days(applied_on, oldest) -> None:
    assert age_of(oldest, applied_on=applied_on, figures=FIGURES) == Age.EXPLAIN
    assert age_of(oldest - A_DAY, applied_on=applied_on, figures=FIGURES) == Age.TOO_OLD


@pytest.mark.clause("HB-36a", "HB-41", "HB-41a")
@pytest.mark.parametrize(
    ("applied_on", "age"),
    [
        (date(2026, 2, 28), Age.IN_TIME), (date(2026, 3, 1), Age.EXPLAIN),
        (date(2027, 2, 28), Age.EXPLAIN), (date(2027, 3, 1), Age.TOO_OLD),
    ],
)  # fmt: skip
def test_work_of_a_leap_day_grows_old_with_the_first_of_march(applied_on, age) -> None:
    assert age_of(date(2024, 2, 29), applied_on=applied_on, figures=FIGURES) == age


@given(st.dates(date(2022, 1, 1), date(2034, 1, 1)), st.integers(-3, 3), st.sampled_from([0, 24, 36]))
def test_ages_are_what_an_oracle_counts_around_every_edge(applied_on, days, months) -> None:
    on = months_before(applied_on, months) + timedelta(days=days)
    if on > applied_on:
        wanted = Age.AHEAD
    elif on >= months_before(applied_on, 24):
        wanted = Age.IN_TIME
    else:
        wanted = Age.EXPLAIN if on >= months_before(applied_on, 36) else Age.TOO_OLD
    assert age_of(on, applied_on=applied_on, figures=FIGURES) == wanted


def months_before(day: date, months: int) -> date:
    """By hand: the same day so many years before, and of a day that was not there the last of its month."""
    year = day.year - months // 12
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


@pytest.mark.clause("HB-41", "HB-55")
@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2026, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2024, 11, 22), date(2026, 11, 22)),
    ],
)
def test_the_last_usable_day_is_not_simply_two_years_on(on, last) -> None:
    assert last_usable_on(on, figures=FIGURES) == last


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_last_usable_day_is_the_last(on) -> None:
    last = last_usable_on(on, figures=FIGURES)
    assert age_of(on, applied_on=last, figures=FIGURES) == Age.IN_TIME
    assert age_of(on, applied_on=last + A_DAY, figures=FIGURES) == Age.EXPLAIN


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 1200))
def test_no_piece_grows_younger(on, days) -> None:
    order = [Age.IN_TIME, Age.EXPLAIN, Age.TOO_OLD]
    applied_on = on + timedelta(days=days)
    today, tomorrow = (age_of(on, applied_on=day, figures=FIGURES) for day in (applied_on, applied_on + A_DAY))
    assert order.index(tomorrow) >= order.index(today)


@pytest.mark.clause("HB-41a")
def test_a_concession_widens_the_age_for_applications_of_its_days() -> None:
    concession = Concession(code="c", from_date=date(2026, 11, 1), until_date=date(2026, 12, 1), age_months=30)
    figures = replace(FIGURES, concessions=(concession,))
    on = date(2024, 6, 15)
    ages = {day: age_of(on, applied_on=day, figures=figures) for day in (
        date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)
    )}  # fmt: skip
    assert list(ages.values()) == [Age.EXPLAIN, Age.IN_TIME, Age.IN_TIME, Age.EXPLAIN]
    assert last_usable_on(on, figures=figures) == date(2026, 11, 30)
    assert last_usable_on(date(2026, 11, 2), figures=figures) == date(2028, 11, 2), "it shortens nothing"
    assert last_usable_on(date(2020, 1, 1), figures=figures) == london.add_months(date(2020, 1, 1), 24)


@pytest.mark.clause("HB-41")
def test_a_replacement_may_be_younger_than_the_application_and_no_older() -> None:
    known = {"applied_on": date(2026, 11, 22), "figures": FIGURES, "sent_on": date(2027, 1, 10)}
    assert age_of(date(2027, 1, 10), **known) == Age.IN_TIME
    assert age_of(date(2027, 1, 11), **known) == Age.AHEAD
    assert age_of(date(2024, 11, 21), **known) == Age.EXPLAIN


@pytest.mark.clause("HB-55")
def test_warnings_come_ninety_sixty_and_thirty_days_before() -> None:
    days = list(warnings_before(date(2026, 12, 31), days=FIGURES.stale_warnings))
    assert days == [date(2026, 10, 2), date(2026, 11, 1), date(2026, 12, 1)]
