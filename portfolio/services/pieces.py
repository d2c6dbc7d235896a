"""The evidence library: pieces are added, described, replaced by mended files, removed and brought back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from cilexportal.foundation.audit import because
from cilexportal.foundation.documents import names as file_names
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from portfolio.models import Piece, Portfolio, Sheet, SheetPiece
from portfolio.queries.leaving import why_sealed
from portfolio.queries.library import bytes_of, names_as_typed
from portfolio.queries.owner import data_of
from portfolio.queries.piece import codes_of_sheets
from portfolio.rules import library as rules
from portfolio.services import looking
from portfolio.services.holding import CHANGED, held, refuse_if_frozen, refuse_unless_seen
from portfolio.services.sheets import changeable
from portfolio.services.versions import note

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the owner says of a piece."""

    title: str
    kind: str
    source: str
    matter: str
    worked_on: date | None
    own_work: bool
    shows_date: bool | None
    shows_name: bool | None
    shows_reference: bool | None
    why_missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An email as it was pasted."""

    sender: str
    recipient: str
    sent_on: str
    subject: str
    words: str

    def as_text(self) -> str:
        """[HB-38a] The whole of it, with who wrote to whom and when above it."""
        head = f"From: {self.sender}\nTo: {self.recipient}\nDate: {self.sent_on}\nSubject: {self.subject}"
        return f"{head}\n\n{self.words}\n"


def receive(*, portfolio: Portfolio, upload: UploadedFile, by: User, at: datetime) -> Document:
    """[HB-37] [HB-38b] [HB-43] [HB-57c] Stores a file that is to be evidence, which nobody can open before it has been
    checked; nothing is held meanwhile.

    Raises Refused for a file that is not taken or is there already, a full library, and a frozen portfolio.
    """
    refuse_if_frozen(portfolio)
    _refuse_unless_room(portfolio)
    return _stored(portfolio, upload, by=by, at=at)


def take(*, portfolio: Portfolio, document: Document, by: User, at: datetime, title: str = "") -> Piece:
    """[HB-37] [HB-43] Puts a received file into the library, under its name where it has no title. Raises Refused for a
    full one, a file that came from another page meanwhile, and a frozen portfolio."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.piece.add"):
        found = held(portfolio=portfolio, at=at)
        _refuse_unless_room(found)
        _refuse_known(found, document.sha256)
        title = title or document.filename.rpartition(".")[0][:LONGEST_TITLE]
        return Piece.objects.create(portfolio=found, document=document, title=title, saved_at=at)


def paste(*, portfolio: Portfolio, title: str, email: Email, by: User, at: datetime) -> Piece:
    """[HB-38a] Makes a piece of a pasted email, whose PDF the worker writes.

    Raises Refused for nothing but a link, a full library, and a frozen portfolio.
    """
    refuse_if_any(rules.faults_of_pasted(email.words))
    refuse_if_frozen(portfolio)
    _refuse_unless_room(portfolio)
    with transaction.atomic():
        document = documents.receive_text(owner=by, name=f"{title}.txt", text=email.as_text(), at=at)
        return take(portfolio=portfolio, document=document, by=by, at=at, title=title)


def describe(
    *, piece: Piece, said: Described, reasons: Mapping[UUID, str], version: int, by: User, at: datetime
) -> Piece:  # fmt: skip
    """[HB-37a] [HB-40] [HB-41] [HB-41b] [HB-42a] [HB-44] Writes what the owner says of a piece, and by the uuid of each
    sheet why it is used there although it is older.

    Its sheets say its kind and its day [HB-46b], so other ones are new versions of them. Raises Refused for a kind that
    is never evidence, where another page has written since `version`, for a removed piece, for another kind or day on a
    sheet that a supervisor signed, and for a frozen portfolio.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.piece.describe"):
        portfolio, found = _held(piece, at=at)
        if found.version != version:
            raise Refused.because("HB-57", CHANGED)
        refuse_if_any(rules.faults_of_choice(said.kind, data_of(portfolio).evidence))
        sheets = _explained(found, reasons)
        if (found.kind, found.worked_on) != (said.kind, said.worked_on):
            sheets |= {one.pk: one for one in _changeable_sheets(found, portfolio, at=at)}
        for field in fields(said):
            setattr(found, field.name, getattr(said, field.name))
        found.version, found.saved_at = version + 1, at
        found.save()
        for sheet in sheets.values():
            note(sheet=sheet, at=at)
        return found


def replace(*, piece: Piece, upload: UploadedFile, by: User, at: datetime) -> Piece:
    """[HB-38] Puts a mended file in the place of a piece: a new piece with the same description, on the same sheets.

    Raises Refused for a file that is not taken, a sheet that a supervisor signed, and a frozen portfolio.
    """
    _refuse_early(piece)
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.piece.replace"):
        document = _stored(piece.portfolio, upload, by=by, at=at)
        portfolio, old = _held(piece, at=at)
        sheets = _changeable_sheets(old, portfolio, at=at)
        _refuse_known(portfolio, document.sha256)
        said = {field.name: getattr(old, field.name) for field in fields(Described)}
        new = Piece.objects.create(portfolio=portfolio, document=document, saved_at=at, **said)
        # Removed sheets among them: they come back with the mended file.
        SheetPiece.objects.filter(piece=old).update(piece=new)
        for sheet in sheets:
            note(sheet=sheet, at=at)
        Piece.objects.filter(pk=old.pk).update(removed_at=at)
        return new


def remove(*, piece: Piece, by: User, at: datetime) -> None:
    """[HB-43] Takes a piece out of the library; it can be brought back. Raises Refused while it is on a sheet, and for
    a frozen portfolio."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.piece.remove"):
        portfolio, found = _held(piece, at=at)
        if codes := codes_of_sheets(found, portfolio):
            sentence = f"“{found.title}” is evidence of {', '.join(codes)}. Take it off there first."
            raise Refused.because("HB-43", sentence)
        Piece.objects.filter(pk=found.pk).update(removed_at=at)


