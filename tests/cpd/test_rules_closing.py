"""The year, its end, and for whom what is owed, on the boundaries of the clauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cpd.rules import closing
from cpd.rules.closing import Held, MemberSpan, Spell

CLOSES = datetime(2026, 9, 30, 23, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def span(start: int = 2025, **facts: object) -> MemberSpan:
    """The CPD year that starts in `start`."""
    plain = {
        "label": f"{start}/{(start + 1) % 100}",
        "starts_on": date(start, 10, 1),
        "ends_on": date(start + 1, 9, 30),
        "closes_at": datetime(start + 1, 9, 30, 23, 0, tzinfo=UTC),
    }
    return MemberSpan(**{**plain, **facts})


def extended(until: date) -> MemberSpan:
    closes_at = closing.closing_instant(closes_at=CLOSES, extended_until=until)
    return span(closes_at=closes_at, extended_until=until)


@pytest.mark.clause("CPD-10", "CPD-9")
def test_closing_is_the_end_of_30_september_in_london_not_in_utc() -> None:
    assert closing.closing_instant(closes_at=CLOSES, extended_until=None) == datetime(2026, 9, 30, 23, tzinfo=UTC)


@pytest.mark.clause("CPD-10", "CPD-11a")
@pytest.mark.parametrize(
    ("until", "instant"),
    [
        (date(2026, 12, 31), datetime(2027, 1, 1, 0, 0, tzinfo=UTC)),
        (date(2026, 10, 1), datetime(2026, 10, 1, 23, 0, tzinfo=UTC)),
        (date(2026, 9, 30), CLOSES),
        (date(2026, 8, 1), CLOSES),
    ],
)
def test_an_extension_closes_at_the_end_of_its_london_day_and_never_shortens_the_year(
    until: date, instant: datetime
) -> None:
    assert closing.closing_instant(closes_at=CLOSES, extended_until=until) == instant


@pytest.mark.clause("CPD-10", "REC-10")
def test_a_save_one_second_before_the_close_counts_and_at_the_close_it_is_refused() -> None:
    assert closing.may_change(span(), at=CLOSES - A_SECOND) is None
    refusal = closing.may_change(span(), at=CLOSES)
    assert refusal is not None
    assert refusal.clause == "CPD-10"
    assert "30 September 2026 at 11:59pm" in refusal.sentence


@pytest.mark.clause("CPD-10")
def test_a_year_with_a_final_result_is_closed_even_before_its_instant() -> None:
    refusal = closing.may_change(span(has_result=True), at=CLOSES - A_SECOND)
    assert refusal is not None
    assert "result" in refusal.sentence


@pytest.mark.clause("CPD-10")
def test_a_year_may_be_closed_at_its_instant_and_never_before() -> None:
    assert closing.may_close(at=CLOSES, closes_at=CLOSES, year="2025/26") is None
    early = closing.may_close(at=CLOSES - A_SECOND, closes_at=CLOSES, year="2025/26")
    assert early is not None
    assert early.clause == "CPD-10"


@pytest.mark.clause("CPD-9", "CPD-10")
def test_open_years_have_begun_and_not_closed_the_oldest_first() -> None:
    years = [span(2026), extended(date(2026, 12, 31)), span(2024)]
    assert [one.label for one in closing.open_spans(years, at=CLOSES - A_SECOND)] == ["2025/26"]
    assert [one.label for one in closing.open_spans(years, at=CLOSES)] == ["2025/26", "2026/27"]
    last = datetime(2027, 1, 1, tzinfo=UTC)
    assert [one.label for one in closing.open_spans(years, at=last - A_SECOND)] == ["2025/26", "2026/27"]
    assert [one.label for one in closing.open_spans(years, at=last)] == ["2026/27"]


@pytest.mark.clause("CPD-9", "CPD-11a")
@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2026, 9, 30), ["2025/26"]),
        (date(2026, 10, 1), ["2025/26", "2026/27"]),
        (date(2026, 12, 31), ["2025/26", "2026/27"]),
        (date(2027, 1, 1), ["2026/27"]),
    ],
)
def test_an_extended_year_takes_activities_up_to_its_last_day_beside_the_new_year(day: date, fits: list[str]) -> None:
    years = [extended(date(2026, 12, 31)), span(2026)]
    assert [one.label for one in closing.spans_of(day, years)] == fits


NOON = datetime(2026, 10, 5, 11, 0, tzinfo=UTC)


@pytest.mark.clause("REC-29")
def test_the_first_day_of_the_oldest_open_year_is_in_and_the_day_before_is_out() -> None:
    years = [span(2026)]
    assert closing.bad_date(date(2026, 10, 1), spans=years, at=NOON) is None
    early = closing.bad_date(date(2026, 9, 30), spans=years, at=NOON)
    assert early is not None
    assert early.clause == "REC-29"
    assert "1 October 2026" in early.sentence


@pytest.mark.clause("REC-29")
def test_today_is_in_and_tomorrow_is_refused_by_the_london_day() -> None:
    late = datetime(2026, 10, 4, 23, 30, tzinfo=UTC)  # 5 October, half past midnight in London
    assert closing.bad_date(date(2026, 10, 5), spans=[span(2026)], at=late) is None
    future = closing.bad_date(date(2026, 10, 6), spans=[span(2026)], at=late)
    assert future is not None
    assert "future" in future.sentence


@pytest.mark.clause("REC-29", "CPD-10")
def test_a_day_of_a_closed_year_is_refused_with_that_year_named() -> None:
    refusal = closing.bad_date(date(2026, 9, 30), spans=[span(2025), span(2026)], at=NOON)
    assert refusal is not None
    assert refusal.clause == "CPD-10"
    assert "2025/26" in refusal.sentence


@pytest.mark.clause("REC-29")
def test_without_an_open_year_no_day_is_right() -> None:
    refusal = closing.bad_date(date(2026, 10, 5), spans=[], at=NOON)
    assert refusal is not None
    assert "No CPD year is open" in refusal.sentence


START = date(2025, 10, 1)
FELLOW, PARALEGAL, AFFILIATE = ("fellow", 100), ("paralegal", 40), ("affiliate", 20)


def held(grade: tuple[str, int], start: date, end: date | None = None) -> Held:
    return Held(*grade, from_date=start, until_date=end)


@pytest.mark.clause("CPD-16c")
@pytest.mark.parametrize(
    ("upgraded", "owes"),
    [
        (date(2025, 9, 30), "fellow"),
        (date(2025, 10, 1), "fellow"),
        (date(2025, 10, 2), "paralegal"),
        (date(2026, 9, 30), "paralegal"),
        (date(2026, 10, 1), "paralegal"),
    ],
)
def test_an_upgrade_on_1_october_counts_at_once_and_a_day_later_the_next_year(upgraded: date, owes: str) -> None:
    grades = [held(PARALEGAL, date(2015, 1, 1), upgraded), held(FELLOW, upgraded)]
    assert closing.grade_that_owes(grades, starts_on=START) == owes


@pytest.mark.clause("CPD-16c")
def test_an_affiliate_upgraded_in_the_year_owes_as_an_affiliate() -> None:
    grades = [held(AFFILIATE, date(2015, 1, 1), date(2026, 2, 1)), held(PARALEGAL, date(2026, 2, 1))]
    assert closing.grade_that_owes(grades, starts_on=START) == "affiliate"


@pytest.mark.clause("CPD-16c")
def test_a_downgrade_takes_the_lower_grade_too() -> None:
    grades = [held(FELLOW, date(2015, 1, 1), date(2026, 9, 30)), held(PARALEGAL, date(2026, 9, 30))]
    assert closing.grade_that_owes(grades, starts_on=START) == "paralegal"


@pytest.mark.clause("CPD-16c")
def test_who_joins_during_the_year_owes_nothing_and_who_leaves_owes_what_they_owed() -> None:
    assert closing.grade_that_owes([held(FELLOW, date(2025, 10, 2))], starts_on=START) is None
    assert closing.grade_that_owes([held(FELLOW, START)], starts_on=START) == "fellow"
    assert closing.grade_that_owes([held(FELLOW, date(2015, 1, 1), date(2025, 10, 2))], starts_on=START) == "fellow"
    assert closing.grade_that_owes([held(FELLOW, date(2015, 1, 1), START)], starts_on=START) is None
    assert closing.grade_that_owes([], starts_on=START) is None


@pytest.mark.clause("CPD-16a")
@pytest.mark.parametrize(
    ("first", "last", "enough"),
    [
        (date(2025, 10, 1), date(2026, 3, 31), True),
        (date(2025, 10, 1), date(2026, 3, 30), False),
        (date(2026, 4, 1), date(2026, 9, 30), True),
        (date(2026, 4, 2), date(2027, 9, 30), False),
        (date(2025, 1, 1), date(2026, 3, 30), False),
        (date(2020, 1, 1), date(2030, 1, 1), True),
        (date(2024, 1, 1), date(2024, 12, 31), False),
    ],
)
def test_six_months_out_are_whole_months_inside_the_year(first: date, last: date, enough: bool) -> None:
    assert closing.six_months_out([Spell(first, last)], starts_on=START) is enough


@pytest.mark.clause("CPD-16a")
def test_two_spells_are_not_added_up() -> None:
    spells = [Spell(date(2025, 10, 1), date(2026, 1, 31)), Spell(date(2026, 3, 1), date(2026, 6, 30))]
    assert closing.six_months_out(spells, starts_on=START) is False


@pytest.mark.clause("CPD-16b")
def test_a_third_reduced_year_is_refused() -> None:
    assert closing.may_reduce(reduced_years=1) is None
    refusal = closing.may_reduce(reduced_years=2)
    assert refusal is not None
    assert refusal.clause == "CPD-16b"
