"""One place of the portfolio: what stands in it, what is asked of it, and where an example can go."""

from __future__ import annotations

from dataclasses import dataclass

from applications.rules.pathway import Competency, LearningOutcome
from portfolio.models import Portfolio, Sheet
from portfolio.queries.examples import slot_of
from portfolio.queries.owner import data_of
from portfolio.rules.board import Board, Place
from portfolio.rules.placing import place_of
from portfolio.rules.slots import Slot, printed, slots_of

FREE, SWAPS = "free", "they swap places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a place asks for: its number as it is printed, its outcome and competency."""

    slot: Slot
    number: str
    outcome: LearningOutcome
    competency: Competency


def asked_of(portfolio: Portfolio, slot: Slot | None) -> Asked | None:
    """[HB-35a] [HB-46a] What a place asks for; None for a parked sheet."""
    for competency in data_of(portfolio).competencies:
        for known, outcome in slots_of([competency]):
            if known == slot:
                number = printed(slot, [competency])
                return Asked(slot=slot, number=number, outcome=outcome, competency=competency)
    return None


def place_named(portfolio: Portfolio, code: str) -> Slot | None:
    """[HB-57a] The place of a code such as 1.1-2; None where the portfolio has none of that name."""
    return place_of(code, data_of(portfolio).competencies)


def place_on(board: Board, slot: Slot | None) -> Place | None:
    """The place of a slot on the board; None for a parked sheet."""
    return next((place for place in board.places if place.slot == slot), None)


def number_of(portfolio: Portfolio, sheet: Sheet) -> str:
    """[HB-46a] The number of an example as it is printed; empty for a parked one."""
    asked = asked_of(portfolio, slot_of(sheet))
    return asked.number if asked else ""


def where_to(portfolio: Portfolio, sheet: Sheet) -> list[tuple[str, list[tuple[str, str]]]]:
    """[HB-57a] Every other place by its competency: code, and number with what happens to what stands there."""
    taken = {slot_of(row) for row in Sheet.objects.filter(portfolio=portfolio, removed_at=None).exclude(pk=sheet.pk)}
    here = slot_of(sheet)
    groups = []
    for competency in data_of(portfolio).competencies:
        rows = [
            (slot.code, f"{printed(slot, [competency])} {outcome.title}: {SWAPS if slot in taken else FREE}")
            for slot, outcome in slots_of([competency])
            if slot != here
        ]
        groups.append((f"{competency.number} {competency.title}", rows))
    return groups
