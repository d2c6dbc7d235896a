"""Asking to be admitted as a member: paid with the request, decided by an officer [TC-4.1b]."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import audited
from members.models import Grade
from shop.models import Order
from standing.enums import NotAdmitted
from standing.models.conduct import Declaration
from standing.models.terms import Renewal
from standing.models.years import MemberRule, MembershipYear


@audited(exclude=["told_apart"])
class Joining(models.Model):
    """A request to join in one grade. The person has an account; whether there is a membership, an officer says."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="joinings")
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="+")
    year = models.ForeignKey(MembershipYear, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(help_text="The subscription is worked out from the month of this day.")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undertaken_at = models.DateTimeField()
    rules = models.ManyToManyField(MemberRule, blank=True, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True, help_text="When its fees had been paid.")
    given_up_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    renewal = models.OneToOneField(
        Renewal, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The first one of the member whom it made.",
    )  # fmt: skip
    reason = models.CharField(max_length=15, choices=NotAdmitted, blank=True)
    why = models.TextField(blank=True, help_text="The applicant reads it.")
    told_apart = models.TextField(
        blank=True, help_text="How the officer knows that this is nobody of those like them. It speaks of others."
    )

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(given_up_at=None, decided_at=None), name="one_live_request_to_join"
            ),
            models.CheckConstraint(
                name="admitted_or_not_by_whom_and_why",
                condition=Q(decided_at=None, decided_by=None, renewal=None, reason="")
                | Q(decided_at__isnull=False, decided_by__isnull=False, renewal__isnull=False, reason="")
                | Q(decided_at__isnull=False, decided_by__isnull=False, renewal=None, reason__in=NotAdmitted.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} asks to join"
