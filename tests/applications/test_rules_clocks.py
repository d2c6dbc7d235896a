"""Clocks in working days over Christmas, the days for asking again, drafts, and the honest date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.enums import Body, Whose
from applications.rules import clocks
from applications.rules.clocks import TurnDays
from cilexportal.foundation import bank_holidays, working_days

CLOSED = bank_holidays.of_years([2026, 2027])
SHUT = CLOSED | {date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)}
PAID = date(2026, 11, 21)


def officer(since: date, until: date | None = None) -> TurnDays:
    return TurnDays(whose=Whose.OFFICER, since=since, until=until)


@pytest.mark.clause("HB-26")
def test_the_next_working_day_after_payment_is_the_first() -> None:
    clock = clocks.clock_of([officer(PAID)], target=20, closed=CLOSED)
    assert (clock.used, clock.due_on) == (0, date(2026, 12, 18))
    assert not clock.is_overdue(date(2026, 12, 18))
    assert clock.is_overdue(date(2026, 12, 19))


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("waits_for", [Whose.APPLICANT, Whose.SUPERVISOR, Whose.COMMITTEE, Whose.FINANCE])
def test_it_stands_still_while_it_is_anothers_move(waits_for: Whose) -> None:
    asked, came = date(2026, 11, 27), date(2026, 12, 7)
    waiting = [officer(PAID, asked), TurnDays(whose=waits_for, since=asked)]
    assert clocks.clock_of(waiting, target=20, closed=CLOSED) == clocks.Clock(used=5, since=None, due_on=None)
    again = [*waiting[:1], TurnDays(whose=waits_for, since=asked, until=came), officer(came)]
    clock = clocks.clock_of(again, target=20, closed=CLOSED)
    assert (clock.used, clock.due_on) == (5, working_days.after(came, 15, closed=CLOSED))


@pytest.mark.clause("HB-26")
def test_days_on_which_the_office_is_closed_do_not_count() -> None:
    plain = clocks.clock_of([officer(date(2026, 12, 21))], target=5, closed=CLOSED)
    shut = clocks.clock_of([officer(date(2026, 12, 21))], target=5, closed=SHUT)
    assert (plain.due_on, shut.due_on) == (date(2026, 12, 30), date(2027, 1, 5))


@pytest.mark.clause("HB-26")
def test_a_target_that_is_used_up_is_due_at_once() -> None:
    spans = [officer(PAID, date(2027, 2, 1)), officer(date(2027, 3, 1))]
    assert clocks.clock_of(spans, target=20, closed=CLOSED).due_on == date(2027, 3, 1)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=st.lists(st.integers(0, 200), min_size=2, max_size=6).map(sorted), days=st.integers(0, 200))
def test_every_working_day_belongs_to_one_turn(cuts: list[int], days: int) -> None:
    at = [PAID + timedelta(days=cut) for cut in cuts]
    turns = [
        TurnDays(whose=Whose.OFFICER if n % 2 else Whose.APPLICANT, since=since, until=until)
        for n, (since, until) in enumerate(pairwise(at))
    ]
    mine = clocks.clock_of(turns, target=20, closed=CLOSED).used
    others = [TurnDays(whose=Whose.OFFICER, since=one.since, until=one.until) for one in turns[::2]]
    assert mine + clocks.clock_of(others, target=20, closed=CLOSED).used == working_days.between(
        at[0], at[-1], closed=CLOSED
    )


@pytest.mark.clause("HB-26")
def test_numbered_days_subtract_to_working_days() -> None:
    days = [PAID + timedelta(days=n) for n in range(60)]
    number = dict(clocks.numbered(days, closed=CLOSED))
    for until in days:
        assert number[until] - number[PAID] == working_days.between(PAID, until, closed=CLOSED)


@pytest.mark.clause("HB-28b")
def test_reconsideration_is_in_time_on_the_twentieth_working_day(immigration) -> None:
    figures = immigration.clocks
    received = clocks.received_on(date(2026, 12, 7), by_post=False, figures=figures, closed=CLOSED)
    last = clocks.last_day_to_ask(received, to=Body.COMMITTEE, figures=figures, closed=CLOSED)
    assert last == date(2027, 1, 7)
    assert clocks.is_late(last, last_day=last) is None
    late = clocks.is_late(last + timedelta(days=1), last_day=last)
    assert late is not None
    assert "7 January 2027" in late.sentence
    assert clocks.is_late(date(2030, 1, 1), last_day=None) is None


@pytest.mark.clause("HB-28b")
def test_an_appeal_has_its_own_limit_or_none(immigration) -> None:
    figures = immigration.clocks
    assert clocks.last_day_to_ask(date(2026, 12, 7), to=Body.PANEL, figures=figures, closed=CLOSED) is None
    ten = replace(figures, appeal_days=10)
    assert clocks.last_day_to_ask(date(2026, 12, 7), to=Body.PANEL, figures=ten, closed=CLOSED) == date(2026, 12, 21)


@pytest.mark.clause("HB-28b")
def test_a_letter_by_post_is_received_two_working_days_later(immigration) -> None:
    figures = immigration.clocks
    assert clocks.received_on(date(2026, 12, 24), by_post=True, figures=figures, closed=CLOSED) == date(2026, 12, 30)
    assert clocks.received_on(date(2026, 11, 20), by_post=True, figures=figures, closed=CLOSED) == date(2026, 11, 24)


def test_a_draft_ends_after_its_warnings(immigration) -> None:
    figures, touched = immigration.clocks, date(2025, 2, 28)
    ends = clocks.draft_ends_on(touched, figures=figures)
    assert ends == date(2027, 2, 28)
    assert clocks.warnings_due(touched, figures=figures, today=ends - timedelta(days=61)) == 0
    assert clocks.warnings_due(touched, figures=figures, today=ends - timedelta(days=60)) == 1
    assert clocks.warnings_due(touched, figures=figures, today=ends - timedelta(days=14)) == 2
    assert not clocks.draft_is_over(touched, warned=2, figures=figures, today=ends - timedelta(days=1))
    assert clocks.draft_is_over(touched, warned=2, figures=figures, today=ends)
    assert not clocks.draft_is_over(touched, warned=1, figures=figures, today=ends)


@pytest.mark.clause("HB-8")
def test_what_to_expect_is_what_recent_decisions_took(immigration) -> None:
    too_few = clocks.honest(range(1, 10), figures=immigration.clocks)
    assert (too_few.of, too_few.half, too_few.most) == (9, None, None)
    found = clocks.honest([20, 1, 3, 2, 5, 4, 6, 9, 8, 7], figures=immigration.clocks)
    assert (found.of, found.half, found.most) == (10, 5, 9)
