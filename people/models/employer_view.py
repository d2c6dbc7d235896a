"""What a member lets a named person at their employer see: three lights and dates, by a link, until it ends."""

from __future__ import annotations

import uuid
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation import london
from cilexportal.foundation.audit import NO_TRUNCATE, audited
from members.models import Member


@audited(exclude=["token_hash"])
class EmployerView(models.Model):
    """A consent of a member: who may look, until when, and since when no more. Of the link only the hash is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=200, help_text="The person or team who may look.")
    organisation = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    token_hash = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="The first instant at which the link is dead.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("given_at")), name="consent_ends_after_it_is_given")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} shown to {self.organisation}"

    @property
    def last_day(self) -> date:
        """The London day with whose end it ends."""
        return london.last_day_before(self.expires_at)


class EmployerLook(models.Model):
    """One opening of the link: when, and nothing about who."""

    view = models.ForeignKey(EmployerView, on_delete=models.PROTECT, related_name="looks")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete), NO_TRUNCATE]

    def __str__(self) -> str:
        return f"looked at {self.view_id}"