def bring_back(*, piece: Piece, by: User, at: datetime) -> None:
    """[HB-37] Puts a removed piece back. Raises Refused for a full library, a file that is there already, and a frozen
    portfolio."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.piece.bring_back"):
        portfolio = held(portfolio=piece.portfolio_id, at=at)
        _refuse_unless_room(portfolio)
        if _live(portfolio).filter(document__sha256=piece.document.sha256).exclude(pk=piece.pk).exists():
            raise Refused.because("HB-43", "The same file is in your library again by now. Use that one.")
        Piece.objects.filter(pk=piece.pk).update(removed_at=None)


def look_for(*, portfolio: Portfolio, names: Sequence[str], seen: str, by: User, at: datetime) -> None:
    """[HB-38] Keeps the names that are looked for in files, and has every file looked through again where they are
    others than before. `seen` marks the list that they were written over.

    Raises Refused for names that cannot be looked for, where another page came before, and for a frozen portfolio.
    """
    refuse_if_any(rules.faults_of_names(names))
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.names"):
        found = held(portfolio=portfolio, at=at)
        if found.private_names == list(names):
            return
        refuse_unless_seen(boxes=names_as_typed(found), seen=seen)
        found.private_names = list(names)
        found.save(update_fields=["private_names"])
        looking.ask_again(portfolio_id=found.pk)


def _stored(portfolio: Portfolio, upload: UploadedFile, *, by: User, at: datetime) -> Document:
    """Raises Refused for a file that is not taken or is there already."""
    head = upload.read(file_names.HEAD_BYTES)
    upload.seek(0)
    refuse_if_any(rules.faults_of_file(upload.name or "", head))
    digest = hashlib.sha256()
    for part in upload.chunks():
        digest.update(part)
    upload.seek(0)
    _refuse_known(portfolio, digest.hexdigest())
    refuse_if_any(rules.no_space(bytes_of(by), more=upload.size or 0))
    return documents.receive(owner=by, upload=upload, at=at, evidence=True)


def _refuse_early(piece: Piece) -> None:
    """What can be said before a mended file is stored, with nothing held. Raises Refused."""
    refuse_if_frozen(piece.portfolio)
    _refuse_removed(piece)
    sheets = Sheet.objects.filter(on_it__piece=piece, removed_at=None)
    refuse_if_any(filter(None, map(why_sealed, sheets)))


def _refuse_removed(piece: Piece) -> None:
    if piece.removed_at is not None:
        raise Refused.because("HB-37", f"“{piece.title}” was removed. Bring it back first.")


def _held(piece: Piece, *, at: datetime) -> tuple[Portfolio, Piece]:
    """The portfolio, held, and the piece as it is now. Raises Refused for one that was removed."""
    portfolio = held(portfolio=piece.portfolio_id, at=at)
    found = Piece.objects.select_related("document").get(pk=piece.pk)
    _refuse_removed(found)
    return portfolio, found


def _explained(piece: Piece, reasons: Mapping[UUID, str]) -> dict[int, Sheet]:
    """Writes the reasons that are other ones than before, and gives the sheets that they are for. No supervisor signs
    them, so a sealed sheet takes them too: work grows older while an application waits."""
    rows = SheetPiece.objects.filter(piece=piece, sheet__uuid__in=reasons, sheet__removed_at=None)
    others = [
        one
        for one in rows.select_related("sheet__supervisor", "sheet__upload")
        if one.why_old != reasons[one.sheet.uuid]
    ]
    for one in others:
        one.why_old = reasons[one.sheet.uuid]
    SheetPiece.objects.bulk_update(others, ["why_old"])
    return {one.sheet_id: one.sheet for one in others}


def _changeable_sheets(piece: Piece, portfolio: Portfolio, *, at: datetime) -> list[Sheet]:
    """The sheets that a piece is evidence of, each to be changed. Raises Refused where one of them is sealed."""
    named = SheetPiece.objects.filter(piece=piece, sheet__removed_at=None).order_by("sheet_id")
    uuids = list(named.values_list("sheet__uuid", flat=True))
    return [changeable(portfolio=portfolio, uuid=uuid, at=at) for uuid in uuids]


def _live(portfolio: Portfolio) -> QuerySet[Piece]:
    return Piece.objects.filter(portfolio=portfolio.pk, removed_at=None).exclude(document__state=DocumentState.REFUSED)


def _refuse_known(portfolio: Portfolio, sha256: str) -> None:
    known = _live(portfolio).filter(document__sha256=sha256).first()
    if known is not None:
        sentence = f"This file is in your library already, as “{known.title}”. One piece can serve several examples."
        raise Refused.because("HB-43", sentence)


def _refuse_unless_room(portfolio: Portfolio) -> None:
    refuse_if_any(rules.no_room(_live(portfolio).count()))
