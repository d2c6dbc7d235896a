"""Links that were sent and the visits they opened, whatever they are for."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import NO_TRUNCATE


class Link(models.Model):
    """A link that was sent: only its hash is kept, one of a purpose and subject opens, and a new one ends the one
    before. What `subject` is the uuid of is known to the app that owns the `purpose`."""

    purpose = models.CharField(max_length=40)
    subject = models.UUIDField()
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When somebody first pressed the button.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Replaced, or over with its matter.")

    class Meta:
        ordering = ["sent_at", "id"]
        triggers = [
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            NO_TRUNCATE,
            pgtrigger.Protect(
                name="link_stays_as_sent",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("purpose", "subject", "token_hash", "sent_at", "expires_at"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "subject"], condition=Q(ended_at=None), name="one_live_link_a_subject"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="visitors_link_lives_a_while"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.purpose}: {self.subject}"


class Visit(models.Model):
    """A narrow session by a link: its subject and nothing else, for hours. Only the key's hash is kept."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="visits")
    key_hash = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("began_at")), name="visitors_visit_lasts_a_while")
        ]

    def __str__(self) -> str:
        return f"visit of {self.link_id}"
