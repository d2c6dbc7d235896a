"""Leaving a job half-way: what is gathered from the supervisor before, and stays good afterwards [HB-53] [HB-54]."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from applications.models import ReferenceAsked
from applications.models.dated import KEPT, stays, stays_once
from cilexportal.foundation.audit import audited
from portfolio.models.sheets import Supervisor

CODES = ArrayField(models.CharField(max_length=8))
# What nobody changes once it is signed.
SIGNED = ("last_day", "listed", "sealed", "statement", "signed_name", "signed_at", "signed_from", "sha256")


@audited()
class Leaving(models.Model):
    """The pack of one supervisor, begun from a planned last day.

    `sealed` holds the code of each example that was signed and its hash at that moment; what changes since drops out,
    and so does what its owner took out of the seal.
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
    released = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, db_default=Value([], output_field=CODES),
        help_text="Codes that the owner took out of the seal, to change those examples.",
    )  # fmt: skip
    statement = models.TextField(blank=True, help_text="The words that were signed.")
    signed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_from = models.GenericIPAddressField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_default="", help_text="Of what was signed, as JSON.")
    reminded = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True, blank=True, help_text="The owner gave the seal up to change sheets.")

    class Meta:
        ordering = ["-last_day", "-id"]
        triggers = [
            *KEPT,
            stays("uuid", "supervisor", "begun_at", name="leaving_is_of_one_supervisor"),
            stays_once("OLD.signed_at IS NOT NULL", *SIGNED, name="signed_leaving_stays"),
            stays_once("OLD.given_up_at IS NOT NULL", "given_up_at", name="given_up_leaving_stays"),
        ]
        indexes = [models.Index(fields=["last_day"], condition=Q(given_up_at=None), name="portfolio_leaving_live")]
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
