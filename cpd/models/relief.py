"""What an officer grants a member for one CPD year: more time, no requirement, or a lower one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from cpd.models.year import CpdYear
from members.models import Member


class Relief(models.Model):
    """Granted by whom, when and why; withdrawn by whom and when."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    year = models.ForeignKey(CpdYear, on_delete=models.PROTECT)
    reason = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["member", "year"], condition=Q(withdrawn_at=None), name="one_live_%(class)s_a_year"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="%(class)s_withdrawn_by_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.year}"


@audited()
class Extension(Relief):
    """The member's year closes at the end of the London date `until` [CPD-10] [CPD-11a]."""

    until = models.DateField()


@audited()
class Dispensation(Relief):
    """The member owes nothing this year: six months or more out of employment [CPD-16a]."""


@audited()
class Reduction(Relief):
    """The member owes the reduced target while their work-based portfolio is with the regulator [CPD-16b]."""
