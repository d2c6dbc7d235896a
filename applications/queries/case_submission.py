"""What was submitted, frozen, as an assessor reads it: in words, with what is new since the time before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.enums import PaperKind, RoleKind, Route
from applications.models import Case, Submission
from applications.queries.pathways import data_by_id
from applications.rules.pathway import PathwayData
from cilexportal.foundation import london

HIDDEN = frozenset({"uuid", "question", "filename"})
CALLED = {
    "from": "First day", "until": "Last day", "weekly_hours": "Hours a week", "tasks": "Kinds of work",
    "other_work": "Other work", "supervisor_email": "Supervisor’s email", "supervisor_name": "Supervisor",
    "passed_on": "Passed on", "asked": "Asked on", "sha256": "SHA-256",
}  # fmt: skip
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was said, and whether it was said otherwise, or not at all, the time before."""

    key: str
    value: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of what was submitted; `is_new` where the time before had none of that name."""

    title: str
    lines: list[Line]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A submission in words, and the names of parts that the time before had and this one has not."""

    submission: Submission
    panels: list[Panel]
    gone: list[str]


def told(case: Case, number: int) -> Told | None:
    """[HB-22] [HB-26] The submission of this number; None where there is none."""
    found = {one.number: one for one in case.submissions.filter(number__in=(number, number - 1)).select_related("by")}
    if number not in found:
        return None
    data = data_by_id(case.application.version_id)
    now = dict(_parts(found[number].content, data))
    before = dict(_parts(found[number - 1].content, data)) if number - 1 in found else now
    return Told(
        submission=found[number], gone=[title for title in before if title not in now],
        panels=[
            Panel(
                title=title, is_new=title not in before,
                lines=[
                    Line(key=key, value=value, is_new=title in before and before[title].get(key) != value)
                    for key, value in lines.items() if value
                ],
            )
            for title, lines in now.items()
        ],
    )  # fmt: skip


def _parts(content: Mapping[str, Any], data: PathwayData) -> Iterator[tuple[str, dict[str, str]]]:
    """Each part by its title, with its lines in words."""
    known = {one.code: one.words for one in (*data.tasks, *data.courses)}
    known |= dict([*RoleKind.choices, *Route.choices, *PaperKind.choices])
    yield "Applicant", {"Name": content.get("name", ""), "Reference": content.get("reference", "")}
    if found := content.get("qualification"):
        yield "Qualification", _lines(found, known)
    for role in content.get("roles", ()):
        yield f"Role: {role['title']}, {role['employer']}", _lines(role, known)
    for course in content.get("courses", ()):
        yield f"Course: {known.get(course['code'], course['code'])}", _lines(course, known)
    for one in content.get("references", ()):
        yield f"Reference of {one['name']}", _lines(one, known)
    for one in content.get("papers", ()):
        yield f"File: {one['filename']}", _lines(one, known)
    for one in content.get("answers", ()):
        yield f"Asked: {one['question']}", _lines(one, known)


def _lines(found: Mapping[str, Any], known: Words) -> dict[str, str]:
    return {
        CALLED.get(name, name.replace("_", " ").capitalize()): "; ".join(_value(value, known))
        for name, value in found.items() if name not in HIDDEN
    }  # fmt: skip


def _value(value: Any, known: Words) -> Iterator[str]:
    """A value in words: days as people write them, codes by their names, days of leave as "from to until"."""
    if isinstance(value, list):
        for one in value:
            yield " to ".join(_value([*one], known)) if isinstance(one, list) else "; ".join(_value(one, known))
    elif value:
        text = str(value)
        day = _day(text)
        yield london.in_words(day) if day else known.get(text, text)


def _day(text: str) -> date | None:
    """The London day that a text is, or None."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else london.date_of(datetime.fromisoformat(text))
    except ValueError:
        return None
