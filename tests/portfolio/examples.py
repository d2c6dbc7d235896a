"""Sheets, pieces and figures to try the portfolio's rules with."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import applications
from applications.rules.pathway import PathwayData
from applications.rules.reading import read
from portfolio.enums import SheetKind, WithoutEvidence
from portfolio.rules.pieces import Piece
from portfolio.rules.sheets import Sheet
from portfolio.rules.slots import Slot, slots_of

APPLIED = date(2026, 11, 22)
RECENT = date(2026, 5, 4)
SUPERVISORS = ("okoro",)
KINDS = ("letter", "call_note", "form")


@lru_cache
def pathway() -> PathwayData:
    path = Path(applications.__file__).parent / "data" / "immigration.toml"
    return read(tomllib.loads(path.read_text()))


def slot(number: str) -> Slot:
    """The place of a code: 1.1-2, or 6.3."""
    outcome, _, example = number.partition("-")
    competency, of = outcome.split(".")
    return Slot(int(competency), int(of), int(example or 1))


def piece(code: str = "p1", **changed: Any) -> Piece:
    """A piece with nothing wrong."""
    usual = Piece(
        code=code, title=f"Letter {code}", kind="letter", matter=f"Matter {code}", worked_on=RECENT, is_clean=True,
        own_work=True,
    )  # fmt: skip
    return replace(usual, **changed)


def sheet(number: str, **changed: Any) -> Sheet:
    """A sheet with nothing wrong, of a matter of its own; the examples of an outcome are of different kinds."""
    where = slot(number)
    usual = Sheet(
        slot=where, pieces=(piece(number, kind=KINDS[where.example - 1]),), how_met="How.", how_shown="Shown.",
        learned="Much.", supervisor="okoro",
    )  # fmt: skip
    return replace(usual, **changed)


def statement(number: str, **changed: Any) -> Sheet:
    """A statement with nothing wrong."""
    usual = Sheet(
        slot=slot(number), kind=SheetKind.STATEMENT, how_met="How.", learned="Much.", supervisor="okoro",
        without=WithoutEvidence.SPOKEN, why_without="Nothing was written.", matter=f"Matter {number}", worked_on=RECENT,
    )  # fmt: skip
    return replace(usual, **changed)


def whole(*, optional: bool = False) -> dict[Slot, Sheet]:
    """A portfolio with nothing missing."""
    return {
        place: sheet(f"{place.outcome_number}-{place.example}")
        for place, outcome in slots_of(pathway().competencies)
        if optional or not outcome.optional
    }
