"""How old work may be on the day of the application, counted backwards from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from applications.rules.pathway import Concession, EvidenceFigures
from cilexportal.foundation import london
from portfolio.enums import Age

A_DAY = timedelta(days=1)


def age_of(on: date, *, applied_on: date, figures: EvidenceFigures, sent_on: date | None = None) -> Age:
    """[HB-36a] [HB-41] [HB-41a] [HB-55] How old work done on a day is for an application of `applied_on`.

    A piece that replaces another is sent later, on `sent_on`: it may be dated up to then, and is as old as for the
    application itself.
    """
    if on > (sent_on or applied_on):
        return Age.AHEAD
    if on >= london.add_months(applied_on, -_months(applied_on, figures)):
        return Age.IN_TIME
    if on >= london.add_months(applied_on, -figures.exception_months):
        return Age.EXPLAIN
    return Age.TOO_OLD


def last_usable_on(on: date, *, figures: EvidenceFigures) -> date:
    """[HB-41] [HB-55] The last day of application on which work of this day needs no explanation. Months differ in
    length, so it can lie a few days after the same-numbered day."""
    last = _last_within(on, figures.age_months)
    for concession in figures.concessions:
        until = min(_last_within(on, concession.age_months), concession.until_date - A_DAY)
        if until >= concession.from_date:
            last = max(last, until)
    return last


def warnings_before(last: date, *, days: tuple[int, ...]) -> Iterator[date]:
    """[HB-55] The days on which an applicant is warned that work will soon be too old."""
    return (last - timedelta(days=number) for number in sorted(days, reverse=True))


def _last_within(on: date, months: int) -> date:
    """The last day whose date so many months before is no later than `on`."""
    last = london.add_months(on, months)
    while london.add_months(last + A_DAY, -months) <= on:
        last += A_DAY
    return last


def _months(applied_on: date, figures: EvidenceFigures) -> int:
    """Months of age that need no explanation on this day of application."""
    held = [one.age_months for one in figures.concessions if _holds(one, applied_on)]
    return max([figures.age_months, *held])


def _holds(concession: Concession, on: date) -> bool:
    return concession.from_date <= on < concession.until_date
