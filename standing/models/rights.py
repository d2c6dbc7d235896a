"""What a grade brings by itself, and rights granted to one person."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from members.models import Grade, Member
from standing.enums import RightKind
from standing.models.years import DAYS


@audited()
class GradeRights(models.Model):
    """What holders of a grade may do from one London date until, not including, another [CPD-14] [CPD-15]."""

    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    oaths = models.BooleanField(help_text="Commissioner for Oaths by qualification.")
    certificate = models.BooleanField(help_text="Can hold a practising certificate.")
    listed = models.BooleanField(help_text="Has an entry in the public register.")
    spent = models.BooleanField(help_text="Declares spent convictions too, unless protected [CPD-15b].")

    class Meta:
        verbose_name_plural = "grade rights"
        ordering = ["grade", "from_date"]
        constraints = [
            ExclusionConstraint(
                name="rights_of_a_grade_at_a_time",
                expressions=[("grade", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return f"{self.grade_id} from {self.from_date}"


@audited()
class RightHeld(models.Model):
    """A right granted to a member, from one London date until, not including, another."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="rights")
    right = models.CharField(max_length=20, choices=RightKind)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(right__in=RightKind.values), name="right_is_known"),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gt=F("from_date")), name="right_ends_after_it_begins"
            ),
            ExclusionConstraint(
                name="one_right_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    ("right", RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.get_right_display()}"
