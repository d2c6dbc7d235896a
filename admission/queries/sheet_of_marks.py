"""The sheet of marks of a case: every criterion of every example, what was judged besides, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from admission.enums import Mark
from admission.models import CriterionMark, Judgement, MarkingShare
from admission.queries.marked_examples import Example, examples_of, seals_of
from admission.rules import marking as rules
from admission.rules.marking import Key, Marked, OutcomeResult
from applications.models import Case, Submission
from applications.queries.pathways import data_by_id
from applications.rules.deciding import Failed, Section
from applications.rules.pathway import Criterion, PathwayData
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.queries.ages import is_to_explain

SECTION = "portfolio"
NOTE_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an officer judges beside the criteria: a statement, or why work is older. `said` is the applicant's word."""

    kind: Judgement.Kind
    about: str
    slot: str
    number: str
    title: str
    said: str
    seal: str
    judged: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A criterion of an example with its marks; `carried` is one of an earlier round that still stands."""

    criterion: Criterion
    first: CriterionMark | None
    second: CriterionMark | None
    carried: bool

    @property
    def apart(self) -> bool:
        """[HB-31] Whether two assessors differ."""
        return self.first is not None and self.second is not None and self.first.mark != self.second.mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An example with its lines. `changed` since the round before, `drawn` for a second mark."""

    example: Example
    lines: tuple[Line, ...]
    changed: bool
    drawn: bool

    def seen(self, *, is_second: bool) -> int:
        """The last of the marks that stand, so that a page knows whether another one was made since; 0 of none."""
        rows = [one.second if is_second else one.first for one in self.lines]
        return max((one.pk for one in rows if one is not None), default=0)

    @property
    def left(self) -> int:
        """Criteria without a first mark."""
        return sum(one.first is None for one in self.lines)

    @property
    def seconds_left(self) -> int:
        """Criteria without the second mark for which the example was drawn."""
        return sum(one.second is None for one in self.lines) if self.drawn else 0

    @property
    def not_met(self) -> int:
        """Criteria that are not met."""
        return sum(one.first is not None and one.first.mark == Mark.NOT_MET for one in self.lines)

    @property
    def apart(self) -> int:
        """Criteria on which two assessors differ."""
        return sum(one.apart for one in self.lines)


