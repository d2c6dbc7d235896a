"""What the board says in words: of a place, of what is wrong there, and of what is useful next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from applications.rules.pathway import Competency
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.enums import Age, SlotState
from portfolio.rules.board import Board, Place
from portfolio.rules.slots import Slot, outcomes_by_number, printed

COLOURS = {
    SlotState.EMPTY: "grey", SlotState.STARTED: "blue", SlotState.PROBLEM: "red", SlotState.OLD: "amber",
    SlotState.UNSIGNED: "amber", SlotState.COMPLETE: "green",
}  # fmt: skip
VERBS = {
    SlotState.EMPTY: "Begin", SlotState.STARTED: "Go on with", SlotState.PROBLEM: "Mend",
    SlotState.OLD: "See to the evidence of", SlotState.UNSIGNED: "Get the signature for",
}  # fmt: skip
NOTHING_LEFT = "Every example is ready. Your portfolio goes with your final application."
SOON = timedelta(days=90)
MEND = frozenset({SlotState.PROBLEM, SlotState.OLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that is wrong: at which places, in which box of a sheet, or of a piece on it, and why. A `warning`
    stands in nobody's way."""

    slots: tuple[Slot, ...]
    refusal: Refusal
    box: str
    piece: str = ""
    warning: bool = False


def next_in_words(board: Board, competencies: Sequence[Competency]) -> str:
    """[HB-57] The next useful thing to do, as a sentence."""
    if board.faults and (board.next is None or board.next.state == SlotState.UNSIGNED):
        return board.faults[0].sentence
    if board.next is None:
        return NOTHING_LEFT
    slot = board.next.slot
    title = outcomes_by_number(competencies)[slot.outcome_number].title
    return f"{VERBS[board.next.state]} {printed(slot, competencies)}: {title}."


def troubles_of(place: Place) -> Iterator[Trouble]:
    """[HB-57] All that is wrong with one place. What it has in common with others is told at the first of them."""
    for fault in place.faults:
        yield Trouble(slots=(place.slot,), refusal=fault.refusal, box=fault.place, piece=fault.piece)
    for clash in place.clashes:
        if clash.slots[0] == place.slot:
            yield Trouble(slots=clash.slots, refusal=clash.refusal, box="pieces", warning=clash.warning)


def age_in_words(age: Age, last: date | None, *, today: date) -> tuple[str, str]:
    """[HB-41] [HB-55] What is said of the age of a piece on the chosen day, and the colour of it. `last` is None once
    the application is made, after which nothing grows older."""
    if age == Age.IN_TIME and last and last <= today + SOON:
        return "Soon too old", "amber"
    return age.label, {Age.IN_TIME: "green", Age.EXPLAIN: "amber"}.get(age, "red")


def note_of(place: Place, *, last: date | None, applied_on: date) -> str:
    """[HB-41] [HB-55] The few words in a place of the matrix: how much is to mend, until when it can be used (None once
    the application is made), or that it is older than that and says why."""
    if place.state == SlotState.EMPTY:
        return "Optional" if place.optional else ""
    if place.state in MEND:
        return f"{_count(place)} to mend"
    if place.state == SlotState.STARTED:
        return f"{_count(place)} to do"
    if last and last < applied_on:
        return "Older, and explained"
    return f"Usable until {london.in_words(last)}" if last else ""


def _count(place: Place) -> int:
    return len(place.faults) + sum(not clash.warning for clash in place.clashes)
