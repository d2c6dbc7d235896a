"""The clocks of data rights: by when a request is answered, a complaint acknowledged, an account closed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cilexportal.foundation import london

SATURDAY = 5
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The days of one request for data, all London dates. Waiting for identity, it has no last day."""

    received_on: date
    identity_asked_on: date | None = None
    identity_proved_on: date | None = None
    extended_on: date | None = None

    @property
    def since(self) -> date | None:
        """[LAW-SAR] The day that counts: of receipt, or of the proof of identity where that had to be asked for."""
        return self.received_on if self.identity_asked_on is None else self.identity_proved_on


def last_day(clock: Clock, *, months: int, more: int, holidays: Collection[date]) -> date | None:
    """[LAW-SAR] The corresponding day `months` later, or that month's last one; from a weekend or bank holiday on to
    the next working day. An extension adds `more` months to the same first day. None while identity waits."""
    if clock.since is None:
        return None
    return working_day_from(london.add_months(clock.since, months + (more if clock.extended_on else 0)), holidays)


def working_day_from(day: date, holidays: Collection[date]) -> date:
    """[LAW-SAR] The day itself, or the first working day after it."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += A_DAY
    return day


def may_extend(clock: Clock, *, today: date, months: int, holidays: Collection[date]) -> bool:
    """[LAW-SAR] Whether it can still be extended: once, and told of within the first time, its last day included."""
    due = last_day(clock, months=months, more=0, holidays=holidays)
    return clock.extended_on is None and due is not None and today <= due


def acknowledge_by(received_on: date, *, days: int) -> date:
    """[LAW-DPCOMP] The last day to acknowledge a complaint: the day of receipt is the first of them."""
    return received_on + timedelta(days=days - 1)


def closes_at(asked_on: date, *, days: int) -> datetime:
    """The instant from which an account that was given up on a day is closed: so many whole days can undo it."""
    return london.end_of_day(asked_on + timedelta(days=days))
