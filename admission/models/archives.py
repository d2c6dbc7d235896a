"""Archives of cases that officers asked for, until each is made, fetched and deleted again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from admission.models.grants import CaseArchive
from applications.models import Case

__all__ = ["ArchiveAsked", "ArchiveState"]

USER = settings.AUTH_USER_MODEL


class ArchiveState(models.TextChoices):
    """How far an archive is."""

    WAITING = "waiting", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    GONE = "gone", "Deleted"


class ArchiveAsked(models.Model):
    """An archive that somebody asked for: made by the worker, kept for a while for them alone, then deleted.

    `made` is the row that stays of it: what was in it, and who had it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ArchiveState, default=ArchiveState.WAITING)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(max_length=200, blank=True)
    made = models.OneToOneField(CaseArchive, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "by"], condition=Q(state="waiting"), name="one_archive_made_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(file="") & Q(made__isnull=False, expires_at__isnull=False)),
                name="ready_archive_has_a_file_and_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="admission_archive_waiting"),
            models.Index(fields=["expires_at"], condition=Q(state="ready"), name="admission_archive_ending"),
        ]

    def __str__(self) -> str:
        return f"archive of {self.case_id} for {self.by_id}"
