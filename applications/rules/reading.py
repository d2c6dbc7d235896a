"""Reading a pathway's document: data of applications/data, or a version that was published later.

What is missing, unknown or names something that is not there is a fault of the whole, told in words before anybody can
begin under it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, TypeVar

from applications.enums import Outcome, StepKind
from applications.rules.pathway import (
    Accredited,
    Clocks,
    Competency,
    Concession,
    Criterion,
    EvidenceFigures,
    EvidenceKind,
    FormQuestion,
    FormSection,
    Granted,
    HoursFigures,
    LearningOutcome,
    MarkingFigures,
    Named,
    PathwayData,
    PersonKind,
    Question,
    Reason,
    ReferenceFigures,
    Sitting,
    Step,
)

Row = TypeVar("Row")
FORM_KINDS = frozenset({"line", "text", "yes_no", "choice", "tick"})


class PathwayFault(ValueError):
    """A document cannot be used; `faults` holds one sentence for each reason."""

    def __init__(self, *faults: str) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def read(document: Mapping[str, Any]) -> PathwayData:
    """[HB-11] [HB-14] A document as data: another pathway, or a changed figure, takes no code. Raises PathwayFault."""
    try:
        found = PathwayData(
            **{name: document[name] for name in ("code", "version", "title", "reference_letters")},
            from_date=_day(document["from_date"]),
            questions=_rows(Question, document, "question"), steps=_rows(Step, document, "step"),
            qualifications=_rows(Accredited, document, "qualification"), hours=_row(HoursFigures, document["hours"]),
            courses=_named(document, "course"), tasks=_named(document, "task"),
            reference=_row(ReferenceFigures, document["reference"]), persons=_rows(PersonKind, document, "person"),
            heads=_named(document, "head"), clocks=_row(Clocks, document["clocks"]),
            committee=_row(Sitting, document["committee"]), panel=_row(Sitting, document["panel"]),
            sections=_named(document, "section"), reasons=_rows(Reason, document, "reason"),
            form=_form(document), evidence=_evidence(document["evidence"]), competencies=_competencies(document),
            marking=_row(MarkingFigures, document.get("marking", {})), shortfalls=_named(document, "shortfall"),
            granted=_row(Granted, document["granted"]),
        )  # fmt: skip
    except KeyError as missing:
        raise PathwayFault(f"{missing.args[0]} is missing.") from None
    if faults := tuple(_faults(found)):
        raise PathwayFault(*faults)
    return found


def _rows(kind: type[Row], document: Mapping[str, Any], name: str) -> tuple[Row, ...]:
    return tuple(_row(kind, row) for row in document.get(name, ()))


def _named(document: Mapping[str, Any], name: str) -> tuple[Named, ...]:
    rows = document.get(name, ())
    return tuple(Named(code=row["code"], words=row.get("words") or row["title"]) for row in rows)


def _row(kind: type[Row], row: Mapping[str, Any]) -> Row:
    """One row as its dataclass, days out of text, lists as tuples. Raises PathwayFault, KeyError for what misses."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    values = {{"from": "from_date", "until": "until_date"}.get(name, name): value for name, value in row.items()}
    if unknown := sorted(values.keys() - known.keys()):
        raise PathwayFault(f"{unknown[0]} is no field of {kind.__name__}.")
    for name, field in known.items():
        if name not in values and field.default is MISSING:
            raise KeyError(f"{name} of {kind.__name__} {row.get('code', '')}".strip())
    return kind(**{name: _value(name, value) for name, value in values.items()})


def _value(name: str, value: Any) -> Any:
    if name in ("from_date", "until_date"):
        return _day(value)
    return tuple(value) if isinstance(value, list) else value


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _form(document: Mapping[str, Any]) -> tuple[FormSection, ...]:
    return tuple(
        _row(FormSection, {**row, "questions": [_row(FormQuestion, one) for one in row["questions"]]})
        for row in document.get("form", ())
    )


def _evidence(row: Mapping[str, Any]) -> EvidenceFigures:
    concessions = [_row(Concession, one) for one in row["concessions"]]
    kinds = [_row(EvidenceKind, one) for one in row["kinds"]]
    return _row(EvidenceFigures, {**row, "concessions": concessions, "kinds": kinds})


def _competencies(document: Mapping[str, Any]) -> tuple[Competency, ...]:
    return tuple(
        _row(Competency, {**row, "outcomes": [_outcome(one) for one in row["outcomes"]]})
        for row in document.get("competency", ())
    )


def _outcome(row: Mapping[str, Any]) -> LearningOutcome:
    return _row(LearningOutcome, {**row, "criteria": [_row(Criterion, one) for one in row.get("criteria", ())]})


def _faults(data: PathwayData) -> Iterator[str]:
    """What names something that is not there, or twice, and what the portal cannot do."""
    sections = {one.code for one in data.sections}
    steps = [one.code for one in data.steps]
    if len(set(steps)) < len(steps):
        yield "A step's code is there twice."
    for kind, count in Counter(step.kind for step in data.steps).items():
        # Its page, its portfolio and its papers are found by the kind.
        if count > 1:
            yield f"{count} steps are of the kind {kind}; the portal works with one of each kind."
    if data.hours.specialist:
        yield "specialist: hours of one kind of work alone cannot be asked for, so this has to be 0."
    for step in data.steps:
        yield from _of_step(step, steps=set(steps), sections=sections)
    yield from _of_form(data.form)
    for reason in data.reasons:
        if reason.section not in sections:
            yield f"{reason.code}: {reason.section} is no section."


def _of_form(form: tuple[FormSection, ...]) -> Iterator[str]:
    """What a page could not ask."""
    for question in (question for section in form for question in section.questions):
        if question.kind not in FORM_KINDS:
            yield f"{question.code}: {question.kind} is no kind of question."
        if (question.kind == "choice") != bool(question.choices):
            yield f"{question.code}: a choice has answers to choose from, and nothing else has."


def _of_step(step: Step, *, steps: set[str], sections: set[str]) -> Iterator[str]:
    if step.kind not in StepKind.values:
        yield f"{step.code}: {step.kind} is no kind of step."
    if Outcome.NOT_MET in step.officer:
        yield f"{step.code}: no officer refuses for good alone."
    for words, known, what in (
        ({*step.officer, *step.committee}, set(Outcome.values), "decision"),
        (set(step.needs), steps, "step"),
        (set(step.sections), sections, "section"),
    ):
        for word in sorted(words - known):
            yield f"{step.code}: {word} is no {what}."
