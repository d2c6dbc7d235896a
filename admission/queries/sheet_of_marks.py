"""The sheet of marks of a case: every criterion of every example, what was judged besides, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.urls import reverse

from admission.enums import Mark
from admission.models import CriterionMark, Judgement, MarkingShare
from admission.queries import beside
from admission.queries.marked_examples import Example, number_of, printed, seals_of, submitted_of
from admission.queries.questions import Question, questions_of
from admission.rules import marking as rules
from admission.rules.marking import Key, Marked, OutcomeResult
from applications.models import Case, Submission
from applications.queries.pathways import data_by_id
from applications.rules.deciding import Failed, Section
from applications.rules.pathway import Criterion, PathwayData
from cilexportal.foundation.rulebook.refusal import Refusal

SECTION = "portfolio"
NOTE_MOST = 500


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
    """An example with its lines. `changed` since the round before, `drawn` for a second mark; `left` is how many
    criteria have no first mark. Of one that is `hidden` the first marks are not in the lines."""

    example: Example
    lines: tuple[Line, ...]
    changed: bool
    drawn: bool
    left: int
    hidden: bool

    def seen(self, *, is_second: bool) -> int:
        """The last of the marks that stand, so that a page knows whether another one was made since; 0 of none."""
        rows = [one.second if is_second else one.first for one in self.lines]
        return max((one.pk for one in rows if one is not None), default=0)

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
    """All marks of a case as they stand on its last submission. `altered` are the examples, and what was submitted
    beside them, that are not what was submitted any more, `gone` those of the round before that are none of this one;
    of the places that are `hidden` a reader is not shown the first marks, who may give the second."""

    case: Case
    data: PathwayData
    submission: Submission
    round: int
    examples: tuple[Example, ...]
    altered: tuple[str, ...]
    gone: tuple[str, ...]
    first: Mapping[Key, CriterionMark]
    second: Mapping[Key, CriterionMark]
    changed: frozenset[str]
    questions: tuple[Question, ...]
    shares: Mapping[int, MarkingShare]
    hidden: frozenset[str] = frozenset()

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every example, in the order of the places."""
        return tuple(self._sheet(one) for one in self.examples)

    @cached_property
    def results(self) -> tuple[OutcomeResult, ...]:
        """[HB-31] Each outcome after marking; of one with an example that is hidden, not what its marks say."""
        places: dict[str, list[str]] = {}
        for one in self.examples:
            places.setdefault(one.outcome.number, []).append(one.slot)
        marks = {key: as_rule(one) for key, one in self.first.items()}
        found = rules.results(places, marks=marks, competencies=self.data.competencies)
        waits = {number_of(slot) for slot in self.hidden}
        return tuple(replace(one, waits=True) if one.number in waits else one for one in found)

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
        slots = {one.example.slot for one in counted} - self.hidden
        return {
            "altered": self.altered,
            "open_questions": sum(one.judged is None for one in self.questions),
            "seconds_left": sum(one.seconds_left > 0 for one in counted),
            "apart": [key for key in rules.disagreements(first, second) if key[0] in slots],
        }

    def with_marks(self, rows: Iterable[CriterionMark], *, is_second: bool) -> Book:
        """The book once these marks were made."""
        new = {(one.slot, one.letter): one for one in rows}
        return replace(self, second={**self.second, **new}) if is_second else replace(self, first={**self.first, **new})

    def with_judgement(self, made: Judgement) -> Book:
        """The book once this was judged."""
        questions = tuple(
            replace(one, judged=made) if (one.kind, one.about) == (made.kind, made.about) else one
            for one in self.questions
        )
        return replace(self, questions=questions)

    def _sheet(self, example: Example) -> Sheet:
        hidden, keys = example.slot in self.hidden, [(example.slot, one.letter) for one in example.outcome.criteria]
        lines = tuple(
            Line(
                criterion=one, first=(first := None if hidden else self.first.get(key)), second=self.second.get(key),
                carried=first is not None and first.submission_id != self.submission.pk,
            )
            for one, key in zip(example.outcome.criteria, keys, strict=True)
        )  # fmt: skip
        return Sheet(
            example=example, lines=lines, changed=example.slot in self.changed, hidden=hidden,
            left=sum(key not in self.first for key in keys),
            drawn=rules.is_sampled(rules.draw_of(example.seal), percent=self.data.marking.second_percent),
        )  # fmt: skip


def book_of(case: Case) -> Book | None:
    """[HB-31] [HB-S4.3a] The marks of a case; None before anything was submitted. So many statements however many
    examples, criteria and rounds there are."""
    submissions = list(case.submissions.order_by("number"))
    if not submissions:
        return None
    data, last = data_by_id(case.application.version_id), submissions[-1]
    found = submitted_of(last, data.competencies)
    rows = CriterionMark.objects.filter(case=case, superseded_at=None).select_related("by")
    kept: dict[bool, dict[int, dict[Key, CriterionMark]]] = {False: {}, True: {}}
    for one in rows:
        kept[one.is_second].setdefault(one.submission_id, {})[one.slot, one.letter] = one
    before, now = seals_of(submissions[-2]) if len(submissions) > 1 else {}, seals_of(last)
    outcomes = {one.number: one for one in rules.outcomes_of(data.competencies)}
    shares = MarkingShare.objects.filter(case=case, ended_at=None).select_related("assessor")
    return Book(
        case=case, data=data, submission=last, round=len(submissions), examples=found.examples,
        altered=(*found.altered, *beside.altered(last)), gone=tuple(printed(rules.gone(before, now), outcomes)),
        first=_standing(submissions, kept[False]), second=_standing(submissions, kept[True]),
        changed=frozenset(rules.changed_only(before, now)) if before else frozenset(),
        questions=questions_of(case, data, submissions, found.examples), shares={one.competency: one for one in shares},
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


def asked_of_mark(number: str, letter: str, *, words: str, note: str) -> str:
    """What the applicant reads of a criterion that is not met: `words` are those of its reason."""
    return f"{number}, criterion ({letter}): {words} {note}"


def asked_of_judgement(asked: Question, why: str) -> str:
    """What the applicant reads of a statement, or an explanation, that is not accepted."""
    return f"{asked.number}, {asked.title}: {why}"


def _reasons(book: Book) -> list[Failed]:
    """One reason for each criterion that is not met, and for what was not accepted, as the applicant reads it. Services
    take no word that would not go into it whole."""
    words = {one.code: one.words for one in book.data.shortfalls}
    found = []
    for sheet in book.sheets:
        if sheet.example.outcome.optional:
            continue
        for line in sheet.lines:
            if line.first is not None and line.first.mark == Mark.NOT_MET:
                said = words.get(line.first.reason, "")
                note = asked_of_mark(sheet.example.number, line.criterion.letter, words=said, note=line.first.note)
                found.append(Failed(code="criterion_not_met", note=note[:NOTE_MOST]))
    for one in book.refused:
        code = "statement_refused" if one.kind == Judgement.Kind.STATEMENT else "explanation_refused"
        note = asked_of_judgement(one, one.judged.why if one.judged else "")
        found.append(Failed(code=code, note=note[:NOTE_MOST]))
    return found
