"""Optional correspondence that has ended because messages were abusive: by two officers, with a day to look again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.audit import audited

USER = settings.AUTH_USER_MODEL


@audited(exclude=["why", "lifted_why"])
class Restriction(models.Model):
    """[TC-4.3] Proposed by one officer, in force once another agrees, until it is lifted. Statutory notices, data
    rights and cancellations are never part of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=200, help_text="What we write about no longer; the person reads it.")
    why = models.TextField(help_text="Which messages, and what was said before; officers read it.")
    review_on = models.DateField(help_text="The London date on which it is looked at again.")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True, help_text="When it ended, or was not agreed to.")
    lifted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_why = models.TextField(blank=True)

    class Meta:
        ordering = ["review_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(lifted_at=None), name="one_live_restriction"),
            models.CheckConstraint(
                name="restriction_takes_two_officers",
                condition=Q(agreed_at=None, agreed_by=None)
                | (Q(agreed_at__isnull=False, agreed_by__isnull=False) & ~Q(agreed_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="restriction_lifted_by_when_and_why",
                condition=Q(lifted_at=None, lifted_by=None, lifted_why="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.matter}"

    @property
    def is_in_force(self) -> bool:
        """Whether two officers have agreed and nobody has lifted it."""
        return self.agreed_at is not None and self.lifted_at is None
