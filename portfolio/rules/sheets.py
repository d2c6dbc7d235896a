"""One example: a logbook sheet with its evidence, or a statement in place of both. What it still lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from applications.rules.pathway import EvidenceFigures
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.enums import SheetKind, WithoutEvidence
from portfolio.rules.ages import age_of
from portfolio.rules.pieces import Piece, fault_of_age, faults_of_piece
from portfolio.rules.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An example as it stands. A statement has no pieces, but a reason for that, a matter and a first day of the work;
    `why_old` holds for a statement's work. `finished`: its words are in a checked file made elsewhere."""

    slot: Slot
    kind: SheetKind = SheetKind.SHEET
    pieces: tuple[Piece, ...] = ()
    how_met: str = ""
    how_shown: str = ""
    learned: str = ""
    supervisor: str = ""
    without: str = ""
    why_without: str = ""
    matter: str = ""
    worked_on: date | None = None
    why_old: str = ""
    finished: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether anything at all has been written or added."""
        written = (self.how_met, self.how_shown, self.learned, self.supervisor, self.why_without, self.matter)
        return bool(self.pieces or self.worked_on or self.finished or any(words.strip() for words in written))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which box; `piece` where it is a box of a piece of evidence."""

    place: str
    refusal: Refusal
    piece: str = ""


def faults_of_sheet(
    sheet: Sheet,
    *,
    applied_on: date,
    figures: EvidenceFigures,
    supervisors: Collection[str],
    sent_on: date | None = None,
) -> Iterator[Fault]:
    """[HB-36] [HB-46c] [HB-46d] [HB-46e] [HB-51] [HB-51b] [HB-51d] All that an example lacks on a day."""
    if not sheet.finished and not sheet.how_met.strip():
        yield Fault("how_met", Refusal(_clause(sheet, "HB-46c", "HB-51b"), "Explain how you met the outcome."))
    if not sheet.finished and not sheet.learned.strip():
        yield Fault("learned", Refusal(_clause(sheet, "HB-46d", "HB-51b"), "Write what you learned from it."))
    if sheet.supervisor not in supervisors:
        sentence = "Name the supervisor of this work." if not sheet.supervisor else "Choose a supervisor on your list."
        yield Fault("supervisor", Refusal(_clause(sheet, "HB-46e", "HB-51d"), sentence))
    if sheet.kind == SheetKind.STATEMENT:
        yield from _faults_of_statement(sheet, applied_on=applied_on, figures=figures, sent_on=sent_on)
        return
    if not sheet.finished and not sheet.how_shown.strip():
        yield Fault("how_shown", Refusal("HB-46c", "Explain how the evidence shows it."))
    if not sheet.pieces:
        yield Fault("pieces", Refusal("HB-36", "Add at least one piece of evidence."))
    for piece in sheet.pieces:
        found = faults_of_piece(
            piece, outcome=sheet.slot.outcome_number, applied_on=applied_on, figures=figures, sent_on=sent_on
        )
        yield from (Fault(place, refusal, piece.code) for place, refusal in found)


def _faults_of_statement(
    sheet: Sheet, *, applied_on: date, figures: EvidenceFigures, sent_on: date | None
) -> Iterator[Fault]:
    """[HB-48] [HB-51a] [HB-51c] [HB-44] What a statement lacks."""
    if sheet.pieces:
        yield Fault("pieces", Refusal("HB-48", "A statement has no evidence. Make it a logbook sheet instead."))
    if sheet.without not in WithoutEvidence.values or not sheet.why_without.strip():
        yield Fault("why_without", Refusal("HB-51a", "Say why you can give no evidence."))
    if not sheet.matter.strip():
        yield Fault("matter", Refusal("HB-44", "Give the matter a label that names nobody."))
    if sheet.worked_on is None:
        yield Fault("worked_on", Refusal("HB-51c", "Say when the work was done."))
        return
    age = age_of(sheet.worked_on, applied_on=applied_on, figures=figures, sent_on=sent_on)
    if refusal := fault_of_age(age, "This work", applied_on=applied_on, figures=figures, why=sheet.why_old):
        yield Fault("worked_on", refusal)


def _clause(sheet: Sheet, of_sheet: str, of_statement: str) -> str:
    return of_statement if sheet.kind == SheetKind.STATEMENT else of_sheet
