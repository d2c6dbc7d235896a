"""What officers write about conduct: why a declaration was decided so, and what one body hands to the other."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from standing.enums import Body, ReferralStep, ReferredFor, Verdict
from standing.models.conduct import Declaration


@audited(exclude=["sealed"])
class VerdictNote(models.Model):
    """Why an officer decided a declaration so. It may quote what was disclosed, so it rests sealed too [LAW-ART10]."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="notes")
    verdict = models.CharField(max_length=10, choices=Verdict)
    sealed = models.BinaryField(help_text="The officer's words, encrypted under the portal's field keys.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="verdict_of_note_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.declaration_id}"


@audited(exclude=["sealed"])
class Referral(models.Model):
    """What membership officers hand to the regulator about somebody's behaviour [TC-4.2]."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referrals")
    reason = models.CharField(max_length=10, choices=ReferredFor)
    sealed = models.BinaryField(help_text="What happened, encrypted under the portal's field keys.")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=ReferredFor.values), name="referred_for_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.about_id}, {self.get_reason_display()}"


@audited()
class ReferralEntry(models.Model):
    """One line in the log of one of the two bodies: it was sent, it was read [TC-4.2]."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="entries")
    body = models.CharField(max_length=10, choices=Body)
    step = models.CharField(max_length=10, choices=ReferralStep)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body=Body.CILEX, step=ReferralStep.SENT)
                | Q(body=Body.REGULATOR, step=ReferralStep.READ) & ~Q(why=""),
                name="one_body_sends_the_other_reads_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.get_step_display()}"
