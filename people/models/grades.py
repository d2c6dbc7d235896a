"""Changes of grade that officers made, each with its reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from members.models import Grade, Member


@audited()
class GradeChange(models.Model):
    """A member's grade changed from one London date on [CPD-16c]."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grade_changes")
    before = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="The first London date of the new grade.")
    reason = models.CharField(max_length=200, help_text="The member reads it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "on"], name="one_change_of_grade_a_day"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="a_change_of_grade_changes_it"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.before_id} to {self.after_id}"
