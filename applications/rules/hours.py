"""The hours ledger: what roles and courses come to, exactly. Dates are London days, first and last both counted.

Hours are Fractions: weekly hours spread over seven days rarely divide evenly, and 2,300 is a line nobody may fall short
of by rounding. They are shown rounded down, by `shown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise

from applications.rules.pathway import HoursFigures

A_DAY = timedelta(days=1)
A_WEEK = 7
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days from `first` to `last`, both counted."""

    first: date
    last: date

    def __len__(self) -> int:
        return max(0, (self.last - self.first).days + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A role as it is claimed or accepted: no `last` is work that goes on. `leave` days fall out of it."""

    key: str
    first: date
    last: date | None
    weekly: Decimal
    leave: tuple[Days, ...] = ()

    @property
    def daily(self) -> Fraction:
        return Fraction(self.weekly) / A_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A course. Not passed: nothing is credited. `most` is what an officer credits at the most, None for the rule's,
    and `apart` so many of its hours as an officer found to lie at other times than any work."""

    key: str
    first: date
    last: date
    passed_on: date | None
    most: Decimal | None = None
    apart: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days on which the hours of work are the same: so many a day, by these roles."""

    first: date
    last: date
    daily: Fraction
    roles: tuple[str, ...]

    @property
    def weekly(self) -> Fraction:
        return self.daily * A_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What it all comes to on a day. `course` is the one credited, if any; `overlap` the days on which it ran beside
    work; `flagged` the stretches of more hours a week than seem possible."""

    on: date
    work: Fraction
    credit: Fraction
    of_role: dict[str, Fraction]
    course: str
    overlap: tuple[Days, ...]
    flagged: tuple[Stretch, ...]

    @property
    def total(self) -> Fraction:
        return self.work + self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """By when the hours are likely: a day, or why there is none."""

    on: date | None
    why_none: str = ""


def ledger(roles: Sequence[Work], courses: Sequence[Study], *, figures: HoursFigures, on: date) -> Ledger:
    """[HB-18] [HB-19] [HB-20] What roles and courses come to by the end of a day.

    Roles count as claimed, part-time hour for hour. Of the courses that were passed one is credited: the one that comes
    to most. One that work takes up whole adds nothing, and its overlap says why.
    """
    stretches = tuple(stretches_of(roles, on=on))
    credits = [(credit_of(one, stretches, figures=figures), one) for one in courses if _is_passed(one, on=on)]
    credit, best = max(credits, key=lambda one: one[0], default=(NOTHING, None))
    return Ledger(
        on=on, work=sum((one.daily * _length(one) for one in stretches), NOTHING), credit=credit,
        of_role={role.key: hours_of(role, on=on) for role in roles}, course=best.key if best and credit else "",
        overlap=tuple(_overlaps(best, stretches)) if best else (),
        flagged=tuple(one for one in stretches if one.weekly > figures.flag_weekly),
    )  # fmt: skip


def hours_of(role: Work, *, on: date) -> Fraction:
    """[HB-18] The hours of one role by the end of a day: weekly hours over seven days, leave left out."""
    return role.daily * sum(len(days) for days in worked(role, on=on))


def worked(role: Work, *, on: date) -> Iterator[Days]:
    """[HB-18] The days of a role that count, up to and including a day, without its leave."""
    first, last = role.first, min(role.last or on, on)
    for leave in sorted(role.leave, key=lambda days: days.first):
        if leave.first > first:
            yield from _days(first, min(last, leave.first - A_DAY))
        first = max(first, leave.last + A_DAY)
    yield from _days(first, last)


def stretches_of(roles: Sequence[Work], *, on: date) -> Iterator[Stretch]:
    """[HB-20a] The days of work cut where its hours change; roles on the same days add up."""
    spans = [(days, role) for role in roles for days in worked(role, on=on)]
    cuts = sorted({days.first for days, _ in spans} | {days.last + A_DAY for days, _ in spans})
    for first, end in pairwise(cuts):
        here = [role for days, role in spans if days.first <= first and end <= days.last + A_DAY]
        if here:
            daily = sum((role.daily for role in here), NOTHING)
            yield Stretch(first=first, last=end - A_DAY, daily=daily, roles=tuple(role.key for role in here))


def credit_of(course: Study, stretches: Sequence[Stretch], *, figures: HoursFigures) -> Fraction:
    """[HB-19] [HB-20] What a course that was passed adds to the work: its hours spread evenly over its days, and on a
    day of work as well only what they are more than those of the work. Hours apart from work are credited beside it,
    and the others are spread."""
    days = Days(first=course.first, last=course.last)
    whole = Fraction(min(figures.course, figures.course_most))
    apart = min(Fraction(course.apart), whole)
    daily = (whole - apart) / len(days)
    beside = sum((min(daily, one.daily) * len(common) for one, common in _beside(course, stretches)), NOTHING)
    credit = whole - beside
    return credit if course.most is None else min(credit, Fraction(course.most))


def is_enough(hours: Fraction, *, figures: HoursFigures) -> bool:
    """[HB-18] Exactly what is required is enough."""
    return hours >= figures.required


def shown(hours: Fraction) -> Decimal:
    """[HB-18] [HB-27] Hours as people read them: rounded down to two decimals, so that 2,299.999 is not 2,300."""
    hundredths = hours.numerator * 100 // hours.denominator
    return (Decimal(hundredths) / 100).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)


def projected(found: Ledger, roles: Sequence[Work], *, figures: HoursFigures) -> Projection:
    """[HB-27a] By when the hours are likely: the remaining ones at the daily rate of the roles that go on.

    100 hours at 35 a week are 20 days. Without a role that goes on there is no day, and it says so.
    """
    missing = figures.required - found.total
    if missing <= 0:
        return Projection(on=found.on)
    daily = sum((role.daily for role in roles if role.last is None and role.first <= found.on), NOTHING)
    if not daily:
        return Projection(on=None, why_none="There is no current role to go by, so we cannot estimate a date.")
    days = -((-missing) // daily)
    if days > (date.max - found.on).days:
        return Projection(on=None, why_none="At this rate the hours would not be complete in any time to come.")
    return Projection(on=found.on + A_DAY * days)


def accepted(role: Work, *, first: date, last: date | None, weekly: Decimal) -> Work:
    """[HB-17] The part of a role that an officer accepts: never more days, and never more hours, than were claimed."""
    ends = [day for day in (role.last, last) if day is not None]
    return replace(
        role, first=max(role.first, first), last=min(ends) if ends else None, weekly=min(role.weekly, weekly)
    )


def _days(first: date, last: date) -> Iterator[Days]:
    if first <= last:
        yield Days(first=first, last=last)


def _is_passed(course: Study, *, on: date) -> bool:
    """[HB-19] Whether a course counts by the end of a day."""
    return course.passed_on is not None and course.passed_on <= on


def _length(stretch: Stretch) -> int:
    return (stretch.last - stretch.first).days + 1


def _beside(course: Study, stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, Days]]:
    """Each stretch of work with the days of the course that lie in it."""
    for one in stretches:
        for days in _days(max(one.first, course.first), min(one.last, course.last)):
            yield one, days


def _overlaps(course: Study, stretches: Sequence[Stretch]) -> Iterator[Days]:
    yield from (days for _, days in _beside(course, stretches))
