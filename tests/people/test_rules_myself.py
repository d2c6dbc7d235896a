"""What somebody has to do in its order, how long a consent runs, and when correspondence may end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cilexportal.foundation import london
from people.rules import employer_view, restrictions
from people.rules.tasks import Task, in_order

DAY = date(2026, 11, 22)
SECOND = timedelta(seconds=1)


def task(what: str, due: date | datetime | None) -> Task:
    return Task(key=what, what=what, clause="REC-6", url="/", verb="Go", due=due)


def test_what_ends_first_comes_first_and_what_never_ends_last() -> None:
    midnight = london.end_of_day(DAY)
    todo = [task("b", None), task("day", DAY), task("before", midnight - SECOND), task("a", None), task("at", midnight)]
    assert [one.what for one in in_order(todo)] == ["before", "at", "day", "a", "b"]


def test_a_consent_ends_with_its_last_london_day() -> None:
    assert employer_view.last_day(given_on=date(2026, 8, 31), months=6) == date(2027, 2, 28)
    assert employer_view.last_day(given_on=DAY, months=12) == date(2027, 11, 22)
    with pytest.raises(ValueError, match="13 months"):
        employer_view.last_day(given_on=DAY, months=13)


def test_a_link_is_dead_from_the_second_it_ends_or_is_taken_back() -> None:
    given, ends = datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2026, 12, 22, tzinfo=UTC)

    def live(at: datetime, withdrawn: datetime | None = None) -> bool:
        return employer_view.is_live(given_at=given, expires_at=ends, withdrawn_at=withdrawn, at=at)

    assert [live(given - SECOND), live(given), live(ends - SECOND), live(ends)] == [False, True, True, False]
    back = given + timedelta(hours=1)
    assert [live(back - SECOND, back), live(back, back)] == [True, False]


@pytest.mark.clause("TC-4.3")
def test_correspondence_ends_with_a_day_for_looking_again_within_a_year() -> None:
    days = (DAY, DAY + timedelta(days=1), date(2027, 11, 22), date(2027, 11, 23))
    may = [restrictions.may_end(review_on=day, today=DAY) is None for day in days]
    assert may == [False, True, True, False]


@pytest.mark.clause("TC-4.3")
def test_it_takes_two_officers() -> None:
    refusal = restrictions.may_agree(proposed_by=7, by=7)
    assert refusal is not None
    assert refusal.clause == "TC-4.3"
    assert restrictions.may_agree(proposed_by=7, by=8) is None
