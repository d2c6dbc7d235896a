"""One record with what hangs on it, and what its form may choose from."""

from __future__ import annotations

import uuid as uuids

from cilexportal.foundation.documents.models import Document
from cpd.models import ActivityType, Evidence, ProfessionalismArea, Record
from members.models import Member

Choice = tuple[str, str]


def record_of(member: Member, uuid: uuids.UUID) -> Record | None:
    """The member's own record of this name, with its typing, or None."""
    records = Record.objects.select_related("year", "typing", "activity_type")
    return records.filter(member=member, uuid=uuid).first()


def is_somebody_elses(member: Member, uuid: uuids.UUID) -> bool:
    """Whether a record of this name belongs to another member."""
    return Record.objects.filter(uuid=uuid).exclude(member=member).exists()


def evidence_of(record: Record | None) -> list[Evidence]:
    """The files of a record that are on it now, with their state."""
    if record is None:
        return []
    return list(record.evidence.filter(removed_at=None).select_related("document").order_by("pk"))


def document_of(record: Record, *, evidence_id: int) -> Document | None:
    """The document behind one file that is on the record now, or None."""
    found = record.evidence.filter(pk=evidence_id, removed_at=None).select_related("document").first()
    return found.document if found else None


def activity_types() -> list[Choice]:
    """(code, name) of every kind of activity, in their order."""
    return list(ActivityType.objects.values_list("code", "name"))


def areas() -> list[Choice]:
    """(code, name) of every area of professionalism, in their order."""
    return list(ProfessionalismArea.objects.values_list("code", "name"))
