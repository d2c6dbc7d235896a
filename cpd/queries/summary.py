"""A record's answers in words, as its page and its print-outs list them."""

from __future__ import annotations

from cilexportal.foundation import london
from cilexportal.foundation.ui.words import counted
from cpd.models import ProfessionalismArea, Record
from cpd.queries.owed import Asked

YES_OR_NO = {True: "Yes", False: "No", None: ""}
PLANNED = {True: "Planned", False: "Unplanned", None: ""}


def summary(record: Record, asked: Asked) -> list[dict[str, str]]:
    """The answers as rows of a summary list; questions that were not asked or not answered are left out [CPD-6]."""
    names = dict(ProfessionalismArea.objects.values_list("code", "name"))
    rows = [
        ("Completed", london.in_words(record.completed_on) if record.completed_on else ""),
        ("CPD year", record.year.label),
        ("Kind of activity", record.activity_type.name if record.activity_type else ""),
        ("Planned or unplanned", PLANNED[record.planned]),
        ("Hours", counted(record.hours, "hour") if asked.hours and record.hours is not None else ""),
        ("In your specialism", YES_OR_NO[record.in_specialism] if asked.hours else ""),
        ("About professionalism", YES_OR_NO[record.professionalism]),
        ("Areas of professionalism", ", ".join(names.get(code, code) for code in record.areas)),
        ("What you wanted to learn", record.need),
        ("What you learned", record.learned),
        ("Evaluation", record.evaluation),
        ("What has changed", record.change),
        ("How the attached record meets the requirement", record.explanation),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
