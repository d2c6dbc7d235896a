"""A year of records in full, for the table, the print-out and the sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from cilexportal.foundation.documents.models import DocumentState
from cpd.models import Evidence, ProfessionalismArea, Record
from members.models import Member

HEADINGS = (
    "CPD year", "Title", "Completed on", "State", "Kind of activity", "Planned", "Professionalism",
    "Areas of professionalism", "Hours", "In specialism", "What I wanted to learn", "What I learned", "Evaluation",
    "What has changed", "How the attached record meets the requirement", "Files",
)  # fmt: skip
YES_OR_NO = {True: "yes", False: "no", None: ""}


def in_full(member: Member, year_id: int) -> list[Record]:
    """The records of a year that are not deleted, the first completed first, drafts without a date at the end."""
    return list(
        Record.objects.filter(member=member, year_id=year_id, deleted_at=None)
        .select_related("activity_type", "year")
        .order_by(F("completed_on").asc(nulls_last=True), "id")
    )


def lines(member: Member, year_id: int) -> Iterator[tuple[Any, ...]]:
    """A line under HEADINGS for every record. An unanswered specialism is blank, never "no" [CPD-6]."""
    areas = dict(ProfessionalismArea.objects.values_list("code", "name"))
    files = _files(member, year_id)
    for record in in_full(member, year_id):
        yield (
            record.year.label,
            record.title,
            record.completed_on.isoformat() if record.completed_on else "",
            _state(record),
            record.activity_type.name if record.activity_type else "",
            YES_OR_NO[record.planned],
            YES_OR_NO[record.professionalism],
            "; ".join(areas.get(code, code) for code in record.areas),
            record.hours if record.hours is not None else "",
            YES_OR_NO[record.in_specialism],
            record.need,
            record.learned,
            record.evaluation,
            record.change,
            record.explanation,
            "; ".join(files.get(record.pk, ())),
        )


def _state(record: Record) -> str:
    if record.refused_at:
        return "refused after sampling, does not count"
    return "counts" if record.complete_at else "draft, does not count"


def _files(member: Member, year_id: int) -> dict[int, list[str]]:
    """The names of the files on each record, without those that were refused."""
    found: dict[int, list[str]] = {}
    rows = (
        Evidence.objects.filter(record__member=member, record__year_id=year_id, removed_at=None)
        .exclude(document__state=DocumentState.REFUSED)
        .order_by("pk")
        .values_list("record_id", "document__filename")
    )
    for record_id, name in rows:
        found.setdefault(record_id, []).append(name)
    return found
