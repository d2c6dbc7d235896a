"""The examples of one outcome beside each other: different matters, different kinds, no piece twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from applications.rules.pathway import Competency
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.enums import SheetKind
from portfolio.rules.pieces import label_of
from portfolio.rules.sheets import Sheet
from portfolio.rules.slots import Slot

SAME_PIECE = "The same piece of evidence stands for two examples of this outcome."
SAME_MATTER = "These examples are from the same matter. Each has to be from another one."
SAME_KIND = "These examples rest on the same kind of document. Each has to be of another kind."
NO_DOCUMENT = "Documents are asked for here. An officer decides whether a statement can stand in for one."


@dataclass(frozen=True, slots=True)
class Clash:
    """What two examples of an outcome have in common and must not; a `warning` is for the officer to judge."""

    slots: tuple[Slot, ...]
    refusal: Refusal
    warning: bool = False


def clashes(sheets: Sequence[Sheet], *, competency: Competency) -> Iterator[Clash]:
    """[HB-33b] [HB-43] [HB-44] [HB-48] What is wrong with the examples of one outcome taken together."""
    for one, other in combinations(sheets, 2):
        if {piece.code for piece in one.pieces} & {piece.code for piece in other.pieces}:
            yield Clash((one.slot, other.slot), Refusal("HB-43", SAME_PIECE))
    if competency.distinct_matters:
        yield from _too_few({sheet.slot: matters_of(sheet) for sheet in sheets}, Refusal("HB-44", SAME_MATTER))
    if competency.distinct_types:
        kinds = {sheet.slot: {piece.kind for piece in sheet.pieces if piece.kind} for sheet in sheets}
        yield from _too_few(kinds, Refusal("HB-33b", SAME_KIND))
        if statements := tuple(sheet.slot for sheet in sheets if sheet.kind == SheetKind.STATEMENT):
            yield Clash(statements, Refusal("HB-48", NO_DOCUMENT), warning=True)


def matters_of(sheet: Sheet) -> set[str]:
    """[HB-44] The matters an example is drawn from, by their labels as they are compared."""
    named = [sheet.matter] if sheet.kind == SheetKind.STATEMENT else [piece.matter for piece in sheet.pieces]
    return {label for matter in named if (label := label_of(matter))}


def _too_few(values: dict[Slot, set[str]], refusal: Refusal) -> Iterator[Clash]:
    """The smallest groups of examples that cannot each have a value of their own; those without any are left out.

    An example with pieces of two matters can be told from one with either of them, so no pair is enough to go by.
    """
    known = {slot: found for slot, found in values.items() if found}
    for size in range(2, len(known) + 1):
        groups = [
            group
            for group in combinations(known, size)
            if len(set[str]().union(*(known[slot] for slot in group))) < size
        ]
        if groups:
            yield from (Clash(group, refusal) for group in groups)
            return
