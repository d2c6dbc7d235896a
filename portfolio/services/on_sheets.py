"""Pieces of the library on a sheet: put there, taken off, and in which order they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from portfolio.enums import SheetKind
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece
from portfolio.services.sheets import changeable
from portfolio.services.versions import note

NO_PIECE = "This piece is not in your library any more."
STATEMENT = "A statement has no evidence. Make it a logbook sheet instead."
MOST_PIECES = 40


def put_on(
    *, portfolio: Portfolio, uuid: UUID, piece: UUID, by: User, at: datetime
) -> SheetPiece:  # fmt: skip
    """[HB-43] [HB-48] [HB-57b] Puts a piece on a sheet, after those that are there; one that is there already stays.

    Raises Refused for a statement, a piece that was removed, and where the sheet is sealed, removed or frozen.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.put_on"):
        sheet = changeable(portfolio=portfolio, uuid=uuid, at=at)
        if sheet.kind == SheetKind.STATEMENT:
            raise Refused.because("HB-48", STATEMENT)
        found = Piece.objects.filter(portfolio=sheet.portfolio, uuid=piece, removed_at=None).first()
        if found is None:
            raise Refused.because("HB-37", NO_PIECE)
        order = _order(sheet)
        if len(order) >= MOST_PIECES:
            raise Refused.because("HB-57b", f"A sheet has at most {MOST_PIECES} pieces of evidence.")
        on, _ = SheetPiece.objects.get_or_create(sheet=sheet, piece=found, defaults={"position": len(order) + 1})
        note(sheet=sheet, at=at)
        return on


def take_off(
    *, portfolio: Portfolio, uuid: UUID, piece: UUID, by: User, at: datetime
) -> None:  # fmt: skip
    """[HB-43] Takes a piece off a sheet; it stays in the library. Raises Refused as put_on does."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.take_off"):
        sheet = changeable(portfolio=portfolio, uuid=uuid, at=at)
        SheetPiece.objects.filter(sheet=sheet, piece__uuid=piece).delete()
        _settle(sheet, _order(sheet), at=at)


def shift(
    *, portfolio: Portfolio, uuid: UUID, piece: UUID, by_places: int, by: User, at: datetime
) -> None:  # fmt: skip
    """[HB-57b] Moves a piece up (-1) or down (1) in the order of its sheet. Raises Refused as put_on does."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.sheet.shift"):
        sheet = changeable(portfolio=portfolio, uuid=uuid, at=at)
        order = _order(sheet)
        places = [number for number, on in enumerate(order) if on.piece.uuid == piece]
        if places:
            moved = order.pop(places[0])
            order.insert(max(0, places[0] + by_places), moved)
        _settle(sheet, order, at=at)


def _order(sheet: Sheet) -> list[SheetPiece]:
    return list(SheetPiece.objects.filter(sheet=sheet).select_related("piece").order_by("position", "id"))


def _settle(sheet: Sheet, order: Sequence[SheetPiece], *, at: datetime) -> None:
    for number, on in enumerate(order, start=1):
        on.position = number
    SheetPiece.objects.bulk_update(order, ["position"])
    note(sheet=sheet, at=at)
