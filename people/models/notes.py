"""What officers write down about a person: added to and withdrawn, never changed."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import NO_TRUNCATE, audited
from members.models import Member
from people.enums import Visibility

USER = settings.AUTH_USER_MODEL
ABOUT_ONE = Q(member__isnull=False, user=None) | Q(member=None, user__isnull=False)


@audited(exclude=["body"])
class Note(models.Model):
    """A note about a member, or about somebody who has an account and no membership."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="notes")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.TextField()
    visibility = models.CharField(max_length=10, choices=Visibility)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="note_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="note_stays_as_written",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("uuid", "body", "visibility", "by", "at", "corrects"),
            ),
            NO_TRUNCATE,
        ]
        constraints = [
            models.CheckConstraint(condition=ABOUT_ONE, name="note_is_about_one"),
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="note_visibility_is_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why=""),
                name="note_withdrawn_by_whom_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
