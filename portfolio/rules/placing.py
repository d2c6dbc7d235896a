"""Where an example may stand, and what it may be turned into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from applications.rules.pathway import Competency, EvidenceFigures
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.enums import SheetKind
from portfolio.rules.outcomes import NO_DOCUMENT
from portfolio.rules.slots import Slot, slots_of

MOST_SHEETS = 200
TAKEN = "There is an example in this place already. Move it, or choose another place."
UNSAVED = "Something was typed into this example and is not saved. Open it and save it first."


def place_of(code: str, competencies: Sequence[Competency]) -> Slot | None:
    """[HB-57a] The place of a code such as 1.1-2, or None where the version has no such place."""
    return {slot.code: slot for slot, _ in slots_of(competencies)}.get(code)


def may_begin(*, is_taken: bool, sheets: int) -> Iterator[Refusal]:
    """[HB-35] [HB-48] [HB-57a] Why no example can be begun in a place: there is one already, a sheet or a statement."""
    if is_taken:
        yield Refusal("HB-57a", TAKEN)
    if sheets >= MOST_SHEETS:
        yield Refusal("HB-35", f"You keep {MOST_SHEETS} examples already. Remove one that you do not need.")


def may_turn(*, is_unsaved: bool) -> Iterator[Refusal]:
    """[HB-48] Why a sheet cannot be made a statement, or the other way, yet."""
    if is_unsaved:
        yield Refusal("HB-48", UNSAVED)


def turned(kind: SheetKind) -> SheetKind:
    """[HB-48] What an example of a kind is turned into."""
    return SheetKind.STATEMENT if kind == SheetKind.SHEET else SheetKind.SHEET


def ticks_after(ticked: Sequence[str], *, came_from: Slot | None, goes_to: Slot | None) -> list[str]:
    """[HB-35a] The ticks that an example keeps as it moves: those of another outcome's criteria say nothing here."""
    stays = came_from is not None and goes_to is not None and came_from.outcome_number == goes_to.outcome_number
    return list(ticked) if stays else []


def before_statement(*, statements: int, wants_documents: bool, figures: EvidenceFigures) -> Iterator[Refusal]:
    """[HB-48] [HB-49] What is to be known before another statement is begun; none of it stands in the way."""
    if statements >= figures.most_statements:
        most = figures.most_statements
        sentence = f"You have {statements} personal statements already, and at most {most} are taken."
        yield Refusal("HB-49", sentence)
    if wants_documents:
        yield Refusal("HB-48", NO_DOCUMENT)
