"""The ladder of reminders, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cpd.enums import Outcome
from cpd.queries.reminders import steps
from cpd.rules.reminding import Step, is_reminded, step_due

STARTS, LAST_DAY = date(2025, 10, 1), date(2026, 9, 30)
ON = {
    "january": date(2026, 1, 1),
    "april": date(2026, 4, 1),
    "july": date(2026, 7, 1),
    "four_weeks": date(2026, 9, 2),
    "two_weeks": date(2026, 9, 16),
    "three_days": date(2026, 9, 27),
    "last_day": date(2026, 9, 30),
}


def due(today: date, last_day: date = LAST_DAY) -> str | None:
    step = step_due(steps(), today=today, starts_on=STARTS, last_day=last_day)
    return step.code if step else None


@pytest.mark.clause("REC-23")
def test_the_ladder_is_the_one_that_was_settled() -> None:
    assert {step.code: step.falls_on(starts_on=STARTS, last_day=LAST_DAY) for step in steps()} == ON
    assert {step.code for step in steps() if step.nothing_recorded} == {"january", "april", "july"}
    assert {step.clause for step in steps()} == {"REC-23"}


@pytest.mark.clause("REC-23")
@pytest.mark.parametrize(("code", "on"), ON.items())
def test_a_step_is_due_on_its_day_and_three_days_after_and_not_before(code: str, on: date) -> None:
    assert due(on) == code
    assert due(on - timedelta(days=1)) != code
    assert due(on + timedelta(days=3)) in (code if code != "last_day" else None, "last_day")
    assert due(on + timedelta(days=4)) != code


@pytest.mark.clause("REC-23")
def test_nothing_is_due_after_the_last_day_and_of_two_missed_steps_the_later_one_is_sent() -> None:
    assert due(LAST_DAY + timedelta(days=1)) is None
    assert due(LAST_DAY) == "last_day"


@pytest.mark.clause("REC-23", "CPD-11a")
def test_an_extended_member_is_reminded_by_their_own_date() -> None:
    extended = date(2026, 12, 31)
    assert due(date(2026, 9, 16), extended) is None
    assert due(date(2026, 12, 17), extended) == "two_weeks"
    assert due(extended, extended) == "last_day"


def test_a_day_in_the_autumn_falls_into_the_year_s_first_months() -> None:
    step = Step("december", "REC-23", day=(12, 1))
    assert step.falls_on(starts_on=STARTS, last_day=LAST_DAY) == date(2025, 12, 1)


@pytest.mark.clause("REC-23")
@pytest.mark.parametrize("quarterly", [True, False])
@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("recorded", [0, 1])
def test_only_those_are_reminded_who_have_not_met_the_year(quarterly, outcome, recorded) -> None:
    step = Step("x", "REC-23", nothing_recorded=quarterly)
    open_still = outcome in (Outcome.NOT_MET, Outcome.EXTENDED, Outcome.HELD)
    assert is_reminded(step, outcome=outcome, recorded=recorded) == (open_still and (recorded == 0 or not quarterly))
