"""The deadline chip, at its boundaries."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cilexportal.foundation.ui.deadlines import Chip, chip

CLOSES = datetime(2026, 9, 30, 23, 0, tzinfo=UTC)  # 1 October 00:00 in London


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (
            datetime(2026, 9, 1, 12, tzinfo=UTC),
            Chip("Until the end of 30 September 2026, London time (29 days left)", "green"),
        ),
        (
            datetime(2026, 9, 2, 12, tzinfo=UTC),
            Chip("Until the end of 30 September 2026, London time (28 days left)", "amber"),
        ),
        (
            datetime(2026, 9, 27, 12, tzinfo=UTC),
            Chip("Until the end of 30 September 2026, London time (3 days left)", "red"),
        ),
        (
            datetime(2026, 9, 29, 22, 59, tzinfo=UTC),
            Chip("Until the end of 30 September 2026, London time (1 day left)", "red"),
        ),
        (
            datetime(2026, 9, 29, 23, 0, tzinfo=UTC),
            Chip("Ends today at 11:59pm, 30 September 2026, London time", "red"),
        ),
        (
            CLOSES - timedelta(microseconds=1),
            Chip("Ends today at 11:59pm, 30 September 2026, London time", "red"),
        ),
        (CLOSES, Chip("Closed 30 September 2026", "grey")),
    ],
)
def test_chip_of_a_year_that_closes(now, shown):
    assert chip(at=CLOSES, now=now) == shown


def test_a_date_is_due_at_its_end():
    now = datetime(2026, 9, 10, 12, tzinfo=UTC)
    assert chip(at=date(2026, 9, 30), now=now) == chip(at=CLOSES, now=now)


def test_an_hour_of_the_day_is_said():
    now = datetime(2026, 9, 10, 9, tzinfo=UTC)
    assert chip(at=datetime(2026, 9, 10, 16, tzinfo=UTC), now=now).text.startswith("Ends today at 5:00pm")
    now = datetime(2026, 9, 8, 9, tzinfo=UTC)
    ends = datetime(2026, 9, 10, 16, tzinfo=UTC)
    assert chip(at=ends, now=now).text == "Until 5:00pm on 10 September 2026, London time (2 days left)"
