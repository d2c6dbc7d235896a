"""Applications that are still drafts."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from applications.enums import Stage
from applications.models import Application, Case


def drafts() -> QuerySet[Application]:
    """[HB-8] Live applications of which no step is submitted or decided."""
    begun = Case.objects.filter(application=OuterRef("pk")).exclude(stage=Stage.DRAFT)
    return Application.objects.filter(~Exists(begun), ended_at=None)
