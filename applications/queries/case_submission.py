"""What was submitted, frozen, as an assessor reads it: in words, with what is new since the time before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from applications.enums import PaperKind, RoleKind, Route
from applications.models import Case, Submission
from applications.queries.pathways import data_by_id
from cilexportal.foundation import london
from cilexportal.foundation.ui.words import number

# Ids, and what the title of its part says.
HIDDEN = frozenset({"uuid", "question", "filename", "code"})
HASH, WEEKLY = "SHA-256", "weekly_hours"
CALLED = {
    "from": "First day", "until": "Last day", "weekly_hours": "Hours a week", "tasks": "Kinds of work",
    "other_work": "Other work", "supervisor_email": "Supervisor’s email", "supervisor_name": "Supervisor",
    "passed_on": "Passed on", "asked": "Asked on", "sha256": HASH,
}  # fmt: skip
# What goes with a final application besides its form and its examples. A reference there is no list.
FINAL = {
    "reference_given": "Supervisor’s reference", "hours_letter": "Letter that confirms the hours",
    "conduct": "Declaration of prior conduct", "portfolio": "Portfolio",
}  # fmt: skip
# What is kept as JSON has lost its order: what comes first is read first, and what is not named last.
ORDER = {name: place for place, name in enumerate((
    "name", "reference", "title", "awarded_by", "awarded_on", "route", "certificate", "certified_by", "certified_as",
    "certified_on", "employer", "provider", "kind", "from", "until", "passed_on", "weekly_hours", "leave", "tasks",
    "other_work", "description", "supervisor_name", "supervisor_email", "asked", "label", "answer", "file", "sha256",
))}  # fmt: skip
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of what was submitted in words: its title, and its lines by what they are called."""

    title: str
    lines: Mapping[str, str]


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
    now = parts_of(case, found[number])
    before = parts_of(case, found[number - 1]) if number - 1 in found else now
    return Told(
        submission=found[number], gone=[part.title for key, part in before.items() if key not in now],
        panels=[
            Panel(
                title=part.title, is_new=key not in before,
                lines=[
                    Line(key=name, value=value, is_new=key in before and before[key].lines.get(name) != value)
                    for name, value in part.lines.items() if value
                ],
            )
            for key, part in now.items()
        ],
    )  # fmt: skip


def parts_of(case: Case, submission: Submission) -> dict[str, Part]:
    """[HB-22] [HB-26] What was submitted in words, part by part; the same part has the same key in the next one."""
    content, data = submission.content, data_by_id(case.application.version_id)
    known = {one.code: one.words for one in (*data.tasks, *data.courses)}
    known |= dict([*RoleKind.choices, *Route.choices, *PaperKind.choices])
    # A qualification names its certificate by the id of the file.
    known |= {one["uuid"]: one["filename"] for one in content.get("papers", ())}
    return {
        key: Part(title=title, lines=_lines(found, known)) for key, title, found in _rows(content, known)
    }  # fmt: skip


def _rows(content: Mapping[str, Any], known: Words) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each part: its key, its title, and what is kept of it."""
    yield "applicant", "Applicant", {one: content.get(one, "") for one in ("name", "reference")}
    if found := content.get("qualification"):
        yield "qualification", "Qualification", found
    yield from _of_final(content)
    for role in content.get("roles", ()):
        yield role["uuid"], f"Role: {role['title']}, {role['employer']}", role
    for course in content.get("courses", ()):
        yield course["uuid"], f"Course: {known.get(course['code'], course['code'])}", course
    for one in content.get("references", ()):
        yield one["uuid"], f"Reference of {one['name']}", one
    for one in content.get("papers", ()):
        yield one["uuid"], f"File: {one['filename']}", one
    for place, one in enumerate(content.get("answers", ())):
        yield f"answer {place}", f"Asked: {one['question']}", one


def _of_final(content: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """[HB-59] The parts of a final application: the pages of its form, what goes with it, and every example."""
    for one in content.get("form", ()):
        yield f"form {one['code']}", one["title"], {said["words"]: said["answer"] for said in one["answers"]}
    for name, title in FINAL.items():
        if found := content.get(name):
            yield name, title, found
    for one in content.get("examples", ()):
        files = [f"{piece['title']}, {HASH} {piece['sha256']}" for piece in one["pieces"]]
        if one["upload"]:
            files.append(f"{one['upload']['filename']}, {HASH} {one['upload']['sha256']}")
        kept = {name: one[name] for name in ("version", "sha256")}
        yield (
            f"example {one['slot']}",
            f"Example {one['number']}",
            {**kept, "what_is_signed": one["seal"], "files": files},
        )


def _lines(found: Mapping[str, Any], known: Words) -> Mapping[str, str]:
    found = {**found, WEEKLY: number(Decimal(found[WEEKLY]))} if WEEKLY in found else found
    return {
        CALLED.get(name, _as_title(name)): "; ".join(_value(value, known))
        for name, value in sorted(found.items(), key=lambda one: ORDER.get(one[0], len(ORDER))) if name not in HIDDEN
    }  # fmt: skip


def _as_title(name: str) -> str:
    """A name, or a question of a form, as a line begins with it."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


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
