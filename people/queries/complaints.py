"""Reads of complaints about data protection."""

from __future__ import annotations

from django.db.models import QuerySet

from people.enums import ComplaintState, ComplaintStepKind
from people.models import Complaint, ComplaintStep


def of_person(user_id: int) -> list[Complaint]:
    """A person's own complaints, the latest first."""
    return list(Complaint.objects.filter(person=user_id))


def open_ones() -> QuerySet[Complaint]:
    """What has no outcome yet: first what is not acknowledged, then the oldest."""
    waiting = Complaint.objects.exclude(state=ComplaintState.ANSWERED)
    return waiting.order_by("-state", "received_at", "pk")


def answered() -> QuerySet[Complaint]:
    """What has been answered, the latest first."""
    return Complaint.objects.filter(state=ComplaintState.ANSWERED).order_by("-answered_at", "-pk")


def told(complaint: Complaint) -> QuerySet[ComplaintStep]:
    """What the person has been told of a complaint, the oldest first."""
    return complaint.steps.exclude(kind=ComplaintStepKind.INQUIRY)
