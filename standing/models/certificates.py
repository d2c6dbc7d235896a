"""Practising certificates: one live one a member and calendar year, sealed, and revoked rather than deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited
from cilexportal.foundation.documents.models import Printout
from members.models import Member
from standing.models.years import MembershipYear


@audited()
class Certificate(models.Model):
    """A practising certificate for one calendar year [CPD-15]. Its number is opaque text."""

    number = models.CharField(max_length=20, unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="certificates")
    year = models.ForeignKey(MembershipYear, on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=200, help_text="The name on it, as it was when it was issued.")
    title = models.CharField(max_length=120, help_text="The title on it.")
    from_date = models.DateField()
    until_date = models.DateField(help_text="The first London date on which it is not valid.")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    printout = models.OneToOneField(Printout, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "year"], condition=Q(revoked_at=None), name="one_live_certificate_a_year"
            ),
            models.CheckConstraint(condition=Q(until_date__gt=F("from_date")), name="certificate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_why="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_why=""),
                name="certificate_revoked_by_whom_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number
