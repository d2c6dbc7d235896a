"""When benefits go, and when the list of those who lose them may be signed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cpd.rules.signing import loss_begins, may_sign

CLOSES = datetime(2026, 9, 30, 23, tzinfo=UTC)
LAST_DAY = date(2026, 9, 30)


@pytest.mark.clause("CPD-13")
@pytest.mark.parametrize(
    ("loss_on", "begins"),
    [
        (LAST_DAY, CLOSES),
        (LAST_DAY - timedelta(days=1), CLOSES),
        (LAST_DAY + timedelta(days=1), CLOSES),
        (date(2026, 10, 2), datetime(2026, 10, 1, 23, tzinfo=UTC)),
        (date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_loss_never_begins_before_the_year_has_closed(loss_on: date, begins: datetime) -> None:
    assert loss_begins(loss_on=loss_on, ends_on=LAST_DAY, closes_at=CLOSES) == begins


@pytest.mark.clause("CPD-13")
@pytest.mark.parametrize(
    ("closed", "parked", "unsigned", "words"),
    [
        (False, 0, 5, "once the year has been closed"),
        (True, 1, 5, "1 member could not be judged"),
        (True, 2, 5, "2 members could not be judged"),
        (True, 0, 0, "No not-met result of this year waits for a signature"),
    ],
)
def test_why_the_list_cannot_be_signed(closed, parked, unsigned, words) -> None:
    refusal = may_sign(closed=closed, parked=parked, unsigned=unsigned)
    assert refusal is not None
    assert (refusal.clause, words in refusal.sentence) == ("CPD-13", True)


@pytest.mark.clause("CPD-13")
def test_with_everybody_judged_it_can_be_signed() -> None:
    assert may_sign(closed=True, parked=0, unsigned=1) is None
