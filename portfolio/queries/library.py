"""The library at a glance: every piece with its check, its age, its examples and its open places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Prefetch, Q, Sum

from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from portfolio.enums import Age
from portfolio.models import Piece, Portfolio, SheetPiece, Upload
from portfolio.queries.owner import counted_from, data_of
from portfolio.queries.piece import numbers
from portfolio.rules.ages import age_of, last_usable_on
from portfolio.rules.library import MOST_LOOKS


class Check(StrEnum):
    """How far the check of a file has come, as its owner reads it."""

    WAITING = "Being checked"
    REFUSED = "Refused"
    LOOKING = "Being looked through"
    NOT_LOOKED = "Not looked through"
    DONE = "Checked"


COLOURS = {
    Check.WAITING: "grey", Check.REFUSED: "red", Check.LOOKING: "grey", Check.NOT_LOOKED: "amber", Check.DONE: "green",
}  # fmt: skip
AGE_COLOURS = {Age.IN_TIME: "green", Age.EXPLAIN: "amber", Age.TOO_OLD: "red", Age.AHEAD: "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A piece as the library shows it: places found and not answered, examples it serves, age on the planned day; until
    when it needs no explanation, None once the application is made."""

    piece: Piece
    check: Check
    kind: str
    found: int
    left: int
    examples: list[str]
    age: Age | None
    last_usable: date | None

    @property
    def check_colour(self) -> str:
        return COLOURS[self.check]

    @property
    def age_colour(self) -> str:
        return AGE_COLOURS[self.age] if self.age else "grey"

    @property
    def is_moving(self) -> bool:
        """Whether the worker has it."""
        return self.check in (Check.WAITING, Check.LOOKING)

    @property
    def is_described(self) -> bool:
        """Whether the boxes that every example asks for are filled in."""
        piece = self.piece
        return bool(piece.kind and piece.matter.strip() and piece.worked_on and piece.own_work)


def check_of(piece: Piece) -> Check:
    """[HB-36] How far the check of a piece's file has come."""
    if piece.document.state == DocumentState.REFUSED:
        return Check.REFUSED
    if piece.document.state == DocumentState.WAITING:
        return Check.WAITING
    if piece.pages is None:
        return Check.NOT_LOOKED if piece.look_attempts >= MOST_LOOKS else Check.LOOKING
    return Check.DONE


def rows_of(portfolio: Portfolio, *, today: date) -> list[Row]:
    """[HB-37] [HB-41] The pieces of a library, the newest first, in three statements however many there are."""
    return list(_rows(portfolio, today=today))


def _rows(portfolio: Portfolio, *, today: date) -> Iterator[Row]:
    data, (on, is_made) = data_of(portfolio), counted_from(portfolio, today=today)
    kinds = {one.code: one.words for one in data.evidence.kinds}
    sheets = Prefetch("on_sheets", SheetPiece.objects.filter(sheet__removed_at=None).select_related("sheet"))
    pieces = Piece.objects.filter(portfolio=portfolio, removed_at=None).select_related("document")
    counted = pieces.annotate(found=Count("answers"), left=Count("answers", filter=Q(answers__answered_at=None)))
    for piece in counted.prefetch_related(sheets).order_by("-id"):
        day = piece.worked_on
        yield Row(
            piece=piece, check=check_of(piece), kind=kinds.get(piece.kind, ""), found=piece.found,
            left=piece.left if piece.found else 0,
            examples=numbers((one.sheet for one in piece.on_sheets.all()), data.competencies),
            age=age_of(day, applied_on=on, figures=data.evidence, sent_on=max(today, on)) if day else None,
            last_usable=last_usable_on(day, figures=data.evidence) if day and not is_made else None,
        )  # fmt: skip


def removed_of(portfolio: Portfolio) -> list[Piece]:
    """Pieces that were taken out of the library and can be brought back; refused files are gone."""
    gone = Piece.objects.filter(portfolio=portfolio).exclude(removed_at=None)
    return list(gone.exclude(document__state=DocumentState.REFUSED).select_related("document").order_by("-removed_at"))


def names_as_typed(portfolio: Portfolio) -> dict[str, str]:
    """[HB-38] The names that are looked for, as the box of their form holds them."""
    return {"names": "\n".join(portfolio.private_names)}


def on_way_of(portfolio: Portfolio) -> list[Upload]:
    """Files that have arrived in part, the last begun first."""
    return list(Upload.objects.filter(portfolio=portfolio, document=None).order_by("-begun_at"))


def bytes_of(user: User) -> int:
    """[HB-37] How many bytes of evidence somebody has sent, what was removed or refused among them."""
    sent = Document.objects.filter(owner=user.pk, as_evidence=True)
    return int(sent.aggregate(bytes=Sum("size"))["bytes"] or 0)


def upload_of(portfolio: Portfolio, uuid: UUID) -> Upload | None:
    """A file on its way to the portfolio, or one that has just arrived; None for any other."""
    return Upload.objects.filter(portfolio=portfolio, uuid=uuid).first()
