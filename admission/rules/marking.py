"""Marking: each criterion of each example met or not met with a coded reason, and what comes of all marks together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from admission.enums import Mark
from applications.rules.pathway import Competency, LearningOutcome
from cilexportal.foundation.rulebook.refusal import Refusal

Key = tuple[str, str]
# A sampled second mark is drawn by a number that nobody chooses: every so many-th criterion in a hundred.
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One mark: on a criterion (its letter) of an example (its place), with a coded reason and words where not met."""

    slot: str
    letter: str
    mark: Mark
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeResult:
    """An outcome after marking: criteria met, not met, and not looked at yet."""

    number: str
    optional: bool
    met: int
    not_met: int
    left: int

    @property
    def is_met(self) -> bool:
        """[HB-31] Every criterion of every example is met."""
        return not self.not_met and not self.left


def faults_of_mark(marked: Marked, *, letters: Collection[str], reasons: Collection[str]) -> Iterator[Refusal]:
    """[HB-31] A criterion that is not met says why, by a known reason and in words; one that is met says nothing."""
    if marked.letter not in letters:
        yield Refusal("HB-31", "This outcome has no such criterion.")
    if marked.mark == Mark.MET and (marked.reason or marked.note.strip()):
        yield Refusal("HB-31", "A criterion that is met has no reasons.")
    if marked.mark == Mark.NOT_MET:
        if marked.reason not in reasons:
            yield Refusal("HB-31", "Choose a reason.")
        if not marked.note.strip():
            yield Refusal("HB-31", "Say what is missing: the applicant reads it.")


def results(
    examples: Mapping[str, Sequence[str]], *, marks: Mapping[Key, Marked], competencies: Sequence[Competency]
) -> Iterator[OutcomeResult]:
    """[HB-31] [HB-FRAMEWORK] Each outcome after marking. `examples`: number of an outcome -> its submitted places."""
    for outcome in outcomes_of(competencies):
        places = examples.get(outcome.number, ())
        if outcome.optional and not places:
            continue
        found = [marks.get((slot, one.letter)) for slot in places for one in outcome.criteria]
        met = sum(one is not None and one.mark == Mark.MET for one in found)
        not_met = sum(one is not None and one.mark == Mark.NOT_MET for one in found)
        left = len(found) - met - not_met + (0 if places else len(outcome.criteria))
        yield OutcomeResult(number=outcome.number, optional=outcome.optional, met=met, not_met=not_met, left=left)


def why_not_approve(found: Sequence[OutcomeResult], *, open_questions: int) -> Iterator[Refusal]:
    """[HB-31] [HB-S4.2] [HB-FRAMEWORK-6.5] Why the portfolio cannot be approved: every compulsory outcome has to be
    met, and what an officer judges besides (old evidence, statements) has to be judged. An optional one is feedback."""
    compulsory = [one for one in found if not one.optional]
    if left := sum(one.left for one in compulsory):
        yield Refusal("HB-31", f"{_criteria(left)} not been marked yet.")
    if failed := [one.number for one in compulsory if one.not_met]:
        yield Refusal("HB-31", f"Not met: {', '.join(failed)}.")
    if open_questions:
        yield Refusal("HB-41c", f"{_questions(open_questions)} not been judged yet.")


def changed_only(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """[HB-S4.3a] The places whose example is another one than in the round before: only these are marked again."""
    return {slot for slot, seal in now.items() if before.get(slot) != seal}


def carried(marks: Mapping[Key, Marked], *, changed: Collection[str]) -> dict[Key, Marked]:
    """[HB-S4.3a] The marks that go on into the next round: those that are met, of examples that did not change."""
    return {
        key: one for key, one in marks.items() if one.mark == Mark.MET and one.slot not in changed
    }  # fmt: skip


def is_sampled(draw: int, *, percent: int) -> bool:
    """Whether an example is marked a second time by somebody else: `draw` is the number its hash gives, so that nobody
    can choose, and the same example is always drawn or never."""
    return draw % HUNDRED < percent


def outcomes_of(competencies: Sequence[Competency]) -> Iterator[LearningOutcome]:
    """[HB-FRAMEWORK] The outcomes in their order."""
    return (outcome for competency in competencies for outcome in competency.outcomes)


def _criteria(count: int) -> str:
    return "1 criterion has" if count == 1 else f"{count} criteria have"


def _questions(count: int) -> str:
    return "1 explanation or statement has" if count == 1 else f"{count} explanations or statements have"
