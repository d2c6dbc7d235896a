"""Finished sheets made elsewhere: received many at once, parked until their owner has looked at them, then placed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cilexportal.foundation.audit import because
from cilexportal.foundation.documents import names
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User
from portfolio.enums import SheetKind
from portfolio.models import Portfolio, Sheet
from portfolio.queries.importing import taken_in, waiting
from portfolio.queries.library import bytes_of
from portfolio.queries.owner import data_of
from portfolio.rules import importing as rules
from portfolio.rules.library import faults_of_file, no_space
from portfolio.rules.placing import may_begin, place_of
from portfolio.rules.slots import Slot
from portfolio.services.holding import held, refuse_if_frozen
from portfolio.services.versions import note


class NotPlaced(Exception):
    """Nothing was placed; `why` tells by the uuid of the sheet what is wrong with its place."""

    def __init__(self, why: Mapping[str, Refusal]) -> None:
        super().__init__("nothing was placed")
        self.why = why


def receive(*, portfolio: Portfolio, upload: UploadedFile, by: User, at: datetime) -> Document:
    """[HB-57c] Stores one finished sheet, which is checked as evidence is; nothing is held meanwhile.

    Raises Refused for a file that is no PDF or is there already, too many examples, and a frozen portfolio.
    """
    refuse_if_frozen(portfolio)
    _refuse_unless_room(portfolio)
    head = upload.read(names.HEAD_BYTES)
    upload.seek(0)
    refuse_if_any(faults_of_file(upload.name or "", head))
    if head and names.type_of(head) != names.PDF:
        raise Refused.because("HB-57c", rules.NO_PDF)
    digest = hashlib.sha256()
    for part in upload.chunks():
        digest.update(part)
    upload.seek(0)
    _refuse_known(portfolio, digest.hexdigest())
    refuse_if_any(no_space(bytes_of(by), more=upload.size or 0))
    return documents.receive(owner=by, upload=upload, at=at, evidence=True)


def take(*, portfolio: Portfolio, document: Document, by: User, at: datetime) -> Sheet:
    """[HB-46] Makes a parked sheet of a stored file, which counts for nothing yet. Raises Refused for too many
    examples, a file that came from another page meanwhile, and a frozen portfolio."""
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.import.bring"):
        found = held(portfolio=portfolio, at=at)
        _refuse_unless_room(found)
        _refuse_known(found, document.sha256)
        sheet = Sheet.objects.create(portfolio=found, kind=SheetKind.SHEET, upload=document, saved_at=at)
        note(sheet=sheet, at=at)
        return sheet


def place(*, portfolio: Portfolio, choices: Mapping[UUID, str], by: User, at: datetime) -> int:
    """[HB-46a] [HB-57a] Puts files that wait into the places of these codes, all of them or none; returns how many.

    An empty code leaves a file where it is. Raises NotPlaced where a place is taken, chosen twice or none, or a file
    has not been checked, and Refused where one waits no longer, and where the portfolio is frozen.
    """
    wanted = [uuid for uuid, code in choices.items() if code]
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.import.place"):
        found = held(portfolio=portfolio, at=at)
        rows = list(waiting(found).filter(uuid__in=wanted))
        if len(rows) < len(wanted):
            raise Refused.because("HB-57a", rules.ELSEWHERE)
        slots = _slots(found, rows, choices)
        chosen = [rules.Chosen(str(row.uuid), slots[row.uuid], _is_clean(row)) for row in rows]
        why: dict[str, Refusal] = {}
        for code, refusal in rules.faults_of_places(chosen, taken=taken_in(found)):
            why.setdefault(code, refusal)
        if why:
            raise NotPlaced(why)
        for row in rows:
            slot = slots[row.uuid]
            row.competency, row.outcome, row.example = slot.competency, slot.outcome, slot.example
            note(sheet=row, at=at)
        return len(rows)


def _refuse_unless_room(portfolio: Portfolio) -> None:
    known = Sheet.objects.filter(portfolio=portfolio, removed_at=None).count()
    refuse_if_any(may_begin(is_taken=False, sheets=known))


def _refuse_known(portfolio: Portfolio, sha256: str) -> None:
    same = Sheet.objects.filter(portfolio=portfolio, removed_at=None, upload__sha256=sha256)
    if same.exclude(upload__state=DocumentState.REFUSED).exists():
        raise Refused.because("HB-57a", rules.KNOWN)


def _slots(portfolio: Portfolio, rows: Sequence[Sheet], choices: Mapping[UUID, str]) -> dict[UUID, Slot]:
    """The place of each row. Raises NotPlaced for a code that is none."""
    competencies = data_of(portfolio).competencies
    found = {row.uuid: place_of(choices[row.uuid], competencies) for row in rows}
    none = [str(uuid) for uuid, slot in found.items() if slot is None]
    if none:
        raise NotPlaced(dict.fromkeys(none, Refusal("HB-57a", "Your portfolio has no such place.")))
    return {uuid: slot for uuid, slot in found.items() if slot is not None}


def _is_clean(sheet: Sheet) -> bool:
    return sheet.upload is not None and sheet.upload.state == DocumentState.CLEAN
