"""What the page of one record shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cilexportal.foundation import london
from cpd.models import Record
from cpd.queries.owed import asked_of, findings, one_a_field
from cpd.queries.record import evidence_of
from cpd.queries.sampling import why_held
from cpd.queries.summary import summary, typed_summary
from cpd.queries.typed import form_of
from cpd.queries.years import years_of
from cpd.rules import closing
from cpd.rules.record import may_restore, restore_until
from cpd.rules.typed import read
from cpd.services.records import offer_for
from members.models import Member


def context(member: Member, record: Record, *, at: datetime) -> dict[str, Any]:
    """Everything the page of a record needs; what may be done follows from its year and from being deleted or not."""
    years = years_of(member.pk, at=at)
    year = years.by_id(record.year_id)
    asked = asked_of(member, record.year)
    closed = closing.may_change(year.span, at=at, complete_at=record.complete_at) if year else None
    closed = why_held(record, year) or closed
    is_open = closed is None
    form = form_of(record)
    draft = record.complete_at is None
    boxes = read(form.fields)
    found = (*boxes.unreadable, *findings(boxes.answers, asked=asked, spans=years.spans, at=at))
    restorable = record.deleted_at is not None and is_open and may_restore(record.deleted_at, at=at) is None
    return {
        "record": record,
        "title": record.title or str(form.fields.get("title", "")) or "Untitled record",
        "year": record.year,
        "rows": summary(record, asked),
        "findings": one_a_field(found) if draft and is_open else (),
        "status": _status(record, is_open=is_open),
        "closed": closed,
        "can_change": is_open and record.deleted_at is None,
        "restore_before": london.date_of(restore_until(record.deleted_at)) if restorable else None,
        "typed_at": form.typed_at,
        "typed_rows": typed_summary(form.fields, asked) if form.typed_at else [],
        "offer": offer_for(record, years) if (form.typed_at or not draft) and not is_open else None,
        "files": evidence_of(record),
    }


def _status(record: Record, *, is_open: bool) -> tuple[str, str]:
    """The status word of the record and its colour."""
    if record.deleted_at is not None:
        return "Deleted", "grey"
    if record.refused_at is not None:
        return "Refused", "red"
    if record.complete_at is not None:
        return "Counts", "green"
    return ("Draft", "amber") if is_open else ("Draft, did not count", "grey")
