"""What the page of one record shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cilexportal.foundation import london
from cpd.models import Record
from cpd.queries.owed import answers_of, asked_of, findings
from cpd.queries.summary import summary
from cpd.queries.typed import form_of
from cpd.queries.years import years_of
from cpd.rules import closing
from cpd.rules.record import may_restore, restore_until
from cpd.rules.typed import read
from cpd.services.records import offer_for
from cpd.views.record_form import evidence_of
from members.models import Member


def context(member: Member, record: Record, *, at: datetime) -> dict[str, Any]:
    """Everything the page of a record needs; what may be done follows from its year and from being deleted or not."""
    years = years_of(member.pk, at=at)
    year = years.by_id(record.year_id)
    asked = asked_of(member, record.year)
    closed = closing.may_change(year.span, at=at) if year else None
    is_open = closed is None
    form = form_of(record)
    draft = record.complete_at is None
    found = findings(answers_of(record), asked=asked, spans=years.spans, at=at) if draft and is_open else ()
    restorable = record.deleted_at is not None and is_open and may_restore(record.deleted_at, at=at) is None
    return {
        "record": record,
        "title": record.title or str(form.fields.get("title", "")) or "Untitled record",
        "year": record.year,
        "rows": summary(record, asked),
        "findings": found,
        "status": _status(record, is_open=is_open),
        "closed": closed,
        "can_change": is_open and record.deleted_at is None,
        "restore_before": london.date_of(restore_until(record.deleted_at)) if restorable else None,
        "typed_at": form.typed_at,
        "typed_rows": _typed_rows(form.fields) if form.typed_at and not is_open else [],
        "offer": offer_for(record, years) if form.typed_at and not is_open else None,
        "files": evidence_of(record),
    }


def _status(record: Record, *, is_open: bool) -> tuple[str, str]:
    """The status word of the record and its colour."""
    if record.deleted_at is not None:
        return "Deleted", "grey"
    if record.complete_at is not None:
        return "Counts", "green"
    return ("Draft", "amber") if is_open else ("Draft, did not count", "grey")


def _typed_rows(fields: Any) -> list[dict[str, str]]:
    """Text typed and not saved, in the order of the summary."""
    answers = read(fields).answers
    rows = [
        ("Title", answers.title),
        ("Completed", london.in_words(answers.completed_on) if answers.completed_on else ""),
        ("What you wanted to learn", answers.need),
        ("What you learned", answers.learned),
        ("Evaluation", answers.evaluation),
        ("What has changed", answers.change),
        ("How the attached record meets the requirement", answers.explanation),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
