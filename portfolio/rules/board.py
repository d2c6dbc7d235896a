"""The board: every place at a glance, what is wrong and where, how many there are, and what to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applications.rules.pathway import Competency, EvidenceFigures
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.enums import Age, SheetKind, SlotState
from portfolio.rules.ages import age_of
from portfolio.rules.outcomes import Clash, clashes
from portfolio.rules.sheets import Fault, Sheet, faults_of_sheet
from portfolio.rules.slots import Slot, slots_of

TOO_OLD = frozenset({"HB-41a", "HB-41b"})
AHEAD = "HB-41"
# What is useful to do next: what stands wrong before what is begun before what is empty.
URGENT = (SlotState.PROBLEM, SlotState.OLD, SlotState.STARTED, SlotState.EMPTY, SlotState.UNSIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the board: its sheet's faults and clashes, and whether it may stay empty."""

    slot: Slot
    optional: bool
    state: SlotState
    faults: tuple[Fault, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether it can be submitted as it is. What is not signed now is signed after that."""
        return self.state in (SlotState.COMPLETE, SlotState.UNSIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All places in their order, statements used and allowed, and faults of the whole."""

    places: tuple[Place, ...]
    statements: int
    most_statements: int
    faults: tuple[Refusal, ...]

    @property
    def ready(self) -> int:
        return sum(place.is_ready for place in self.places)

    @property
    def wanted(self) -> int:
        """How many examples there have to be: all compulsory ones, and an optional one that was begun."""
        return sum(not place.optional or place.state != SlotState.EMPTY for place in self.places)

    @property
    def is_complete(self) -> bool:
        """[HB-34] [HB-57] Every compulsory place is ready, and an optional one where it was begun."""
        return not self.faults and all(
            place.is_ready or (place.optional and place.state == SlotState.EMPTY) for place in self.places
        )

    @property
    def next(self) -> Place | None:
        """The next useful thing to do, or None where nothing is left."""
        left = [place for place in self.places if place.state in URGENT and not self._may_wait(place)]
        return min(left, key=lambda place: (URGENT.index(place.state), place.slot), default=None)

    def _may_wait(self, place: Place) -> bool:
        return place.optional and place.state == SlotState.EMPTY


def board_of(
    sheets: Mapping[Slot, Sheet],
    *,
    competencies: Sequence[Competency],
    figures: EvidenceFigures,
    supervisors: Collection[str],
    applied_on: date,
    unsigned: Collection[Slot] = (),
    sent_on: date | None = None,
) -> Board:
    """[HB-33] [HB-34] [HB-49] [HB-55] [HB-57] The board for an application on a chosen day. Sheets without a place of
    their own are parked and count for nothing [HB-35]; `unsigned` are those that a supervisor who leaves is asked to
    sign and has not, or not as they are now [HB-53b]. `sent_on` is the day on which pieces are sent that replace
    others, once the application was made: what they replace is older in any case [HB-41]."""
    found = _clashes_by_slot(sheets, competencies)
    places = []
    for slot, outcome in slots_of(competencies):
        sheet = sheets.get(slot)
        faults: tuple[Fault, ...] = ()
        if sheet and sheet.is_begun:
            faults = tuple(
                faults_of_sheet(sheet, applied_on=applied_on, figures=figures, supervisors=supervisors, sent_on=sent_on)
            )
        mine = tuple(found.get(slot, ()))
        state = _state(sheet, faults, mine, waits=slot in unsigned)
        places.append(Place(slot=slot, optional=outcome.optional, state=state, faults=faults, clashes=mine))
    statements = sum(
        bool((sheet := sheets.get(place.slot)) and sheet.is_begun and sheet.kind == SheetKind.STATEMENT)
        for place in places
    )
    return Board(
        places=tuple(places), statements=statements, most_statements=figures.most_statements,
        faults=tuple(too_many_statements(statements, figures=figures)),
    )  # fmt: skip


def too_many_statements(statements: int, *, figures: EvidenceFigures) -> Iterator[Refusal]:
    """[HB-49] Four personal statements at most, an optional outcome's among them."""
    if statements > figures.most_statements:
        sentence = f"There are {statements} personal statements; at most {figures.most_statements} are taken."
        yield Refusal("HB-49", sentence)


def ages(sheet: Sheet, *, applied_on: date, figures: EvidenceFigures) -> set[Age]:
    """[HB-55] The ages of all that an example rests on, for a chosen day of application."""
    days = [sheet.worked_on] if sheet.kind == SheetKind.STATEMENT else [piece.worked_on for piece in sheet.pieces]
    return {age_of(day, applied_on=applied_on, figures=figures) for day in days if day}


def _clashes_by_slot(sheets: Mapping[Slot, Sheet], competencies: Sequence[Competency]) -> dict[Slot, list[Clash]]:
    found: dict[Slot, list[Clash]] = {}
    for competency in competencies:
        by_outcome: dict[str, list[Sheet]] = {}
        for slot, outcome in slots_of([competency]):
            if (sheet := sheets.get(slot)) and sheet.is_begun:
                by_outcome.setdefault(outcome.number, []).append(sheet)
        for group in by_outcome.values():
            for clash in clashes(group, competency=competency):
                for slot in clash.slots:
                    found.setdefault(slot, []).append(clash)
    return found


def _state(sheet: Sheet | None, faults: Sequence[Fault], found: Sequence[Clash], *, waits: bool) -> SlotState:
    """A box that is still empty is work to do; something that stands there and is wrong is a problem."""
    if sheet is None or not sheet.is_begun:
        return SlotState.EMPTY
    wrong = {fault.refusal.clause for fault in faults}
    if any(not clash.warning for clash in found):
        return SlotState.PROBLEM
    if wrong & TOO_OLD:
        return SlotState.OLD
    if AHEAD in wrong or any(fault.piece for fault in faults):
        return SlotState.PROBLEM
    if faults:
        return SlotState.STARTED
    return SlotState.UNSIGNED if waits else SlotState.COMPLETE
