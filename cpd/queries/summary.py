"""A record's answers in words, as its page and its print-outs list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cilexportal.foundation import london
from cilexportal.foundation.ui.words import counted
from cpd.models import Record
from cpd.queries import record as records
from cpd.queries.owed import Asked, answers_of
from cpd.rules.record import Answers
from cpd.rules.typed import DATE_BOXES, Fields, read

Row = dict[str, str]
YES_OR_NO = {True: "Yes", False: "No", None: ""}
PLANNED = {True: "Planned", False: "Unplanned", None: ""}


def summary(record: Record, asked: Asked, *, names: Mapping[str, str] | None = None) -> list[Row]:
    """The saved answers as rows of a summary list; what was not asked or not answered is left out [CPD-6].

    `names` are those of the areas by code, where many records are summed up.
    """
    kind = record.activity_type.name if record.activity_type else ""
    rows = _rows(answers_of(record), asked, kind=kind, areas=record.areas, names=names)
    return [_row("CPD year", record.year.label), *rows]


def typed_summary(fields: Fields, asked: Asked) -> list[Row]:
    """What is typed and not saved as rows of a summary list. A day or hours that cannot be read stand as typed."""
    boxes = read(fields)
    kind = dict(records.activity_types()).get(boxes.activity_type, "")
    rows = [_row("Title", boxes.answers.title), *_rows(boxes.answers, asked, kind=kind, areas=boxes.areas)]
    day = " ".join(str(fields.get(name, "")) for name in DATE_BOXES).strip()
    as_typed = {"completed_on": _row("Completed", day), "hours": _row("Hours", str(fields.get("hours", "")))}
    unread = [as_typed[finding.field] for finding in boxes.unreadable if finding.field in as_typed]
    return [row for row in (*rows, *unread) if row["value"]]


def _rows(
    answers: Answers, asked: Asked, *, kind: str, areas: Iterable[str], names: Mapping[str, str] | None = None
) -> list[Row]:
    names = names if names is not None else dict(records.areas())
    rows = [
        ("Completed", london.in_words(answers.completed_on) if answers.completed_on else ""),
        ("Kind of activity", kind),
        ("Planned or unplanned", PLANNED[answers.planned]),
        ("Hours", counted(answers.hours, "hour") if asked.hours and answers.hours is not None else ""),
        ("In your specialism", YES_OR_NO[answers.in_specialism] if asked.hours else ""),
        ("About professionalism", YES_OR_NO[answers.professionalism]),
        ("Areas of professionalism", ", ".join(names.get(code, code) for code in areas)),
        ("What you wanted to learn", answers.need),
        ("What you learned", answers.learned),
        ("Evaluation", answers.evaluation),
        ("What has changed", answers.change),
        ("How the attached record meets the requirement", answers.explanation),
    ]
    return [_row(key, value) for key, value in rows if value]


def _row(key: str, value: str) -> Row:
    return {"key": key, "value": value}
