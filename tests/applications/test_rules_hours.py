"""The hours ledger against a day-by-day oracle, and each clause on its own boundary."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.rules import hours
from applications.rules.hours import Days, Study, Work

ON = date(2026, 11, 21)
START = date(2026, 1, 1)
A_DAY = timedelta(days=1)


def work(first: date, last: date | None, weekly: str = "35", *, key: str = "a", leave: tuple[Days, ...] = ()) -> Work:
    return Work(key=key, first=first, last=last, weekly=Decimal(weekly), leave=leave)


def lpc(first: date, last: date, *, key: str = "lpc", passed: date | None = ON, most: str | None = None) -> Study:
    return Study(key=key, first=first, last=last, passed_on=passed, most=None if most is None else Decimal(most))


def for_days(days: int, *, first: date = START) -> date:
    """The last of so many days."""
    return first + A_DAY * (days - 1)


@pytest.mark.clause("HB-18")
def test_weekly_hours_are_spread_over_seven_days_first_and_last_counted(immigration) -> None:
    found = hours.ledger([work(START, START)], [], figures=immigration.hours, on=ON)
    assert found.total == 5
    assert hours.hours_of(work(START, for_days(7), "20.5"), on=ON) == Fraction(41, 2)
    assert hours.hours_of(work(START, None), on=START + A_DAY) == 10
    assert hours.hours_of(work(ON + A_DAY, None), on=ON) == 0


@pytest.mark.clause("HB-18")
def test_leave_falls_out_with_its_first_and_last_day() -> None:
    role = work(START, for_days(10), leave=(Days(first=for_days(3), last=for_days(4)),))
    assert hours.hours_of(role, on=ON) == 40
    assert [len(days) for days in hours.worked(role, on=ON)] == [2, 6]
    everything = work(START, for_days(3), leave=(Days(first=START, last=for_days(3)),))
    assert hours.hours_of(everything, on=ON) == 0


@pytest.mark.clause("HB-18")
@pytest.mark.parametrize(("days", "enough"), [(459, False), (460, True), (461, True)])
def test_exactly_2300_hours_are_enough(days: int, enough: bool, immigration) -> None:
    first = date(2024, 1, 1)
    found = hours.ledger([work(first, for_days(days, first=first))], [], figures=immigration.hours, on=ON)
    assert found.total == days * 5
    assert hours.is_enough(found.total, figures=immigration.hours) == enough


@pytest.mark.clause("HB-18", "HB-27")
def test_hours_are_compared_exactly_and_shown_rounded_down(immigration) -> None:
    short = Fraction(2300) - Fraction(1, 1000)
    assert not hours.is_enough(short, figures=immigration.hours)
    assert hours.shown(short) == Decimal("2299.99")
    assert hours.shown(Fraction(2300)) == Decimal("2300.00")
    assert hours.shown(Fraction(100, 7)) == Decimal("14.28")


@pytest.mark.clause("HB-19")
@pytest.mark.parametrize(
    ("passed", "credit"), [(ON, 644), (ON - A_DAY, 644), (ON + A_DAY, 0), (None, 0)]
)  # fmt: skip
def test_a_course_counts_once_it_is_passed(passed: date | None, credit: int, immigration) -> None:
    course = lpc(date(2025, 1, 1), date(2025, 6, 30), passed=passed)
    found = hours.ledger([], [course], figures=immigration.hours, on=ON)
    assert found.total == credit
    assert found.course == ("lpc" if credit else "")


@pytest.mark.clause("HB-19")
def test_two_courses_bring_one_credit_the_better_one(immigration) -> None:
    courses = [lpc(date(2024, 1, 1), date(2024, 6, 30)), lpc(date(2025, 1, 1), date(2025, 6, 30), key="btc")]
    assert hours.ledger([], courses, figures=immigration.hours, on=ON).total == 644
    beside = work(date(2024, 1, 1), date(2024, 6, 30))
    found = hours.ledger([beside], courses, figures=immigration.hours, on=ON)
    assert found.credit == 644
    assert found.course == "btc"


@pytest.mark.clause("HB-20")
def test_a_day_of_both_credits_the_larger_and_no_other_day_changes(immigration) -> None:
    last = for_days(161)  # four hours a day
    course = lpc(START, last)
    figures = immigration.hours
    alone = hours.ledger([], [course], figures=figures, on=ON)
    one_day = hours.ledger([work(last, last)], [course], figures=figures, on=ON)
    assert one_day.total == alone.total - 4 + 5
    after = hours.ledger([work(last + A_DAY, last + A_DAY)], [course], figures=figures, on=ON)
    assert after.total == alone.total + 5
    assert one_day.overlap == (Days(first=last, last=last),)
    assert after.overlap == ()
    little = hours.ledger([work(last, last, "7")], [course], figures=figures, on=ON)
    assert little.total == alone.total


@pytest.mark.clause("HB-20")
def test_a_course_that_work_takes_up_whole_adds_nothing_and_its_overlap_says_why(immigration) -> None:
    last = for_days(161)
    both = {"figures": immigration.hours, "on": ON}
    found = hours.ledger([work(START, last)], [lpc(START, last)], **both)
    assert (found.total, found.credit, found.course) == (161 * 5, 0, "")
    assert found.overlap == (Days(first=START, last=last),)
    assert hours.ledger([work(START, last)], [lpc(START, last, passed=None)], **both).overlap == ()


@pytest.mark.clause("HB-20")
def test_an_officer_may_credit_less_of_a_course(immigration) -> None:
    course = lpc(date(2025, 1, 1), date(2025, 6, 30), most="300")
    assert hours.ledger([], [course], figures=immigration.hours, on=ON).total == 300


@pytest.mark.clause("HB-20a")
@pytest.mark.parametrize(("second", "flagged"), [("5", 0), ("13", 0), ("13.01", 1)])
def test_roles_of_the_same_days_add_up_and_more_than_48_hours_are_flagged(
    second: str, flagged: int, immigration
) -> None:
    roles = [work(START, for_days(70)), work(for_days(8), for_days(21), second, key="b")]
    found = hours.ledger(roles, [], figures=immigration.hours, on=ON)
    assert found.total == 350 + 2 * Fraction(second)
    assert len(found.flagged) == flagged
    if flagged:
        assert (found.flagged[0].first, found.flagged[0].last) == (for_days(8), for_days(21))
        assert found.flagged[0].roles == ("a", "b")


@pytest.mark.clause("HB-27a")
def test_the_projected_day_goes_on_at_the_rate_of_the_roles_that_go_on(immigration) -> None:
    first = ON - A_DAY * 439  # 440 days of five hours: 2,200
    role = work(first, None)
    found = hours.ledger([role], [], figures=immigration.hours, on=ON)
    assert found.total == 2200
    assert hours.projected(found, [role], figures=immigration.hours).on == ON + A_DAY * 20
    slow = work(date(2020, 1, 1), ON)
    slower = [slow, work(ON, None, "0.01", key="b")]
    enough = hours.ledger(slower, [], figures=immigration.hours, on=ON)
    assert hours.projected(enough, slower, figures=immigration.hours).on == ON


@pytest.mark.clause("HB-27a")
def test_a_part_of_a_day_is_a_day_and_without_a_role_there_is_none(immigration) -> None:
    first = ON - A_DAY * 439
    ended, goes_on = work(first, ON), work(ON - A_DAY * 6, None, "0.7", key="b")
    found = hours.ledger([ended, goes_on], [], figures=immigration.hours, on=ON)
    assert found.total == 2200 + Fraction(7, 10)
    assert hours.projected(found, [ended, goes_on], figures=immigration.hours).on == ON + A_DAY * 993
    none = hours.projected(found, [ended], figures=immigration.hours)
    assert none.on is None
    assert none.why_none


@pytest.mark.clause("HB-17")
def test_what_is_accepted_of_a_role_is_never_more_than_was_claimed() -> None:
    role = work(START, for_days(100))
    part = hours.accepted(role, first=START - A_DAY, last=None, weekly=Decimal(50))
    assert part == role
    less = hours.accepted(role, first=for_days(8), last=for_days(50), weekly=Decimal(20))
    assert (less.first, less.last, less.weekly) == (for_days(8), for_days(50), Decimal(20))


FIRST = date(2025, 1, 1)


# One draw of bytes makes a whole ledger: drawing each figure by itself would take most of a minute for all of them.
A_ROLE, A_COURSE = 7, 7


def role_of(drawn: bytes) -> Work:
    begins, length, gap, stay, goes_on, *weekly = drawn
    first = FIRST + A_DAY * (begins % 150)
    leave = Days(first=first + A_DAY * (gap % 60), last=first + A_DAY * (gap % 60 + stay % 30))
    again = Days(first=leave.last + A_DAY, last=leave.last + A_DAY * (1 + gap % 20))
    last = None if goes_on % 5 == 0 else first + A_DAY * (length % 120)
    hours_a_week = Decimal(1 + int.from_bytes(weekly) % 8400) / 100
    return Work(key=drawn.hex(), first=first, last=last, weekly=hours_a_week, leave=(leave, again)[: stay % 3])


def course_of(drawn: bytes) -> Study:
    begins, length, later, limited, aside, *most = drawn
    last = FIRST + A_DAY * (begins % 150 + length % 120)
    passed = None if later % 5 == 0 else last + A_DAY * (later % 40)
    credited = Decimal(int.from_bytes(most) % 700) if limited % 3 == 0 else None
    return Study(
        key=drawn.hex(), first=FIRST + A_DAY * (begins % 150), last=last, passed_on=passed, most=credited,
        apart=Decimal(3 * aside if aside % 4 == 0 else 0),
    )  # fmt: skip


def pieces(drawn: bytes, size: int) -> list[bytes]:
    """The bytes cut into whole pieces."""
    return [drawn[at : at + size] for at in range(0, len(drawn) - size + 1, size)]


def oracle(roles: list[Work], courses: list[Study], *, on: date) -> Fraction:
    """The ledger a day at a time: what every day is worth, by its roles and by the one course that is credited.

    Work is counted in sevenths of hundredths of an hour, whole numbers all.
    """
    unit, worth = 700, dict.fromkeys(range(FIRST.toordinal(), on.toordinal() + 1), 0)
    for role in roles:
        away = {day for leave in role.leave for day in range(leave.first.toordinal(), leave.last.toordinal() + 1)}
        for day in range(role.first.toordinal(), (role.last or on).toordinal() + 1):
            if day in worth and day not in away:
                worth[day] += int(role.weekly * 100)
    gained = [Fraction(0)]
    for course in courses:
        if course.passed_on is not None and course.passed_on <= on:
            days = range(course.first.toordinal(), course.last.toordinal() + 1)
            apart = min(644, int(course.apart))
            more = sum(max(0, (644 - apart) * unit - worth[day] * len(days)) for day in days)
            credit = apart + Fraction(more, unit * len(days))
            gained.append(credit if course.most is None else min(credit, Fraction(course.most)))
    return Fraction(sum(worth.values()), unit) + max(gained)


@pytest.mark.clause("HB-18", "HB-19", "HB-20", "HB-20a")
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    work_drawn=st.binary(max_size=3 * A_ROLE), courses_drawn=st.binary(max_size=2 * A_COURSE), on=st.integers(0, 300)
)
def test_the_ledger_agrees_with_counting_day_by_day(immigration, work_drawn, courses_drawn, on) -> None:
    day = FIRST + A_DAY * on
    roles = [role_of(drawn) for drawn in pieces(work_drawn, A_ROLE)]
    courses = [course_of(drawn) for drawn in pieces(courses_drawn, A_COURSE)]
    found = hours.ledger(roles, courses, figures=immigration.hours, on=day)
    assert found.total == oracle(roles, courses, on=day)