@dataclass(frozen=True, kw_only=True)
class Book:
    """All marks of a case as they stand on its last submission."""

    case: Case
    data: PathwayData
    submission: Submission
    round: int
    examples: tuple[Example, ...]
    first: Mapping[Key, CriterionMark]
    second: Mapping[Key, CriterionMark]
    changed: frozenset[str]
    questions: tuple[Question, ...]
    shares: Mapping[int, MarkingShare]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every example, in the order of the places."""
        return tuple(self._sheet(one) for one in self.examples)

    @cached_property
    def results(self) -> tuple[OutcomeResult, ...]:
        """[HB-31] Each outcome after marking."""
        places: dict[str, list[str]] = {}
        for one in self.examples:
            places.setdefault(one.outcome.number, []).append(one.slot)
        marks = {key: as_rule(one) for key, one in self.first.items()}
        return tuple(rules.results(places, marks=marks, competencies=self.data.competencies))

    @cached_property
    def why_not_whole(self) -> tuple[Refusal, ...]:
        """[HB-31] Why the marks do not say anything of the portfolio yet."""
        return tuple(rules.why_not_whole(self.results, **self._standing))

    @cached_property
    def why_not_approve(self) -> tuple[Refusal, ...]:
        """[HB-S4.2] Why the portfolio cannot be approved."""
        return tuple(rules.why_not_approve(self.results, refused=len(self.refused), **self._standing))

    @property
    def refused(self) -> list[Question]:
        """[HB-41c] [HB-50] The explanations and statements that were not accepted."""
        return [one for one in self.questions if one.judged and not one.judged.accepted]

    @property
    def to_do(self) -> list[Sheet]:
        """[HB-S4.3a] In a later round: the examples that changed or lack marks, and nothing else."""
        if self.round == 1:
            return list(self.sheets)
        return [one for one in self.sheets if one.changed or one.left or one.seconds_left or one.apart]

    def sheet(self, slot: str) -> Sheet | None:
        """The example of a place."""
        return next((one for one in self.sheets if one.example.slot == slot), None)

    @property
    def _standing(self) -> dict[str, Any]:
        counted = [one for one in self.sheets if not one.example.outcome.optional]
        first, second = ({key: as_rule(one) for key, one in of.items()} for of in (self.first, self.second))
        slots = {one.example.slot for one in counted}
        return {
            "open_questions": sum(one.judged is None for one in self.questions),
            "seconds_left": sum(one.seconds_left > 0 for one in counted),
            "apart": [key for key in rules.disagreements(first, second) if key[0] in slots],
        }

    def _sheet(self, example: Example) -> Sheet:
        lines = tuple(
            Line(
                criterion=one, first=(first := self.first.get((example.slot, one.letter))),
                second=self.second.get((example.slot, one.letter)),
                carried=first is not None and first.submission_id != self.submission.pk,
            )
            for one in example.outcome.criteria
        )  # fmt: skip
        return Sheet(
            example=example, lines=lines, changed=example.slot in self.changed,
            drawn=rules.is_sampled(rules.draw_of(example.seal), percent=self.data.marking.second_percent),
        )  # fmt: skip


def book_of(case: Case) -> Book | None:
    """[HB-31] [HB-S4.3a] The marks of a case; None before anything was submitted. So many statements however many
    examples, criteria and rounds there are."""
    submissions = list(case.submissions.order_by("number"))
    if not submissions:
        return None
    data, last = data_by_id(case.application.version_id), submissions[-1]
    examples = examples_of(last, data.competencies)
    rows = CriterionMark.objects.filter(case=case, superseded_at=None).select_related("by")
    kept: dict[bool, dict[int, dict[Key, CriterionMark]]] = {False: {}, True: {}}
    for one in rows:
        kept[one.is_second].setdefault(one.submission_id, {})[one.slot, one.letter] = one
    before = seals_of(submissions[-2]) if len(submissions) > 1 else {}
    shares = MarkingShare.objects.filter(case=case, ended_at=None).select_related("assessor")
    return Book(
        case=case, data=data, submission=last, round=len(submissions), examples=examples,
        first=_standing(submissions, kept[False]), second=_standing(submissions, kept[True]),
        changed=frozenset(rules.changed_only(before, seals_of(last))) if before else frozenset(),
        questions=_questions(case, data, submissions, examples), shares={one.competency: one for one in shares},
    )  # fmt: skip


def section_of(case: Case) -> Section:
    """[HB-31] [HB-S4.3] The verdict on the portfolio as it follows from the marks: none before all of it is marked,
    and failed with a reason, which becomes a question, for each criterion that is not met."""
    book = book_of(case)
    if book is None or book.why_not_whole:
        return Section(code=SECTION, passed=None)
    reasons = tuple(_reasons(book))
    return Section(code=SECTION, passed=not reasons, reasons=reasons)


def path_of(case: Case) -> str:
    """Where the portfolio of a case is assessed."""
    return reverse("admission_desk:assess", args=[case.uuid])


def as_rule(row: CriterionMark) -> Marked:
    """A mark as its rules read it."""
    return Marked(slot=row.slot, letter=row.letter, mark=Mark(row.mark), reason=row.reason, note=row.note)


def _standing(
    submissions: list[Submission], rows: Mapping[int, Mapping[Key, CriterionMark]]
) -> dict[Key, CriterionMark]:  # fmt: skip
    """[HB-S4.3a] The marks that stand now: of each round those carried on, and over them its own."""
    found: dict[Key, CriterionMark] = {}
    before: dict[str, str] = {}
    for one in submissions:
        now = seals_of(one)
        carried = rules.carried(
            {key: as_rule(row) for key, row in found.items()}, changed=rules.changed_only(before, now)
        )
        found = {key: row for key, row in found.items() if key in carried and key[0] in now}
        found |= rows.get(one.pk, {})
        before = now
    return found


def _reasons(book: Book) -> list[Failed]:
    """One reason for each criterion that is not met, and for what was not accepted, as the applicant reads it."""
    words = {one.code: one.words for one in book.data.shortfalls}
    found = []
    for sheet in book.sheets:
        if sheet.example.outcome.optional:
            continue
        for line in sheet.lines:
            if line.first is not None and line.first.mark == Mark.NOT_MET:
                said = f"{sheet.example.number}, criterion ({line.criterion.letter}): "
                said += f"{words.get(line.first.reason, '')} {line.first.note}"
                found.append(Failed(code="criterion_not_met", note=said[:NOTE_MOST]))
    for one in book.refused:
        code = "statement_refused" if one.kind == Judgement.Kind.STATEMENT else "explanation_refused"
        why = one.judged.why if one.judged else ""
        found.append(Failed(code=code, note=f"{one.number}, {one.title}: {why}"[:NOTE_MOST]))
    return found


def _questions(
    case: Case, data: PathwayData, submissions: list[Submission], examples: tuple[Example, ...]
) -> tuple[Question, ...]:  # fmt: skip
    """[HB-41c] [HB-50] Each statement, and each explanation of older work in its example, with what was judged
    of it: what is as it was judged needs no other word."""
    rows = Judgement.objects.filter(case=case, superseded_at=None).select_related("by").order_by("id")
    last = submissions[-1].pk
    judged = {(one.kind, one.about, one.seal): one for one in rows if one.accepted or one.submission_id == last}
    applied_on = london.date_of(case.submitted_at or submissions[0].at)
    found: dict[tuple[str, str], Question] = {}
    for example in examples:
        if example.outcome.optional:
            continue
        for kind, about, title, said, seal in _asked(example, data, applied_on=applied_on):
            found.setdefault((kind, about), Question(
                kind=kind, about=about, slot=example.slot, number=example.number, title=title, said=said, seal=seal,
                judged=judged.get((kind, about, seal)),
            ))  # fmt: skip
    return tuple(found.values())


def _asked(
    example: Example, data: PathwayData, *, applied_on: date
) -> Iterator[tuple[Judgement.Kind, str, str, str, str]]:  # fmt: skip
    """Kind, what it is about, title, the applicant's words and hash of what is to be judged of an example."""
    words, about = example.words, f"sheet:{example.slot}"
    if example.is_statement:
        said = words.get("why_without", "")
        yield Judgement.Kind.STATEMENT, about, "the personal statement", said, example.seal
    worked_on = date.fromisoformat(words["worked_on"]) if words.get("worked_on") else None
    if example.is_statement and worked_on and is_to_explain(worked_on, applied_on=applied_on, data=data):
        yield Judgement.Kind.OLD, about, "the work of the statement", words.get("why_old", ""), example.seal
    for file in example.files:
        piece = file.piece
        if piece and piece.worked_on and is_to_explain(piece.worked_on, applied_on=applied_on, data=data):
            yield Judgement.Kind.OLD, f"{example.slot}:{file.key}", f"“{file.title}”", file.why_old, file.sha256
