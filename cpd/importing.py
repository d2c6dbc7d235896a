"""The import of past CPD records: every line is checked by the rules of the form, then all is written set-wise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.db import connection

from cilexportal.foundation import imports, tables
from cilexportal.foundation.imports import Outcome
from cilexportal.foundation.tables import CellFault, Column, Line
from cpd import importing_sql as sql
from cpd import locks
from cpd.enums import Scheme
from cpd.models import ActivityType, ProfessionalismArea
from cpd.models.record import TEXT_LIMIT, TITLE_LIMIT
from cpd.rules.record import Answers, Limits, bad_hours, missing_answers, over_limit

COUNTING = "records added that count"
DRAFTS = "drafts added: hours or specialism missing on the mixed scheme"
LIMITS = Limits(title=TITLE_LIMIT, text=TEXT_LIMIT)
PROSE: dict[str, Any] = {"prose": True, "longest": TEXT_LIMIT}
COLUMNS = (
    Column("membership number", ("number", "member number", "membership no", "member id"), required=True, longest=40),
    Column("title", ("activity", "activity title"), required=True, prose=True, longest=TITLE_LIMIT),
    Column("completed", ("completed on", "date completed", "date of activity", "date"), required=True),
    Column("recorded", ("recorded on", "date recorded", "submitted", "submitted on")),
    Column("planned", ("planned or unplanned", "is planned"), required=True),
    Column("professionalism", ("professionalism outcome", "is professionalism")),
    Column("areas", ("professionalism areas", "areas of professionalism"), longest=500),
    Column("activity type", ("type", "type of activity", "kind")),
    Column("hours", ("cpd hours", "duration"), longest=10),
    Column("in specialism", ("specialism", "specialism yes or no")),
    Column("need", ("learning need", "reflection", "why"), **PROSE),
    Column("learned", ("learning outcome", "what was learned", "outcome"), required=True, **PROSE),
    Column("evaluation", ("evaluate", "how it went"), required=True, **PROSE),
    Column("change", ("what will change", "next steps", "impact"), **PROSE),
)
STAGING = imports.Staging("incoming_record", sql.STAGE, sql.INTO_STAGE, sql.CHECKS, COLUMNS, chunk=1000)
PLANNED = {"planned": "yes", "unplanned": "no"}


@dataclass(frozen=True)
class Known:
    """What the lines are read against: words in small letters -> codes."""

    types: Mapping[str, str]
    areas: Mapping[str, str]
    today: date


def import_records(*, path: Path, today: date, apply: bool) -> Outcome:
    """Imports a file of past records: all of it or, where anything is wrong, nothing.

    Without `apply` everything is done and undone again. Raises TableFault for a file that cannot be read at all.
    """
    return imports.attempt(lambda outcome: _import(path, today, outcome), name="import_records", apply=apply)


def _import(path: Path, today: date, outcome: Outcome) -> None:
    known = Known(types=_words(ActivityType), areas=_words(ProfessionalismArea), today=today)
    with connection.cursor() as cursor:

        def lock_years() -> None:
            """As every save does: the years are asked whether they are open once they can no longer close meanwhile."""
            cursor.execute(sql.LOCK_YEARS, {"family": locks.FAMILY, "bucket": locks.BUCKET})

        sound = imports.stage(
            cursor, STAGING, path, outcome, row=lambda line: _row(line, known), before_checks=lock_years
        )
        if sound:
            _add(cursor, outcome)
        cursor.execute("DROP TABLE incoming_record")


def _add(cursor: Any, outcome: Outcome) -> None:
    """[CPD-5] Writes the records. Those that lack what the member's scheme asks in their year are drafts."""
    cursor.execute(sql.YEARS)
    for year, first, last in cursor.fetchall():
        cursor.execute(sql.MARK_DRAFTS, {"year": year, "first": first, "last": last})
    cursor.execute(sql.ADD_RECORDS)
    outcome.changes[COUNTING], outcome.changes[DRAFTS] = cursor.fetchone()


def _words(model: type[ActivityType] | type[ProfessionalismArea]) -> dict[str, str]:
    return {word.casefold(): code for code, name in model.objects.values_list("code", "name") for word in (code, name)}


def _row(line: Line, known: Known) -> tuple[Any, ...]:
    """The line as a row of the staging table. Raises CellFault."""
    answers = _answers(line)
    found = (*missing_answers(answers, scheme=Scheme.OUTCOMES, has_specialism=False), *over_limit(answers, LIMITS))
    if found:
        raise CellFault(found[0].refusal.sentence)
    completed = _past_day(line["completed"], "completed", known.today)
    recorded = _past_day(line["recorded"], "recorded", known.today) if line["recorded"] else completed
    if recorded < completed:
        raise CellFault("recorded is before completed.")
    areas = [tables.one_of(area.strip(), known.areas, "the area") for area in line["areas"].split(";") if area.strip()]
    return (
        line.number,
        line["membership number"],
        answers.title,
        completed,
        recorded,
        answers.planned,
        answers.professionalism,
        areas,
        tables.one_of(line["activity type"], known.types, "the activity type") if line["activity type"] else None,
        answers.hours,
        answers.in_specialism,
        answers.need,
        answers.learned,
        answers.evaluation,
        answers.change,
        bool(missing_answers(answers, scheme=Scheme.MIXED, has_specialism=False)),
        bool(missing_answers(answers, scheme=Scheme.MIXED, has_specialism=True)),
    )


def _answers(line: Line) -> Answers:
    """The line as the form's rules take it."""
    planned = PLANNED.get(line["planned"].casefold(), line["planned"])
    in_specialism = line["in specialism"]
    return Answers(
        title=line["title"],
        completed_on=tables.day(line["completed"], "completed"),
        planned=tables.yes_or_no(planned, "planned"),
        professionalism=tables.yes_or_no(line["professionalism"] or "no", "professionalism"),
        hours=_hours(line["hours"]),
        in_specialism=tables.yes_or_no(in_specialism, "in specialism") if in_specialism else None,
        need=line["need"],
        learned=line["learned"],
        evaluation=line["evaluation"],
        change=line["change"],
    )


def _hours(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        hours = Decimal(text)
    except InvalidOperation:
        raise CellFault(f'hours is "{text}"; write a number such as 1.5.') from None
    refusal = bad_hours(hours) if hours.is_finite() else None
    if refusal or not hours.is_finite():
        raise CellFault(refusal.sentence if refusal else f'hours is "{text}"; write a number such as 1.5.')
    return hours


def _past_day(text: str, what: str, today: date) -> date:
    day = tables.day(text, what)
    if day > today:
        raise CellFault(f"{what} is {text}; it lies in the future.")
    return day
