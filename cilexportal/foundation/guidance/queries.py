"""The staff queue of feedback."""

from __future__ import annotations

from django.db.models import QuerySet

from cilexportal.foundation.guidance.models import Feedback


def waiting() -> QuerySet[Feedback]:
    """Messages nobody has dealt with, oldest first."""
    return Feedback.objects.filter(done_at=None).order_by("sent_at", "id")


def done() -> QuerySet[Feedback]:
    """Messages that were dealt with, newest first."""
    return Feedback.objects.filter(done_at__isnull=False).order_by("-done_at", "-id")
