"""Leaving a job half-way: what is gathered from the supervisor before, and stays good afterwards [HB-53] [HB-54]."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from applications.models import ReferenceAsked
from cilexportal.foundation.audit import audited
from portfolio.models.sheets import Supervisor


@audited()
class Leaving(models.Model):
    """The pack of one supervisor, begun from a planned last day.

    `sealed` holds the code of each example that was signed and its hash at that moment; what changes since drops out.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supervisor = models.ForeignKey(Supervisor, on_delete=models.PROTECT, related_name="leavings")
    last_day = models.DateField()
    asked_late_why = models.TextField(blank=True, help_text="Why the pack is asked for after the last day.")
    reference = models.ForeignKey(ReferenceAsked, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consented_at = models.DateTimeField(null=True, blank=True)
    consent_withdrawn_at = models.DateTimeField(null=True, blank=True)
    later_email = models.EmailField(max_length=254, blank=True, help_text="Outside the employer that is left.")
    listed = models.JSONField(default=list, help_text="Codes of the examples the supervisor is asked to sign.")
    sealed = models.JSONField(default=dict, help_text="Code of an example -> the hash that was signed.")
    statement = models.TextField(blank=True, help_text="The words that were signed.")
    signed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_from = models.GenericIPAddressField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True, blank=True, help_text="The owner gave the seal up to change sheets.")

    class Meta:
        ordering = ["-last_day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervisor"], condition=Q(given_up_at=None), name="one_leaving_a_supervisor"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_name="", sealed={})
                | (Q(signed_at__isnull=False) & ~Q(signed_name="") & ~Q(statement="") & ~Q(sealed={})),
                name="leaving_signed_by_name_and_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor_id} until {self.last_day}"
