"""The days of a request: its last one, its reminders, and the waiting that clocks leave out."""

from __future__ import annotations

from datetime import date

import pytest

from cilexportal.foundation.asking import rules
from cilexportal.foundation.asking.rules import Span

MARCH = [date(2027, 3, day) for day in range(1, 32)]


def march(day: int) -> date:
    return date(2027, 3, day)


@pytest.mark.clause("TC-6.10a")
def test_twenty_eight_days_with_reminders_fourteen_and_seven_before_their_end() -> None:
    assert rules.due_on(march(1)) == march(29)
    assert rules.reminders_on(march(1), march(29)) == (march(15), march(22))
    assert rules.reminders_on(march(20), march(29)) == (march(22),)


@pytest.mark.clause("TC-6.10b")
def test_waiting_from_3_to_10_march_is_seven_days() -> None:
    waited = Span(march(3), march(10))
    assert rules.days_waited([waited], since=march(1), until=march(31)) == 7
    assert rules.days_waited([waited], since=march(4), until=march(31)) == 6
    assert rules.days_waited([waited], since=march(1), until=march(9)) == 6
    assert rules.days_waited([waited], since=march(10), until=march(31)) == 0


@pytest.mark.clause("TC-6.10b")
def test_days_waited_twice_count_once_and_waiting_that_goes_on_counts_to_the_end() -> None:
    spans = [Span(march(3), march(10)), Span(march(5), march(12)), Span(march(6), march(8)), Span(march(20))]
    by_hand = {day for day in MARCH if march(3) <= day < march(12) or day >= march(20)}
    assert rules.days_waited(spans, since=march(1), until=march(31)) == len(by_hand - {march(31)})


@pytest.mark.clause("TC-6.10b")
def test_a_clock_is_put_off_by_what_was_waited_and_not_by_waiting_after_it_ran_out() -> None:
    week = Span(march(3), march(10))
    assert rules.put_off(march(11), [week], since=march(1), today=march(31)) == march(18)
    assert rules.put_off(march(11), [week, Span(march(14), march(16))], since=march(1), today=march(31)) == march(20)
    assert rules.put_off(march(11), [Span(march(12), march(20))], since=march(1), today=march(31)) == march(11)
    assert rules.put_off(march(11), [Span(march(3))], since=march(1), today=march(5)) == march(13)
