"""The days on which the office is closed, for rules that count working days."""

from __future__ import annotations

from datetime import date, timedelta

from applications.models import Closure
from cilexportal.foundation import bank_holidays

A_DAY = timedelta(days=1)


def closed_days(first: date, last: date) -> frozenset[date]:
    """[HB-26] Bank holidays and the office's own closures from the year of `first` to the year after `last`."""
    own = Closure.objects.filter(until_date__gte=first).values_list("from_date", "until_date")
    holidays = bank_holidays.of_years(range(first.year, last.year + 2))
    return holidays | {start + A_DAY * n for start, end in own for n in range((end - start).days + 1)}
