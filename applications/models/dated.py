"""What dated rows of applications share, and guards that several tables have."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Value

from cilexportal.foundation.audit import NO_TRUNCATE


class DateRange(Func):
    """The range of a row's two dates, as exclusion constraints need it."""

    function = "DATERANGE"
    output_field = DateRangeField()


# Half-open: the last date is the first on which it no longer holds. Closed: both dates belong to it.
HALF_OPEN = DateRange(F("from_date"), F("until_date"), Value("[)"))
CLOSED = DateRange(F("from_date"), F("until_date"), Value("[]"))

# Rows that are never taken away, and rows that are never changed either.
IS_KEPT = pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete)
STAYS = pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete)
KEPT = [IS_KEPT, NO_TRUNCATE]
STAY = [STAYS, NO_TRUNCATE]


def stays(*fields: str, name: str) -> pgtrigger.Trigger:
    """Refuses another value in any of the fields."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*fields))


def stays_once(when: str, *columns: str, name: str) -> pgtrigger.Trigger:
    """Refuses another value in any of the columns while `when`, a condition on the OLD row, holds."""
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    condition = pgtrigger.Condition(f"(({when}) AND ROW({old}) IS DISTINCT FROM ROW({new}))")
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=condition)
