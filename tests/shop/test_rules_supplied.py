"""How much of a course had been given: in sessions, hours and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shop.enums import ShareUnit
from shop.rules import supplied
from shop.rules.supplied import Course, Session

A_SECOND = timedelta(seconds=1)
FIRST = datetime(2026, 11, 22, 9, tzinfo=UTC)
# One a day, of an hour each.
TEN = Course(
    sessions=tuple(
        Session(starts_at=FIRST + timedelta(days=day), ends_at=FIRST + timedelta(days=day, hours=1))
        for day in range(10)
    )
)
TENTH_ENDS = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.mark.clause("TC-9.2.2")
def test_a_course_is_finished_when_its_last_session_has_ended() -> None:
    assert not supplied.is_finished(TEN, at=TENTH_ENDS - A_SECOND)
    assert supplied.is_finished(TEN, at=TENTH_ENDS)
    assert not supplied.is_finished(Course(), at=TENTH_ENDS)


@pytest.mark.clause("TC-9.2.2")
def test_all_of_a_course_on_demand_is_given_once_it_was_viewed() -> None:
    open_for = Session(starts_at=FIRST, ends_at=FIRST + timedelta(days=30))
    on_demand = Course(sessions=(open_for,), unit=ShareUnit.DAYS, viewed_at=TENTH_ENDS)
    assert supplied.share(on_demand, at=TENTH_ENDS - A_SECOND).done == 9
    assert supplied.share(on_demand, at=TENTH_ENDS).done == 31


@pytest.mark.clause("TC-9.6b")
def test_hours_and_days_are_counted_where_the_product_says_so() -> None:
    first = datetime(2026, 11, 22, 9, tzinfo=UTC)
    long = Session(starts_at=first, ends_at=first + timedelta(hours=3))
    short = Session(starts_at=first + timedelta(days=9), ends_at=first + timedelta(days=9, hours=1))
    both = Course(sessions=(long, short))
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    found = {unit: supplied.share(replace(both, unit=unit), at=at) for unit in ShareUnit}
    assert {unit: (share.done, share.of) for unit, share in found.items()} == {
        ShareUnit.SESSIONS: (1, 2),
        ShareUnit.HOURS: (3 * 3600, 4 * 3600),
        ShareUnit.DAYS: (3, 10),
    }
    assert [share.words for share in found.values()] == ["1 of 2 sessions", "3 of 4 hours", "3 of 10 days"]


@pytest.mark.clause("TC-9.6b")
@pytest.mark.parametrize(
    ("at", "days"),
    [
        (datetime(2026, 11, 21, 12, tzinfo=UTC), 0),
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 23, tzinfo=UTC), 1),
        (datetime(2026, 12, 1, 9, tzinfo=UTC), 9),
        (TENTH_ENDS, 10),
        (datetime(2027, 1, 1, tzinfo=UTC), 10),
    ],
)
def test_a_day_counts_once_it_is_over_and_a_finished_course_is_the_whole(at: datetime, days: int) -> None:
    assert supplied.share(replace(TEN, unit=ShareUnit.DAYS), at=at).done == days
