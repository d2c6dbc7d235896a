"""Dated figures: the CPD years and what each grade owes in them."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Concat, ExtractYear, Right

from cilexportal.foundation.audit import audited
from cpd.enums import Scheme
from members.models import Grade

LABEL_OF_START = Concat(
    Cast(ExtractYear("starts_on"), models.CharField()),
    Value("/"),
    Right(Cast(ExtractYear("starts_on") + 1, models.CharField()), 2),
)
LONDON_MIDNIGHT_AFTER_END = Func(
    F("ends_on"),
    template="((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/London')",
    output_field=models.DateTimeField(),
)
DAYS = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())
LONGER_THAN_A_YEAR = timedelta(days=366)


@audited()
class CpdYear(models.Model):
    """One CPD year, 1 October to 30 September. Its closing instant is London midnight at its end [CPD-9]."""

    label = models.CharField(max_length=7, unique=True, help_text="As people say it: 2025/26.")
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField(help_text="The last London date of the year.")
    closes_at = models.DateTimeField(help_text="The first instant at which the year is closed.")
    rehearse_from = models.DateField(help_text="From this date members see what the close would do to them.")
    loss_on = models.DateField(help_text="Benefits are lost from this date, once an officer has signed [CPD-13].")
    ask_by = models.DateField(
        verbose_name="last day to ask for more time",
        help_text="31 August as a rule; the last day of the year lifts the limit [CPD-11].",
    )

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = "CPD year"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="cpd_year_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(ends_on__lt=F("starts_on") + LONGER_THAN_A_YEAR),
                name="cpd_year_is_a_year_at_most",
                violation_error_message="A CPD year is no longer than twelve months.",
            ),
            models.CheckConstraint(
                condition=Q(label__regex=r"^20\d{2}/\d{2}$", label=LABEL_OF_START),
                name="cpd_year_label_names_its_start",
                violation_error_message="The label names the year it starts in and the next, such as 2025/26.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at=LONDON_MIDNIGHT_AFTER_END),
                name="cpd_year_closes_as_its_last_day_ends",
                violation_error_message="A CPD year closes as its last day ends in London.",
            ),
            models.CheckConstraint(
                condition=Q(rehearse_from__gte=F("starts_on"), rehearse_from__lte=F("ends_on")),
                name="cpd_year_is_rehearsed_within_itself",
                violation_error_message="The rehearsal begins on a day of the year itself.",
            ),
            models.CheckConstraint(
                condition=Q(loss_on__gte=F("ends_on")),
                name="cpd_year_loses_nothing_before_its_end",
                violation_error_message="Benefits are not lost before the last day of the year.",
            ),
            models.CheckConstraint(
                condition=Q(ask_by__gte=F("starts_on"), ask_by__lte=F("ends_on")),
                name="cpd_year_is_asked_about_within_itself",
                violation_error_message="The last day to ask for more time is a day of the year itself.",
            ),
            ExclusionConstraint(
                expressions=[(DAYS, RangeOperators.OVERLAPS)],
                name="cpd_years_do_not_overlap",
                violation_error_message="Some of these days are in another CPD year already.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        """The label as it stands in addresses: 2025-26."""
        return self.label.replace("/", "-")

    def is_being_judged(self) -> bool:
        """Whether its close has begun, or somebody has a result of it: from then on its dates stand."""
        return self.runs.filter(rehearsal=False).exists() or self.results.exists()


@audited()
class Requirement(models.Model):
    """What a grade owes in the CPD years that start in [from_date, until_date). A result keeps the row it used."""

    grade = models.ForeignKey(Grade, on_delete=models.PROTECT)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    scheme = models.CharField(max_length=10, choices=Scheme)
    outcomes = models.PositiveSmallIntegerField(default=0)
    professionalism = models.PositiveSmallIntegerField(default=0)
    planned = models.PositiveSmallIntegerField(default=0)
    hours = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    specialism_hours = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    outside_study_hours = models.DecimalField(
        max_digits=6, decimal_places=2, default=0, help_text="The most that study outside the specialism counts."
    )
    reduced_outcomes = models.PositiveSmallIntegerField(default=0, help_text="With a reduction [CPD-16b].")
    reduced_planned = models.PositiveSmallIntegerField(default=0)
    clause = models.CharField(max_length=20)

    class Meta:
        ordering = ["grade", "from_date"]
        constraints = [
            models.UniqueConstraint(fields=["grade", "from_date"], name="one_requirement_per_grade_and_start"),
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="requirement_scheme_is_known"),
            models.CheckConstraint(
                condition=~Q(scheme=Scheme.OUTCOMES)
                | Q(reduced_outcomes__gte=1, reduced_outcomes__lte=F("outcomes"), reduced_planned__lte=F("planned")),
                name="reduced_requirement_is_lower",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grade_id} from {self.from_date}"


@audited()
class ProfessionalismArea(models.Model):
    """An area of professionalism that a record may be tagged with [REC-26]."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


@audited()
class ActivityType(models.Model):
    """A kind of CPD activity. `study` is capped outside the specialism [CPD-7a]."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    is_study = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
