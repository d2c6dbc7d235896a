"""The rules of asking, at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cilexportal.foundation import london
from cpd.enums import Ask, Scheme
from cpd.rules.asking import (
    Standing,
    bad_spells,
    bad_until,
    in_time,
    length_in_words,
    may_ask,
    may_grant_less,
    offered_until,
)
from cpd.rules.closing import Spell
from tests.cpd.asking.conftest import IN_TIME, OCTOBER, TOO_LATE

START, END = date(2025, 10, 1), date(2026, 9, 30)
ADA = Standing("2025/26", START, END, ask_by=date(2026, 8, 31), scheme=Scheme.OUTCOMES)


@pytest.mark.clause("CPD-11")
def test_the_last_second_of_31_august_in_london_is_in_time_and_the_next_is_not() -> None:
    assert in_time(at=IN_TIME, ask_by=ADA.ask_by)
    assert not in_time(at=TOO_LATE, ask_by=ADA.ask_by)
    assert in_time(at=TOO_LATE, ask_by=END), "the limit was lifted for this year"


@pytest.mark.clause("CPD-11", "CPD-16a", "CPD-16b", "CPD-16c")
@pytest.mark.parametrize(
    ("ask", "changed", "at", "clause"),
    [
        (Ask.EXTENSION, {}, IN_TIME, None),
        (Ask.EXTENSION, {}, TOO_LATE, None),
        (Ask.EXTENSION, {}, london.end_of_day(END) - timedelta(seconds=1), None),
        (Ask.EXTENSION, {}, london.end_of_day(END), "CPD-11"),
        (Ask.EXTENSION, {"has_result": True}, TOO_LATE, "CPD-11"),
        (Ask.EXTENSION, {"is_pending": True}, IN_TIME, "CPD-11"),
        (Ask.EXTENSION, {"has_relief": True}, IN_TIME, "CPD-11"),
        (Ask.EXTENSION, {"scheme": Scheme.NONE}, IN_TIME, "CPD-16c"),
        (Ask.EXTENSION, {}, london.start_of_day(START) - timedelta(seconds=1), "CPD-11"),
        (Ask.EXTENSION, {}, london.start_of_day(START), None),
        (Ask.DISPENSATION, {"has_result": True}, OCTOBER, None),
        (Ask.DISPENSATION, {"is_pending": True}, OCTOBER, "CPD-16a"),
        (Ask.REDUCTION, {}, IN_TIME, None),
        (Ask.REDUCTION, {"scheme": Scheme.MIXED}, IN_TIME, "CPD-16b"),
        (Ask.REDUCTION, {"reduced_years": 1}, IN_TIME, None),
        (Ask.REDUCTION, {"reduced_years": 2}, IN_TIME, "CPD-16b"),
    ],
)
def test_who_may_ask_and_when(ask, changed, at, clause) -> None:
    refusal = may_ask(ask, replace(ADA, **changed), at=at)
    assert (refusal.clause if refusal else None) == clause


@pytest.mark.clause("CPD-16b")
def test_five_outcomes_are_granted_only_after_a_portfolio_was_seen_and_not_for_a_third_year() -> None:
    assert may_grant_less(ADA, portfolio_seen=True) is None
    assert may_grant_less(ADA, portfolio_seen=False).clause == "CPD-16b"
    assert "two CPD years" in may_grant_less(replace(ADA, reduced_years=2), portfolio_seen=True).sentence
    assert "owes hours" in may_grant_less(replace(ADA, scheme=Scheme.MIXED), portfolio_seen=True).sentence


@pytest.mark.clause("CPD-11a")
@pytest.mark.parametrize(
    ("until", "taken"),
    [
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 9, 30), True),
        (date(2027, 10, 1), False),
    ],
)
def test_an_extension_ends_after_the_year_and_by_the_next_30_september(until, taken) -> None:
    assert (bad_until(until, ends_on=END, today=date(2026, 9, 1)) is None) is taken


@pytest.mark.clause("CPD-11a")
def test_an_extension_does_not_end_before_today_and_31_december_is_offered() -> None:
    assert offered_until(END) == date(2026, 12, 31)
    assert bad_until(date(2026, 12, 31), ends_on=END, today=date(2026, 12, 31)) is None
    assert bad_until(date(2026, 12, 31), ends_on=END, today=date(2027, 1, 1)) is not None


@pytest.mark.clause("CPD-16a", "LAW-MONTHS")
@pytest.mark.parametrize(
    ("spells", "taken"),
    [
        ([("2025-10-01", "2026-03-31")], True),
        ([("2025-10-01", "2026-03-30")], False),
        ([("2025-09-01", "2026-03-30")], False),
        ([("2026-03-31", "2026-09-30")], True),
        ([("2026-04-01", "2026-12-31")], True),
        ([("2026-04-02", "2026-12-31")], False),
        ([("2026-02-01", "2026-07-31")], True),
        ([("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-03-31")], True),
        ([("2025-10-01", "2025-12-31"), ("2026-02-01", "2026-05-01")], True),
        ([("2025-10-01", "2025-12-31"), ("2026-02-01", "2026-04-30")], False),
        ([("2025-10-01", "2026-03-31"), ("2026-03-31", "2026-05-01")], False),
        ([("2026-05-01", "2026-04-01")], False),
        ([], False),
    ],
)
def test_six_months_exactly_one_time_or_several_added_up(spells, taken) -> None:
    times = [Spell(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spells]
    assert (bad_spells(times, starts_on=START, ends_on=END) is None) is taken


@pytest.mark.clause("LAW-MONTHS")
@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-10-01", "2026-03-31", "6 months"),
        ("2025-10-01", "2026-03-30", "5 months and 30 days"),
        ("2025-08-31", "2026-02-27", "6 months"),
        ("2026-01-01", "2026-01-01", "1 day"),
    ],
)
def test_a_time_in_months_and_days(first, last, words) -> None:
    assert length_in_words(Spell(date.fromisoformat(first), date.fromisoformat(last))) == words
