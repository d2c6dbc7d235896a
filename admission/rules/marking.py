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
CHANGED = "Somebody changed what nobody may change since it was submitted: {what}. Tell those who run the portal."


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
    """An outcome after marking: criteria met, not met, and not looked at yet. Of one that `waits` for a second mark
    nothing of the first is told."""

    number: str
    optional: bool
    met: int
    not_met: int
    left: int
    waits: bool = False

    @property
    def is_met(self) -> bool:
        """[HB-31] Every criterion of every example is met."""
        return not self.not_met and not self.left


def faults_of_mark(marked: Marked, *, letters: Collection[str], reasons: Mapping[str, int]) -> Iterator[Refusal]:
    """[HB-31] A criterion that is not met says why, by a known reason and in words; one that is met says nothing.
    `reasons` has room for so many characters beside each: all that is said is asked in one question."""
    if marked.letter not in letters:
        yield Refusal("HB-31", "This outcome has no such criterion.")
    if marked.mark == Mark.MET and (marked.reason or marked.note.strip()):
        yield Refusal("HB-31", "A criterion that is met has no reasons.")
    if marked.mark == Mark.NOT_MET:
        if marked.reason not in reasons:
            yield Refusal("HB-31", "Choose a reason.")
        if not marked.note.strip():
            yield Refusal("HB-31", "Say what is missing: the applicant reads it.")
        yield from too_long(marked.note, room=reasons.get(marked.reason))


def too_long(said: str, *, room: int | None) -> Iterator[Refusal]:
    """[HB-31] Words that would not go whole into what the applicant is asked."""
    if room is not None and len(said.strip()) > room:
        yield Refusal("HB-31", f"Say it in at most {room} characters, as the applicant is asked it in one question.")


def results(
    examples: Mapping[str, Sequence[str]], *, marks: Mapping[Key, Marked], competencies: Sequence[Competency]
) -> Iterator[OutcomeResult]:
    """[HB-31] [HB-FRAMEWORK] Each outcome after marking. `examples`: number of an outcome -> its submitted places; the
    criteria of a place without an example are still to be met."""
    for outcome in outcomes_of(competencies):
        places = examples.get(outcome.number, ())
        if outcome.optional and not places:
            continue
        found = [marks.get((slot, one.letter)) for slot in places for one in outcome.criteria]
        met = sum(one is not None and one.mark == Mark.MET for one in found)
        not_met = sum(one is not None and one.mark == Mark.NOT_MET for one in found)
        gone = 0 if outcome.optional else max(outcome.examples - len(places), 0)
        left = len(found) - met - not_met + gone * len(outcome.criteria)
        yield OutcomeResult(number=outcome.number, optional=outcome.optional, met=met, not_met=not_met, left=left)


def why_not_whole(
    found: Sequence[OutcomeResult], *, open_questions: int, seconds_left: int = 0, apart: Collection[Key] = (),
    altered: Collection[str] = (),
) -> Iterator[Refusal]:  # fmt: skip
    """[HB-31] [HB-41c] [HB-FRAMEWORK-6.5] Why the marks do not say anything of the portfolio yet: every criterion of
    the compulsory outcomes is marked, what is drawn is marked a second time (`seconds_left` examples are not) and both
    say the same (`apart` is where they do not), and what an officer judges besides is judged. Nothing is said of
    what is not what was submitted (`altered`)."""
    if altered:
        yield Refusal("HB-59b", CHANGED.format(what=", ".join(altered)))
    if left := sum(one.left for one in found if not one.optional):
        yield Refusal("HB-31", f"{_criteria(left)} not been marked yet.")
    if seconds_left:
        yield Refusal("HB-31", f"{_examples(seconds_left)} not been marked by a second assessor yet.")
    if apart:
        yield Refusal("HB-31", f"Two assessors differ on {_criteria_of(apart)}.")
    if open_questions:
        yield Refusal("HB-41c", f"{_questions(open_questions)} not been judged yet.")


def why_not_approve(
    found: Sequence[OutcomeResult], *, open_questions: int, refused: int = 0, seconds_left: int = 0,
    apart: Collection[Key] = (), altered: Collection[str] = (),
) -> Iterator[Refusal]:  # fmt: skip
    """[HB-31] [HB-S4.2] [HB-FRAMEWORK-6.5] Why the portfolio cannot be approved: every compulsory outcome has to be
    met, and what an officer judges besides (old evidence, statements) accepted: `refused` is not. An optional outcome
    is feedback."""
    yield from why_not_whole(
        found, open_questions=open_questions, seconds_left=seconds_left, apart=apart, altered=altered
    )
    if failed := [one.number for one in found if one.not_met and not one.optional and not one.waits]:
        yield Refusal("HB-31", f"Not met: {', '.join(failed)}.")
    if refused:
        yield Refusal("HB-41c", f"{_questions(refused)} not been accepted.")


def disagreements(first: Mapping[Key, Marked], second: Mapping[Key, Marked]) -> list[Key]:
    """[HB-31] The criteria that two assessors marked differently."""
    return [key for key, one in second.items() if key in first and first[key].mark != one.mark]


def draw_of(seal: str) -> int:
    """The number that the hash of an example gives for the draw of second marks."""
    return int(seal[:8] or "0", 16)


def changed_only(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """[HB-S4.3a] The places whose example is another one than in the round before: only these are marked again."""
    return {slot for slot, seal in now.items() if before.get(slot) != seal}


def gone(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """[HB-S4.3a] The places of the round before in which nothing stands any more."""
    return before.keys() - now.keys()


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


def _examples(count: int) -> str:
    return "1 example has" if count == 1 else f"{count} examples have"


def _criteria_of(keys: Collection[Key]) -> str:
    return "1 criterion" if len(keys) == 1 else f"{len(keys)} criteria"


def _questions(count: int) -> str:
    return "1 explanation or statement has" if count == 1 else f"{count} explanations or statements have"
