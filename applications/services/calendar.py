"""The working days as rows: numbered anew wherever a closure is entered or changed, and some years ahead [HB-26]."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection, transaction

from applications.models import CalendarDay
from applications.queries.calendar import closed_days
from applications.rules.clocks import numbered
from applications.services import clocks

A_DAY = timedelta(days=1)
FIRST = date(2025, 1, 1)
YEARS_AHEAD = 6


def rebuild(*, today: date) -> int:
    """[HB-26] Numbers every day from the closures as they are, to the end of the sixth year ahead; then all clocks.

    Returns how many days changed. Called by whoever writes a closure, in the same transaction, and once a day; two at
    once stand in line, so that the last one sees every closure.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE applications_calendarday IN SHARE ROW EXCLUSIVE MODE")
        known = dict(CalendarDay.objects.values_list("day", "number"))
        last = max([date(today.year + YEARS_AHEAD, 12, 31), *known])
        rows = numbered(_days(FIRST, last), closed=closed_days(FIRST, last))
        changed = [CalendarDay(day=day, number=number) for day, number in rows if known.get(day) != number]
        CalendarDay.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["day"], update_fields=["number"], batch_size=1000
        )
        if changed:
            clocks.recompute_all()
        return len(changed)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + A_DAY * n for n in range((last - first).days + 1))
