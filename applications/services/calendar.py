"""The numbers of working days that clocks subtract, written anew where closures of the office change."""

from __future__ import annotations

from django.db import transaction

from applications.models import CalendarDay
from applications.queries.calendar import closed_days
from applications.rules.clocks import numbered


def rebuild() -> int:
    """[HB-26] Numbers the days again, without bank holidays and closures. Returns how many days changed."""
    with transaction.atomic():
        days = {row.day: row for row in CalendarDay.objects.select_for_update()}
        if not days:
            return 0
        changed = []
        for day, number in numbered(sorted(days), closed=closed_days(min(days), max(days))):
            if days[day].number != number:
                days[day].number = number
                changed.append(days[day])
        CalendarDay.objects.bulk_update(changed, ["number"], batch_size=500)
        return len(changed)
