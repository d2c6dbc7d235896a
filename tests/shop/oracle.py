"""A second opinion on a change of mind, read off the clauses alone.

It shares nothing with the rules: summer time by the last Sundays of March and October, days by walking them one by
one, shares as fractions, and a verdict by crossing out what is left of the price.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """Some units of a line as the oracle sees them; money in pence."""

    supply: str
    price: int
    at: datetime
    confirmed: datetime | None
    told: datetime | None
    parcels: tuple[date | None, ...] = ()
    delivery_left: int = 0
    delivery_for_rest: int = 0
    all_goods_go: bool = True
    damage: int = 0
    gate: tuple[datetime | None, datetime | None, datetime | None] = (None, None, None)
    opened: datetime | None = None
    sessions: tuple[tuple[datetime, datetime], ...] = ()
    asked_early: bool = False
    accepted_loss: bool = False
    told_to_pay: bool = True
    paid: bool = True


@dataclass(frozen=True)
class Verdict:
    """What the oracle makes of it: yes or no, and the pence that are credited."""

    allowed: bool
    pence: int = 0


NO = Verdict(False)


def london_day(at: datetime) -> date:
    """The calendar day in London: one hour ahead of UTC between the last Sundays of March and October, 01:00 UTC."""
    at = at.astimezone(UTC)
    summer = datetime(at.year, 3, _last_sunday(at.year, 3), 1, tzinfo=UTC)
    winter = datetime(at.year, 10, _last_sunday(at.year, 10), 1, tzinfo=UTC)
    return (at + timedelta(hours=1) if summer <= at < winter else at).date()


def _last_sunday(year: int, month: int) -> int:
    return max(day for day in range(1, 32) if date(year, month, day).isoweekday() == 7)


def walk(day: date, days: int) -> date:
    for _ in range(days):
        day += A_DAY
    return day


def a_year_on(day: date) -> date:
    return date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else date(day.year + 1, day.month, day.day)


def in_time(case: Case, at: datetime) -> bool:
    """Whether the day of `at` is one of those on which the right exists."""
    began = _began(case)
    if began is None:
        return True
    last = walk(began, 14)
    told = None if case.told is None else london_day(case.told)
    if told is None or told > began:
        ways_out = [a_year_on(last)]
        if told is not None:
            ways_out.append(walk(told, 14))
        last = sorted(ways_out)[0]
    return london_day(at) <= last


def _began(case: Case) -> date | None:
    if case.supply != "goods":
        return None if case.confirmed is None else london_day(case.confirmed)
    if not case.parcels or None in case.parcels:
        return None
    return sorted(day for day in case.parcels if day)[-1]


def judge(case: Case) -> Verdict:
    """The verdict on a notice sent at `case.at`."""
    return {"goods": _goods, "digital": _digital, "sessions": _sessions, "fee": _fee}[case.supply](case)


def _goods(case: Case) -> Verdict:
    if not in_time(case, case.at):
        return NO
    saved = case.delivery_left if case.all_goods_go else case.delivery_left - case.delivery_for_rest
    knew = case.told is not None and case.told <= case.at
    kept = (case.damage if case.damage < case.price else case.price) if knew else 0
    return Verdict(True, case.price - kept + (saved if saved > 0 else 0))


def _digital(case: Case) -> Verdict:
    if not in_time(case, case.at):
        return NO
    opened = case.opened is not None and case.opened <= case.at
    if opened and all(tick is not None and not tick > case.opened for tick in case.gate):
        return NO
    return Verdict(True, case.price)


def _sessions(case: Case) -> Verdict:
    if not in_time(case, case.at):
        return NO
    over = [end for _, end in case.sessions if not end > case.at]
    complete = bool(case.sessions) and len(over) == len(case.sessions)
    if complete and case.asked_early and case.accepted_loss:
        return NO
    knew = case.told is not None and case.told <= case.at
    if not over or not (case.asked_early and case.told_to_pay and knew):
        return Verdict(True, case.price)
    used = Fraction(len(over), len(case.sessions)) * case.price
    return Verdict(True, case.price - used.numerator // used.denominator)


def _fee(case: Case) -> Verdict:
    return NO if case.paid else Verdict(True, case.price)
