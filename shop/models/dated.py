"""What rows with dates share: a half-open period of days in which they hold, and who must not overlap."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class DateRange(Func):
    """The half-open range of a row's two dates, as exclusion constraints need it."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Dated(models.Model):
    """Holds from the London date `from_date`, up to but not on `until_date`."""

    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gt=F("from_date")), name="%(class)s_ends_after_it_begins"
            )
        ]


def one_at_a_time(name: str, *fields: str) -> ExclusionConstraint:
    """No two rows with the same `fields` hold on the same day."""
    keys: Sequence[tuple[str, str]] = [(field, RangeOperators.EQUAL) for field in fields]
    days = DateRange(F("from_date"), F("until_date"), Value("[)"))
    return ExclusionConstraint(name=name, expressions=[*keys, (days, RangeOperators.OVERLAPS)])
