"""Until when somebody may change their mind, and when a notice counts as given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from shop.enums import Channel
from shop.rules.policy import Policy

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The period in which a line may be given up: open through the end of the London day `last_day`.

    None for `last_day` says that the days have not begun to run, so the right is open. `clause` is what set the end.
    """

    clause: str
    last_day: date | None

    @property
    def ends_at(self) -> datetime | None:
        """The first instant at which it is too late, in UTC."""
        return None if self.last_day is None else london.end_of_day(self.last_day)

    def holds(self, sent_at: datetime) -> bool:
        """Whether a notice sent at this instant is in time."""
        return self.ends_at is None or sent_at < self.ends_at

    def in_words(self) -> str:
        """The last moment as people read it: 5 December 2026 at 11:59pm; empty while no end is known."""
        return "" if self.ends_at is None else london.at_in_words(self.ends_at - A_MINUTE)


def days_after(day: date, days: int) -> date:
    """[LAW-CCR29] The last day of a period of `days` days from an event on `day`: calendar days, no day is skipped.

    The day of the event is not counted; weekends, bank holidays and changes of the clock alter nothing.
    """
    return day + timedelta(days=days)


def of_contract(*, confirmed_at: datetime | None, told_at: datetime | None, policy: Policy) -> Window:
    """[TC-9.3] [LAW-CCR29] For everything but goods: 14 days after the day on which the acceptance was e-mailed.

    `confirmed_at` is when that e-mail was sent, None before; `told_at` is when the buyer was told of the right.
    """
    day = None if confirmed_at is None else london.date_of(confirmed_at)
    return _window("TC-9.3", day, told_at, policy)


def of_goods(*, received_on: Sequence[date | None], told_at: datetime | None, policy: Policy) -> Window:
    """[TC-9.3a] [LAW-CCR29] For goods: 14 days after the day on which the last parcel of the order arrived.

    `received_on` has the London day of each parcel, None for one not yet received; no parcel at all is open as well.
    """
    days = [day for day in received_on if day is not None]
    last = max(days) if days and len(days) == len(received_on) else None
    return _window("TC-9.3a", last, told_at, policy)


def _window(clause: str, day: date | None, told_at: datetime | None, policy: Policy) -> Window:
    """The window from the day on which the days begin to run."""
    if day is None:
        return Window(clause=clause, last_day=None)
    normal = days_after(day, policy.cooling_off_days)
    last = last_day_if_told(normal, started_on=day, told_at=told_at, policy=policy)
    return Window(clause=clause if last == normal else "LAW-CCR31", last_day=last)


def last_day_if_told(normal: date, *, started_on: date, told_at: datetime | None, policy: Policy) -> date:
    """[LAW-CCR31] Untold of the right, the buyer has 12 months more than `normal`, the usual last day.

    Told on a day within them, 14 days from that day, and never past the twelve months. Told by the day on which the
    period started, nothing is added.
    """
    longest = london.add_months(normal, policy.not_told_months)
    if told_at is None:
        return longest
    told_on = london.date_of(told_at)
    if told_on <= started_on:
        return normal
    return min(longest, days_after(told_on, policy.cooling_off_days))


def told_of_right_at(
    *,
    at_check_out: datetime | None,
    confirmed_at: datetime | None,
    came_back_at: datetime | None,
    told_again_at: datetime | None,
) -> datetime | None:
    """[LAW-CCR31] When the buyer was told of the right, None for not yet: at check-out, or by the acceptance.

    Without an acceptance that reached the buyer nobody was told in a lasting form: one that came back counts for
    nothing, and the one that was sent again tells.
    """
    if confirmed_at is None:
        return None
    if came_back_at is not None:
        return told_again_at
    return confirmed_at if at_check_out is None else at_check_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That somebody gives up a line: how it came, when it was sent and when it arrived."""

    channel: Channel
    sent_at: datetime
    received_at: datetime


def given_at(notice: Notice) -> datetime:
    """[LAW-CCR32] [TC-9.3b] The instant that counts: when the notice was sent, however late it was read.

    In the portal sending and arriving are one instant, the one that the acknowledgement repeats.
    """
    return notice.sent_at


def bad_notice(notice: Notice, *, placed_at: datetime, at: datetime) -> Refusal | None:
    """[LAW-CCR32] What of a notice's own times cannot be: it was sent on the day of the order or later, and arrived
    after that and by now. A wrong year would otherwise be in time for ever.
    """
    if london.date_of(notice.received_at) > london.date_of(at):
        return Refusal("LAW-CCR32", "Give the day on which the notice reached us: today or earlier.")
    if notice.sent_at > notice.received_at:
        return Refusal("LAW-CCR32", "Give a time of sending that is not after the time at which the notice arrived.")
    ordered_on = london.date_of(placed_at)
    if london.date_of(notice.sent_at) < ordered_on:
        return Refusal("LAW-CCR32", f"Give a day of sending from {london.in_words(ordered_on)}, the day of the order.")
    return None


def is_in_writing(channel: Channel, *, confirmed_by_message: bool = False) -> bool:
    """[TC-2.3] E-mail, letters and messages in the portal are writing; a telephone call once a message confirms it."""
    return channel != Channel.PHONE or confirmed_by_message
