"""One sheet or statement: the row, its boxes as they were saved, and where its typing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from applications.models import Typed
from applications.queries.typed import Form, form_of
from cilexportal.foundation import london
from cilexportal.foundation.ui.dates import DateParts
from portfolio.enums import SheetKind
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece, SheetVersion
from portfolio.rules.slots import Slot

Boxes = dict[str, str | list[str]]
PAGE = "sheet"
TEXTS = {
    SheetKind.SHEET: ("listing", "how_met", "how_shown", "learned"),
    SheetKind.STATEMENT: ("without", "why_without", "matter", "how_met", "learned", "why_old"),
}
DAYS: dict[SheetKind, tuple[str, ...]] = {SheetKind.SHEET: (), SheetKind.STATEMENT: ("worked_on", "worked_until")}
PARTS = ("day", "month", "year")


def page_of(sheet: Sheet) -> str:
    """[REC-17] The name under which what is typed into a sheet is kept."""
    return f"{PAGE}:{sheet.uuid}"


def sheet_of(portfolio: Portfolio, uuid: UUID) -> Sheet | None:
    """A sheet of the portfolio, removed ones too, with its supervisor and its upload."""
    found = Sheet.objects.select_related("supervisor", "upload")
    return found.filter(portfolio=portfolio, uuid=uuid).first()


def sheet_in(portfolio: Portfolio, slot: Slot) -> Sheet | None:
    """What stands in a place, or None."""
    place = {"competency": slot.competency, "outcome": slot.outcome, "example": slot.example}
    return Sheet.objects.filter(portfolio=portfolio, removed_at=None, **place).first()


def parked_of(portfolio: Portfolio) -> list[Sheet]:
    """[HB-35] Sheets without a place, which count for nothing, the last saved first."""
    return list(_rows(portfolio).filter(removed_at=None, competency=None))


def removed_of(portfolio: Portfolio) -> list[Sheet]:
    """Sheets that were removed and can be brought back, the last saved first."""
    return list(_rows(portfolio).filter(removed_at__isnull=False))


def unsaved_of(portfolio: Portfolio) -> list[tuple[Sheet, Typed]]:
    """[REC-17] Sheets into which something was typed that is not saved, the last one first."""
    kept = Typed.objects.filter(application=portfolio.case.application_id, page__startswith=f"{PAGE}:")
    by_page = {one.page: one for one in kept.exclude(page_key="").order_by("-saved_at")}
    sheets = {page_of(one): one for one in _rows(portfolio).filter(removed_at=None)} if by_page else {}
    return [(sheets[page], one) for page, one in by_page.items() if page in sheets]


def form_of_sheet(sheet: Sheet, *, application_id: int) -> Form:
    """[REC-17] The boxes of a sheet: what is being typed, else what was saved."""
    return form_of(application_id=application_id, page=page_of(sheet), saved=boxes_of(sheet))


def boxes_of(sheet: Sheet) -> Boxes:
    """The saved words as the boxes of the form hold them, empty ones left out."""
    kind = SheetKind(sheet.kind)
    boxes: Boxes = {name: getattr(sheet, name) for name in TEXTS[kind]}
    boxes |= {"ticked": list(sheet.ticked), "supervisor": str(sheet.supervisor.uuid) if sheet.supervisor else ""}
    for name in DAYS[kind]:
        boxes |= _day(name, getattr(sheet, name))
    return {name: value for name, value in boxes.items() if value}


def boxes_of_version(version: SheetVersion, kind: SheetKind) -> Boxes:
    """[REC-17] The words of a version as the boxes of its kind's form hold them."""
    content = version.content
    boxes: Boxes = {name: content[name] for name in TEXTS[kind]}
    boxes |= {"ticked": list(content["ticked"]), "supervisor": (content["supervisor"] or {}).get("uuid", "")}
    for name in DAYS[kind]:
        boxes |= _day(name, date.fromisoformat(content[name]) if content[name] else None)
    return {name: value for name, value in boxes.items() if value}


def names_of_boxes(kind: SheetKind) -> tuple[str, ...]:
    """The boxes of one value that the form of a kind has."""
    days = (f"{name}_{part}" for name in DAYS[kind] for part in PARTS)
    return (*TEXTS[kind], *days, "supervisor")


def listed(sheet: Sheet, kinds: Mapping[str, str], on: list[SheetPiece]) -> str:
    """[HB-46b] The evidence of a sheet as it is printed where its owner did not word it: title, kind and date."""
    return sheet.listing or "\n".join(f"{one.piece.title}, {about(one.piece, kinds)}" for one in on)


def about(piece: Piece, kinds: Mapping[str, str]) -> str:
    """[HB-46b] The kind and the date of a piece."""
    day = london.in_words(piece.worked_on) if piece.worked_on else "no date yet"
    return ", ".join(filter(None, (kinds.get(piece.kind, ""), day)))


def spare_of(portfolio: Portfolio, on: list[SheetPiece]) -> list[Piece]:
    """[HB-43] Pieces of the library that are not on a sheet yet, the newest first."""
    used = [one.piece_id for one in on]
    return list(Piece.objects.filter(portfolio=portfolio, removed_at=None).exclude(pk__in=used).order_by("-id"))


def _rows(portfolio: Portfolio) -> QuerySet[Sheet]:
    return Sheet.objects.filter(portfolio=portfolio).select_related("upload").order_by("-saved_at", "-id")


def _day(name: str, day: date | None) -> Boxes:
    parts = DateParts.of(day)
    return {f"{name}_{part}": getattr(parts, part) for part in PARTS}
