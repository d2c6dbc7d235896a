"""Pieces of evidence: what each has to say of itself, and what is no evidence at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from applications.rules.pathway import EvidenceFigures
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.enums import Age
from portfolio.rules.ages import age_of

SHOWS = {"shows_date": "the date", "shows_name": "your name", "shows_reference": "your reference"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece as its owner describes it. `is_clean`: its file was checked; `worked_on`: when the work was done, or what
    the piece itself is dated; `shows_*`: None until it is answered; `why_missing`: the explanation where something is
    not on it; `why_old`: why it is used for this very example although it is older."""

    code: str
    title: str
    kind: str
    matter: str
    worked_on: date | None
    is_clean: bool
    own_work: bool
    shows_date: bool | None = True
    shows_name: bool | None = True
    shows_reference: bool | None = True
    why_missing: str = ""
    why_old: str = ""


def faults_of_piece(
    piece: Piece, *, outcome: str, applied_on: date, figures: EvidenceFigures, sent_on: date | None = None
) -> Iterator[tuple[str, Refusal]]:
    """What keeps a piece from standing as evidence for an outcome: (the box of the piece, why)."""
    if not piece.is_clean:
        yield "file", Refusal("HB-36", f"The file of “{piece.title}” is still being checked, or was not taken.")
    if not piece.own_work:
        yield (
            "own_work",
            Refusal("HB-37a", f"Confirm that “{piece.title}” is a copy of your own work on a real matter."),
        )
    yield from (("kind", refusal) for refusal in faults_of_kind(piece.kind, outcome=outcome, figures=figures))
    if not piece.matter.strip():
        yield "matter", Refusal("HB-44", f"Give the matter of “{piece.title}” a label that names nobody.")
    yield from _faults_of_showing(piece)
    yield from _faults_of_age(piece, applied_on=applied_on, figures=figures, sent_on=sent_on)


def faults_of_kind(kind: str, *, outcome: str, figures: EvidenceFigures) -> Iterator[Refusal]:
    """[HB-40] [HB-40a] Why a kind of document is no evidence for this outcome."""
    found = {one.code: one for one in figures.kinds}.get(kind)
    if found is None:
        yield Refusal("HB-40", "Choose what kind of document this is.")
    elif found.barred and outcome not in found.but_for:
        but = f" It is taken for outcome {' and '.join(found.but_for)} only." if found.but_for else ""
        yield Refusal(found.clause or "HB-40", f"{found.words}: this does not show work of your own.{but}")


def label_of(matter: str) -> str:
    """[HB-44] A label as it is compared: blanks and capitals make no other matter."""
    return " ".join(matter.split()).casefold()


def _faults_of_showing(piece: Piece) -> Iterator[tuple[str, Refusal]]:
    """[HB-42a] Three questions, each to be answered; where one is answered no, an explanation."""
    shows = {name: getattr(piece, name) for name in SHOWS}
    for name, answer in shows.items():
        if answer is None:
            yield name, Refusal("HB-42a", f"Say whether “{piece.title}” shows {SHOWS[name]}.")
    if False in shows.values() and not piece.why_missing.strip():
        sentence = f"Explain why “{piece.title}” does not show the date, your name and your reference."
        yield "why_missing", Refusal("HB-42a", sentence)


def _faults_of_age(
    piece: Piece, *, applied_on: date, figures: EvidenceFigures, sent_on: date | None
) -> Iterator[tuple[str, Refusal]]:
    if piece.worked_on is None:
        yield "worked_on", Refusal("HB-42a", f"Say on which day the work of “{piece.title}” was done.")
        return
    age = age_of(piece.worked_on, applied_on=applied_on, figures=figures, sent_on=sent_on)
    if fault := fault_of_age(age, piece.title, applied_on=applied_on, figures=figures, why=piece.why_old):
        yield "why_old" if age == Age.EXPLAIN else "worked_on", fault


def fault_of_age(age: Age, what: str, *, applied_on: date, figures: EvidenceFigures, why: str) -> Refusal | None:
    """[HB-41] [HB-41a] [HB-41b] What an age means for something that is to be submitted, or None."""
    if age == Age.AHEAD:
        return Refusal("HB-41", f"“{what}” is dated after the day it is sent.")
    if age == Age.TOO_OLD:
        oldest = london.in_words(london.add_months(applied_on, -figures.exception_months))
        return Refusal("HB-41a", f"“{what}” is from before {oldest}, so it cannot be used at all.")
    if age == Age.EXPLAIN and not why.strip():
        oldest = london.in_words(london.add_months(applied_on, -figures.age_months))
        return Refusal("HB-41b", f"“{what}” is from before {oldest}: explain why nothing newer could be used.")
    return None
