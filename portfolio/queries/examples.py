"""The sheets of a portfolio with their pieces, as its rules read them: three statements however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from cilexportal.foundation.documents.models import DocumentState
from portfolio import models
from portfolio.enums import SheetKind
from portfolio.rules.pieces import Piece
from portfolio.rules.sheets import Sheet
from portfolio.rules.slots import Slot


def slot_of(sheet: models.Sheet) -> Slot | None:
    """[HB-35] [HB-46a] The place of a sheet; None where it is parked."""
    if sheet.competency is None or sheet.outcome is None or sheet.example is None:
        return None
    return Slot(sheet.competency, sheet.outcome, sheet.example)


def rows_of(portfolio_id: int) -> list[models.Sheet]:
    """Every sheet that is not removed, in the order of the places, each with its pieces in theirs (`on_it.all()`)."""
    sheets = models.Sheet.objects.filter(portfolio=portfolio_id, removed_at=None)
    return list(sheets.select_related("upload").prefetch_related("on_it__piece__document"))


def examples_of(portfolio_id: int) -> dict[Slot, Sheet]:
    """[HB-33] [HB-35] What stands in each place that has something. Parked sheets are left out."""
    return as_examples(rows_of(portfolio_id))


def as_examples(rows: Iterable[models.Sheet]) -> dict[Slot, Sheet]:
    """[HB-33] Rows with their pieces, by their places."""
    return {slot: as_rule(row, slot) for row in rows if _is(slot := slot_of(row))}


def as_rule(row: models.Sheet, slot: Slot) -> Sheet:
    """A sheet as its rules read it. Supervisors go by their id, pieces by their uuid."""
    return Sheet(
        slot=slot, kind=SheetKind(row.kind), pieces=tuple(piece_as_rule(on) for on in row.on_it.all()),
        how_met=row.how_met, how_shown=row.how_shown, learned=row.learned,
        supervisor=str(row.supervisor_id or ""), without=row.without, why_without=row.why_without,
        matter=row.matter, worked_on=row.worked_on, why_old=row.why_old,
        finished=row.upload is not None and row.upload.state == DocumentState.CLEAN,
    )  # fmt: skip


def piece_as_rule(on: models.SheetPiece) -> Piece:
    """A piece on a sheet as its rules read it."""
    row = on.piece
    return Piece(
        code=str(row.uuid), title=row.title, kind=row.kind, matter=row.matter, worked_on=row.worked_on,
        is_clean=row.document.state == DocumentState.CLEAN, own_work=row.own_work, shows_date=row.shows_date,
        shows_name=row.shows_name, shows_reference=row.shows_reference, why_missing=row.why_missing,
        why_old=on.why_old,
    )  # fmt: skip


def supervisors_of(portfolio_id: int) -> dict[str, models.Supervisor]:
    """[HB-46e] The supervisors on the list, by the name that rules give them."""
    rows = models.Supervisor.objects.filter(portfolio=portfolio_id, removed_at=None)
    return {str(one.pk): one for one in rows}


def _is(slot: Slot | None) -> TypeGuard[Slot]:
    return slot is not None
