"""Pathways to a title as versioned data, and the days on which the office is closed."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from applications.models.dated import CLOSED, HALF_OPEN, stays
from cilexportal.foundation.audit import audited


@audited()
class Pathway(models.Model):
    """A way to a title, such as immigration; what it asks for stands in its versions."""

    code = models.SlugField(max_length=30, primary_key=True)
    title = models.CharField(max_length=120, help_text="The title it leads to.")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


@audited()
class PathwayVersion(models.Model):
    """What a pathway asks of applications begun in [from_date, until_date): read by rules/pathway.py.

    The document never changes. Another one is another version, and a case keeps the one it was begun under.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    document = models.JSONField(help_text="Steps, figures, lists and words, as in applications/data.")

    class Meta:
        ordering = ["pathway", "-version"]
        triggers = [stays("pathway", "version", "from_date", "document", name="version_stays_as_published")]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "version"], name="one_document_a_version"),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gt=F("from_date")), name="version_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="one_version_at_a_time",
                expressions=[("pathway", RangeOperators.EQUAL), (HALF_OPEN, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pathway_id}, version {self.version}"


@audited()
class Closure(models.Model):
    """Days on which the office is closed besides weekends and bank holidays, the first and the last counted."""

    from_date = models.DateField()
    until_date = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["-from_date"]
        constraints = [
            models.CheckConstraint(condition=Q(until_date__gte=F("from_date")), name="closure_ends_after_it_begins"),
            ExclusionConstraint(name="one_closure_at_a_time", expressions=[(CLOSED, RangeOperators.OVERLAPS)]),
        ]

    def __str__(self) -> str:
        return f"{self.name} from {self.from_date}"


class CalendarDay(models.Model):
    """A London date and how many working days there have been up to its end: clocks subtract one from another.

    Written anew by services/calendar.py where closures change. Not audited: closures are.
    """

    day = models.DateField(primary_key=True)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["day"]
        indexes = [models.Index(fields=["number", "day"], name="applications_day_by_number")]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"
