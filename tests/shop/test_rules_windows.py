"""Until when somebody may change their mind, on the worked dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from shop.enums import Channel
from shop.rules import windows
from shop.rules.policy import Policy
from shop.rules.windows import Notice, Window

POLICY = Policy()
A_SECOND = timedelta(seconds=1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def of_contract(confirmed_at: datetime | None, told_at: datetime | None) -> Window:
    return windows.of_contract(confirmed_at=confirmed_at, told_at=told_at, policy=POLICY)


@pytest.mark.clause("TC-9.3", "LAW-CCR29")
@pytest.mark.parametrize(
    ("sent", "last_day", "first_late"),
    [
        (noon(date(2026, 11, 21)), date(2026, 12, 5), datetime(2026, 12, 6, 0, tzinfo=UTC)),
        (noon(date(2026, 3, 15)), date(2026, 3, 29), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (noon(date(2026, 10, 11)), date(2026, 10, 25), datetime(2026, 10, 26, 0, tzinfo=UTC)),
        (datetime(2026, 6, 10, 23, 30, tzinfo=UTC), date(2026, 6, 25), datetime(2026, 6, 25, 23, tzinfo=UTC)),
        (noon(date(2026, 12, 20)), date(2027, 1, 3), datetime(2027, 1, 4, 0, tzinfo=UTC)),
        (noon(date(2028, 2, 15)), date(2028, 2, 29), datetime(2028, 3, 1, 0, tzinfo=UTC)),
        (noon(date(2027, 2, 15)), date(2027, 3, 1), datetime(2027, 3, 2, 0, tzinfo=UTC)),
    ],
)
def test_fourteen_london_days_after_the_day_of_the_email(sent: datetime, last_day: date, first_late: datetime) -> None:
    window = of_contract(sent, sent)
    assert (window.last_day, window.ends_at, window.clause) == (last_day, first_late, "TC-9.3")
    assert window.holds(first_late - A_SECOND)
    assert not window.holds(first_late)
    assert first_late != sent + timedelta(days=14)


@pytest.mark.clause("TC-9.3")
def test_the_right_is_there_before_the_days_begin_to_run() -> None:
    window = of_contract(None, None)
    assert (window.last_day, window.ends_at, window.in_words()) == (None, None, "")
    assert window.holds(noon(date(2050, 1, 1)))


@pytest.mark.clause("TC-9.3")
def test_the_last_moment_is_read_as_a_minute_of_the_last_day() -> None:
    assert of_contract(noon(date(2026, 3, 15)), noon(date(2026, 3, 15))).in_words() == "29 March 2026 at 11:59pm"


@pytest.mark.clause("TC-9.3a", "LAW-CCR29")
@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        ((date(2026, 11, 1), date(2026, 11, 9)), date(2026, 11, 23)),
        ((date(2026, 11, 9), date(2026, 11, 1)), date(2026, 11, 23)),
        ((date(2026, 11, 1),), date(2026, 11, 15)),
        ((date(2026, 11, 1), None), None),
        ((), None),
    ],
)
def test_goods_go_by_the_last_parcel_of_the_order(received: tuple[date | None, ...], last_day: date | None) -> None:
    window = windows.of_goods(received_on=received, told_at=noon(date(2026, 10, 1)), policy=POLICY)
    assert (window.last_day, window.clause) == (last_day, "TC-9.3a")


T = date(2026, 11, 21)


@pytest.mark.clause("LAW-CCR31")
@pytest.mark.parametrize(
    ("told_on", "last_day", "clause"),
    [
        (date(2026, 11, 20), date(2026, 12, 5), "TC-9.3"),
        (T, date(2026, 12, 5), "TC-9.3"),
        (date(2026, 11, 22), date(2026, 12, 6), "LAW-CCR31"),
        (date(2027, 3, 10), date(2027, 3, 24), "LAW-CCR31"),
        (date(2027, 11, 20), date(2027, 12, 4), "LAW-CCR31"),
        (date(2027, 11, 21), date(2027, 12, 5), "LAW-CCR31"),
        (date(2027, 11, 22), date(2027, 12, 5), "LAW-CCR31"),
        (date(2027, 12, 6), date(2027, 12, 5), "LAW-CCR31"),
        (None, date(2027, 12, 5), "LAW-CCR31"),
    ],
)
def test_a_right_nobody_mentioned_lasts_twelve_months_longer_or_fourteen_days_from_being_told(
    told_on: date | None, last_day: date, clause: str
) -> None:
    window = of_contract(noon(T), None if told_on is None else noon(told_on))
    assert (window.last_day, window.clause) == (last_day, clause)


@pytest.mark.clause("LAW-CCR31")
def test_twelve_months_after_a_leap_day_end_on_28_february() -> None:
    assert of_contract(noon(date(2028, 2, 15)), None).last_day == date(2029, 2, 28)


CHECK_OUT, ACCEPTED, AGAIN = (noon(date(2026, 11, day)) for day in (20, 21, 25))


@pytest.mark.clause("LAW-CCR31")
@pytest.mark.parametrize(
    ("at_check_out", "confirmed", "came_back", "again", "told"),
    [
        (CHECK_OUT, ACCEPTED, None, None, CHECK_OUT),
        (None, ACCEPTED, None, None, ACCEPTED),
        (CHECK_OUT, None, None, None, None),
        (CHECK_OUT, ACCEPTED, ACCEPTED, None, None),
        (CHECK_OUT, ACCEPTED, ACCEPTED, AGAIN, AGAIN),
    ],
)
def test_the_right_is_told_by_an_acceptance_that_reached_the_buyer(
    at_check_out: datetime | None, confirmed: datetime | None, came_back: datetime | None, again: datetime | None,
    told: datetime | None,
) -> None:  # fmt: skip
    said = {"confirmed_at": confirmed, "came_back_at": came_back, "told_again_at": again}
    assert windows.told_of_right_at(at_check_out=at_check_out, **said) == told


@pytest.mark.clause("LAW-CCR32", "TC-9.3b")
@pytest.mark.parametrize("channel", list(Channel))
def test_a_notice_counts_from_when_it_was_sent(channel: Channel) -> None:
    window = of_contract(noon(T), noon(T))
    sent = datetime(2026, 12, 5, 23, 59, tzinfo=UTC)
    late = Notice(channel=channel, sent_at=sent, received_at=sent + timedelta(days=2))
    assert window.holds(windows.given_at(late))
    assert not window.holds(late.received_at)
    assert windows.bad_notice(late, placed_at=noon(T), at=late.received_at) is None


MIDNIGHT = datetime(2026, 11, 21, 0, tzinfo=UTC)


@pytest.mark.clause("LAW-CCR32")
@pytest.mark.parametrize(
    ("sent", "received", "said"),
    [
        (MIDNIGHT - A_SECOND, noon(T), "from 21 November 2026, the day of the order"),
        (MIDNIGHT, noon(T), ""),
        (noon(T), noon(T), ""),
        (noon(T) + A_SECOND, noon(T), "not after the time at which the notice arrived"),
        (noon(T), datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC), ""),
        (noon(T), datetime(2026, 11, 24, tzinfo=UTC), "today or earlier"),
    ],
)
def test_a_notice_is_sent_from_the_day_of_the_order_and_before_it_arrived(
    sent: datetime, received: datetime, said: str
) -> None:
    notice = Notice(channel=Channel.LETTER, sent_at=sent, received_at=received)
    refusal = windows.bad_notice(notice, placed_at=noon(T), at=noon(date(2026, 11, 23)))
    assert (refusal is None) is (said == "")
    if refusal is not None:
        assert refusal.clause == "LAW-CCR32"
        assert said in refusal.sentence


@pytest.mark.clause("TC-2.3")
@pytest.mark.parametrize(
    ("channel", "confirmed", "writing"),
    [
        (Channel.EMAIL, False, True),
        (Channel.PORTAL, False, True),
        (Channel.LETTER, False, True),
        (Channel.PHONE, False, False),
        (Channel.PHONE, True, True),
    ],
)
def test_everything_but_an_unconfirmed_call_is_writing(channel: Channel, confirmed: bool, writing: bool) -> None:
    assert windows.is_in_writing(channel, confirmed_by_message=confirmed) is writing
