"""The clocks of data rights on the day before, the day, and the day after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cilexportal.foundation import bank_holidays
from people.rules import data_clocks, keeping
from people.rules.data_clocks import Clock

HOLIDAYS = bank_holidays.of_years([2026, 2027])
A_DAY = timedelta(days=1)


def last_day(clock: Clock) -> date | None:
    return data_clocks.last_day(clock, months=1, more=2, holidays=HOLIDAYS)


@pytest.mark.clause("LAW-SAR")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),
        (date(2026, 9, 2), date(2026, 10, 2)),
        (date(2027, 1, 27), date(2027, 3, 1)),
        (date(2027, 1, 30), date(2027, 3, 1)),
        (date(2027, 1, 31), date(2027, 3, 1)),
        (date(2027, 2, 1), date(2027, 3, 1)),
        (date(2027, 2, 2), date(2027, 3, 2)),
        (date(2026, 10, 31), date(2026, 11, 30)),
        (date(2026, 11, 24), date(2026, 12, 24)),
        (date(2026, 11, 25), date(2026, 12, 29)),
        (date(2027, 2, 26), date(2027, 3, 30)),
    ],
)
def test_the_answer_is_due_on_the_corresponding_day_or_the_next_working_day(received: date, due: date) -> None:
    assert last_day(Clock(received_on=received)) == due


@pytest.mark.clause("LAW-SAR")
def test_an_extension_adds_two_months_to_the_first_day_and_not_to_the_moved_one() -> None:
    clock = Clock(received_on=date(2027, 1, 31), extended_on=date(2027, 2, 3))
    assert last_day(clock) == date(2027, 4, 30)


@pytest.mark.clause("LAW-SAR")
@pytest.mark.parametrize(
    ("day", "may"), [(date(2027, 2, 28), True), (date(2027, 3, 1), True), (date(2027, 3, 2), False)]
)
def test_it_is_extended_within_the_first_month_with_its_last_day(day: date, may: bool) -> None:
    clock = Clock(received_on=date(2027, 1, 31))
    assert data_clocks.may_extend(clock, today=day, months=1, holidays=HOLIDAYS) is may


@pytest.mark.clause("LAW-SAR")
def test_it_is_extended_once() -> None:
    clock = Clock(received_on=date(2027, 1, 31), extended_on=date(2027, 2, 1))
    assert not data_clocks.may_extend(clock, today=date(2027, 2, 2), months=1, holidays=HOLIDAYS)


@pytest.mark.clause("LAW-SAR")
def test_the_clock_stands_still_until_identity_is_proved_and_counts_from_that_day() -> None:
    asked = Clock(received_on=date(2026, 9, 3), identity_asked_on=date(2026, 9, 4))
    assert last_day(asked) is None
    assert not data_clocks.may_extend(asked, today=date(2026, 9, 5), months=1, holidays=HOLIDAYS)
    proved = Clock(
        received_on=date(2026, 9, 3), identity_asked_on=date(2026, 9, 4), identity_proved_on=date(2026, 9, 14)
    )
    assert last_day(proved) == date(2026, 10, 14)


@pytest.mark.clause("LAW-DPCOMP")
def test_a_complaint_is_acknowledged_by_the_thirtieth_day_of_which_receipt_is_the_first() -> None:
    last = data_clocks.acknowledge_by(date(2026, 11, 21), days=30)
    assert last == date(2026, 12, 20), "the other published count would be a day later"
    assert (last - date(2026, 11, 21)).days == 29


@pytest.mark.clause("CPD-16e")
@pytest.mark.parametrize(
    ("asked", "closes"),
    [
        (date(2026, 11, 21), datetime(2026, 12, 6, tzinfo=UTC)),
        (date(2026, 3, 15), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 11), datetime(2026, 10, 26, tzinfo=UTC)),
    ],
)
def test_fourteen_whole_london_days_can_undo_a_closing(asked: date, closes: datetime) -> None:
    assert data_clocks.closes_at(asked, days=14) == closes


@pytest.mark.clause("CPD-16e")
def test_what_is_kept_says_how_long_and_why() -> None:
    assert len(keeping.kept()) >= 5
    assert all(one.what and one.long and one.why for one in keeping.kept())
    assert any(one.clause == "CPD-16e" and "two" in one.long for one in keeping.kept())
    assert any("password" in what for what in keeping.deleted())
