"""The figures of data rights that hold on a day, and the bank holidays their clocks count by."""

from __future__ import annotations

from datetime import date

from cilexportal.foundation import bank_holidays
from people.models import DataFigures

YEARS_AHEAD = 2


def figures_on(day: date) -> DataFigures:
    """The figures of a London date; the first ones before that. Raises DoesNotExist where there are none."""
    held = DataFigures.objects.filter(from_date__lte=day).order_by("-from_date").first()
    return held or DataFigures.objects.earliest("from_date")


def holidays_from(day: date) -> frozenset[date]:
    """The bank holidays that a clock beginning on a day can meet."""
    return bank_holidays.of_years(range(day.year, day.year + YEARS_AHEAD))
