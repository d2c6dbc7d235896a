"""One piece of evidence, its sheets, and the places on its pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from applications.rules.pathway import Competency
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece, SpotAnswer
from portfolio.queries.examples import slot_of
from portfolio.queries.owner import data_of
from portfolio.rules.slots import printed

PARKED = "a parked example"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a piece is used for one example although it is older; `number` is the example's."""

    sheet: UUID
    number: str
    words: str


def piece_of(portfolio: Portfolio, uuid: UUID) -> Piece | None:
    """A piece of the portfolio, a removed one too, with its file; None for any other."""
    found = Piece.objects.select_related("document", "portfolio__case__application")
    return found.filter(portfolio=portfolio, uuid=uuid).first()


def codes_of_sheets(piece: Piece, portfolio: Portfolio) -> list[str]:
    """[HB-43] [HB-46a] The printed numbers of the examples that a piece is evidence of."""
    sheets = Sheet.objects.filter(on_it__piece=piece, removed_at=None)
    return numbers(sheets, data_of(portfolio).competencies)


def numbers(sheets: Iterable[Sheet], competencies: tuple[Competency, ...]) -> list[str]:
    """[HB-46a] The printed numbers of sheets, in the order of their places."""
    slots = [slot_of(sheet) for sheet in sheets]
    found = [printed(slot, competencies) for slot in sorted(filter(None, slots))]
    return found + [PARKED] * slots.count(None)


def reasons_of(piece: Piece, portfolio: Portfolio) -> list[Reason]:
    """[HB-41b] [HB-46a] For each example that a piece is evidence of, why it is used although it is older, in the order
    of the places."""
    competencies = data_of(portfolio).competencies
    rows = SheetPiece.objects.filter(piece=piece, sheet__removed_at=None).select_related("sheet")
    places = ["sheet__competency", "sheet__outcome", "sheet__example", "sheet_id"]
    return [
        Reason(sheet=one.sheet.uuid, number=numbers([one.sheet], competencies)[0], words=one.why_old)
        for one in rows.order_by(*places)
    ]


def spots_on(piece: Piece, page: int) -> list[SpotAnswer]:
    """[HB-38] The places on one page, in the order in which they are numbered on its picture."""
    return list(SpotAnswer.objects.filter(piece=piece, page=page).order_by("id"))


def pages_with_spots(piece: Piece) -> list[tuple[int, int, int]]:
    """[HB-38] Each page that has places: its number, how many there are, and how many are not answered."""
    rows = SpotAnswer.objects.filter(piece=piece).order_by("page").values("page")
    counted = rows.annotate(found=Count("id"), left=Count("id", filter=Q(answered_at=None)))
    return list(counted.values_list("page", "found", "left"))
