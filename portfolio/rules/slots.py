"""The places of a portfolio: which there are, how they are numbered, and how a typed number is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from applications.rules.pathway import Competency, LearningOutcome
from cilexportal.foundation.rulebook.refusal import Refusal

NUMBER = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*(?:\(\s*(\d{1,2})\s*\))?")
POINT_FORGOTTEN = re.compile(r"(\d)(\d)(?:\s*\(\s*(\d{1,2})\s*\))?")
# The same in a name, where no other figure stands next to it.
FORGOTTEN_THERE = re.compile(rf"(?<![\d.]){POINT_FORGOTTEN.pattern}(?!\d)")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A place for one example: competency, outcome and example as numbers, so that they sort as such."""

    competency: int
    outcome: int
    example: int

    @property
    def outcome_number(self) -> str:
        return f"{self.competency}.{self.outcome}"

    @property
    def code(self) -> str:
        """As it is stored and spoken of in addresses: 1.1-2."""
        return f"{self.outcome_number}-{self.example}"


def from_code(code: str) -> Slot:
    """The place of a stored code such as 1.1-2. Raises ValueError for a text that is none."""
    outcome, example = code.split("-")
    competency, number = outcome.split(".")
    return Slot(int(competency), int(number), int(example))


def slots_of(competencies: Sequence[Competency]) -> Iterator[tuple[Slot, LearningOutcome]]:
    """[HB-33] [HB-33a] [HB-33c] [HB-57b] Every place with its outcome, from the first to the last."""
    for competency in competencies:
        for outcome in competency.outcomes:
            for example in range(1, outcome.examples + 1):
                yield _slot(outcome, example), outcome


def printed(slot: Slot, competencies: Sequence[Competency]) -> str:
    """[HB-46a] The number as it is printed: 1.1(2), and 6.3 where one example is all that is asked for."""
    outcome = outcomes_by_number(competencies)[slot.outcome_number]
    return f"{outcome.number}({slot.example})" if outcome.examples > 1 else outcome.number


def outcomes_by_number(competencies: Sequence[Competency]) -> dict[str, LearningOutcome]:
    """Every outcome by its number."""
    return {outcome.number: outcome for competency in competencies for outcome in competency.outcomes}


def read_number(typed: str, competencies: Sequence[Competency]) -> Slot | Refusal:
    """[HB-46a] [HB-57a] The place that a typed number names, or why it names none."""
    text = typed.strip()
    outcomes = outcomes_by_number(competencies)
    if not (found := NUMBER.fullmatch(text)):
        return _unread(text, outcomes)
    outcome = outcomes.get(f"{int(found[1])}.{int(found[2])}")
    if outcome is None:
        return Refusal("HB-57a", f"There is no outcome {int(found[1])}.{int(found[2])}.")
    if found[3] is None and outcome.examples > 1:
        return Refusal("HB-57a", f"Say which example of {outcome.number} this is: {outcome.number}(1), for instance.")
    example = int(found[3] or 1)
    if not 1 <= example <= outcome.examples:
        return Refusal("HB-57a", f"Outcome {outcome.number} has {_examples(outcome)}, so there is no ({example}).")
    return _slot(outcome, example)


def number_in_name(name: str, competencies: Sequence[Competency]) -> Slot | Refusal:
    """[HB-46a] [HB-57a] The place that a file's name speaks of: "Sheet 1.1 (2) final.pdf". A name with several names
    none; of one that names none it is said what is wrong with the only number in it."""
    read = [read_number(match[0], competencies) for match in NUMBER.finditer(name)]
    found = {one for one in read if isinstance(one, Slot)}
    if len(found) == 1:
        return found.pop()
    if found:
        return Refusal("HB-57a", "The name of the file has more than one number. Choose the right one.")
    outcomes = outcomes_by_number(competencies)
    forgotten = [_forgotten(match[0], outcomes) for match in FORGOTTEN_THERE.finditer(name)]
    why = [one for one in (*read, *forgotten) if isinstance(one, Refusal)]
    said = why[0].sentence if len(why) == 1 else "The name of the file has no number of an example."
    return Refusal("HB-57a", f"{said} Choose it from the list.")


def _slot(outcome: LearningOutcome, example: int) -> Slot:
    competency, number = outcome.number.split(".")
    return Slot(int(competency), int(number), example)


def _unread(text: str, outcomes: dict[str, LearningOutcome]) -> Refusal:
    why = _forgotten(text, outcomes)
    return why or Refusal("HB-57a", "Type the number as 1.1(2): outcome, then the example in brackets.")


def _forgotten(text: str, outcomes: dict[str, LearningOutcome]) -> Refusal | None:
    """[HB-57a] What is said of 34, which is meant for 3.4; None where no outcome can be meant."""
    digits = POINT_FORGOTTEN.fullmatch(text)
    if digits and (meant := f"{digits[1]}.{digits[2]}") in outcomes:
        return Refusal("HB-57a", f"“{text}” is no number of an example. Do you mean {meant}?")
    return None


def _examples(outcome: LearningOutcome) -> str:
    return "one example" if outcome.examples == 1 else f"{outcome.examples} examples"
