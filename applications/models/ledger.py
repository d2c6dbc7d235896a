"""The hours ledger: roles with leave, courses that are credited, and what an officer accepted of each."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from applications.enums import Accepted, RoleKind
from applications.models.cases import Case
from applications.models.dated import CLOSED, IS_KEPT, stays
from applications.models.trail import CasePaper
from cilexportal.foundation.audit import audited

USER = settings.AUTH_USER_MODEL
WEEK = 168


@audited()
class Role(models.Model):
    """Work that somebody claims hours for, the first and the last day counted; no last day: held still [HB-17].

    Overlapping roles are all counted as claimed [HB-20a], so nothing here forbids them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=120)
    employer = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=RoleKind)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    weekly_hours = models.DecimalField(max_digits=5, decimal_places=2)
    tasks = ArrayField(models.CharField(max_length=30), default=list, help_text="Codes of kinds of work [HB-17a].")
    other_work = models.CharField(max_length=200, blank=True)
    description = models.TextField()
    supervisor_name = models.CharField(max_length=200)
    supervisor_email = models.EmailField(max_length=254)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["case", "from_date", "id"]
        triggers = [stays("uuid", "case", name="role_stays_of_its_case")]
        indexes = [models.Index(Lower("supervisor_email"), name="applications_role_supervisor")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")), name="role_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=WEEK), name="a_week_has_168_hours"
            ),
            models.CheckConstraint(condition=Q(tasks__len__gte=1), name="role_names_its_work"),
            models.CheckConstraint(condition=Q(kind__in=RoleKind.values), name="role_kind_is_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"


@audited()
class Leave(models.Model):
    """Days of a role that are left out of it, the first and the last counted [HB-18]."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="leave")
    from_date = models.DateField()
    until_date = models.DateField()

    class Meta:
        ordering = ["role", "from_date"]
        constraints = [
            models.CheckConstraint(condition=Q(until_date__gte=F("from_date")), name="leave_ends_after_it_begins"),
            ExclusionConstraint(
                name="leave_is_stated_once",
                expressions=[("role", RangeOperators.EQUAL), (CLOSED, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} from {self.from_date}"


@audited()
class Course(models.Model):
    """A course that is credited once it is passed, the first and the last day counted [HB-19]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="courses")
    code = models.CharField(max_length=30, help_text="Of the courses in the version's document.")
    provider = models.CharField(max_length=200)
    from_date = models.DateField()
    until_date = models.DateField()
    passed_on = models.DateField(null=True, blank=True, help_text="Empty: not passed, or not yet.")
    proof = models.ForeignKey(CasePaper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["case", "from_date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="one_course_of_each_kind"),
            models.CheckConstraint(condition=Q(until_date__gte=F("from_date")), name="course_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(passed_on=None) | Q(passed_on__gte=F("until_date")), name="passed_once_it_is_over"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.provider}"


class Assessed(models.Model):
    """What an officer made of a role or a course. The last one stands; the earlier ones stay."""

    verdict = models.CharField(max_length=5, choices=Accepted)
    why = models.CharField(max_length=30, blank=True, help_text="The code of a reason in the version's document.")
    note = models.TextField(blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Accepted.FULL) | ~Q(why=""), name="%(class)s_says_why_where_less_is_accepted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}"


@audited()
class RoleAssessed(Assessed):
    """Hours accepted beside hours claimed [HB-17]: the part of the role, and how many hours a week of it."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="assessed")
    from_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)
    weekly_hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta(Assessed.Meta):
        triggers = [
            IS_KEPT,
            stays("role", "verdict", "why", "note", "by", "at", "from_date", "until_date", "weekly_hours",
                  name="assessed_role_stays"),
        ]  # fmt: skip
        constraints = [
            *Assessed.Meta.constraints,
            models.UniqueConstraint(
                fields=["role"], condition=Q(superseded_at=None), name="one_standing_view_of_a_role"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Accepted.PART, from_date__isnull=False, weekly_hours__gt=0)
                | (~Q(verdict=Accepted.PART) & Q(from_date=None, until_date=None, weekly_hours=None)),
                name="part_of_a_role_is_named",
            ),
        ]


@audited()
class CourseAssessed(Assessed):
    """What is credited of a course: all the rule gives, fewer hours with a reason, or none; and beside the rule's the
    hours that lay at other times than any work, with how that is known [HB-20]."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="assessed")
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    apart = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    apart_why = models.CharField(max_length=300, blank=True)

    class Meta(Assessed.Meta):
        triggers = [
            IS_KEPT,
            stays("course", "verdict", "why", "note", "by", "at", "hours", "apart", "apart_why",
                  name="assessed_course_stays"),
        ]  # fmt: skip
        constraints = [
            *Assessed.Meta.constraints,
            models.UniqueConstraint(
                fields=["course"], condition=Q(superseded_at=None), name="one_standing_view_of_a_course"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Accepted.PART, hours__gt=0) | (~Q(verdict=Accepted.PART) & Q(hours=None)),
                name="part_of_a_course_is_named",
            ),
            models.CheckConstraint(
                condition=Q(apart=None, apart_why="") | (Q(apart__gt=0) & ~Q(apart_why="") & ~Q(verdict=Accepted.NONE)),
                name="hours_apart_from_work_say_how_it_is_known",
            ),
        ]
