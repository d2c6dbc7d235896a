"""What officers write to everybody who wishes to hear of it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cilexportal.foundation.audit import NO_TRUNCATE
from people.enums import Bulletins


class Bulletin(models.Model):
    """One message of a category that people may switch off, as it was written, and to how many it was queued."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    category = models.CharField(max_length=30, choices=Bulletins)
    subject = models.CharField(max_length=120)
    words = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    queued = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("category", "subject", "words", "sent_at", "sent_by"),
            ),
            NO_TRUNCATE,
        ]
        constraints = [
            models.CheckConstraint(condition=Q(category__in=Bulletins.values), name="bulletin_category_is_optional")
        ]

    def __str__(self) -> str:
        return self.subject
