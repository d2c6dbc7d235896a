"""Files on their way in pieces, so that a lost network does not begin them anew."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cilexportal.foundation.documents.models import Document
from portfolio.models.sheets import Portfolio


class Upload(models.Model):
    """A file that arrives in parts. `arrived` bytes are stored; the rest begins there. It is gone once it is whole, or
    when nothing came for a day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="uploads")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    size = models.BigIntegerField()
    arrived = models.BigIntegerField(default=0)
    parts = models.JSONField(default=list, help_text="Names of the stored parts, in order.")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-begun_at"]
        indexes = [models.Index(fields=["last_at"], condition=Q(document=None), name="portfolio_uploads_on_way")]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, arrived__gte=0, arrived__lte=F("size")), name="no_more_arrives_than_was_said"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename}: {self.arrived} of {self.size}"
