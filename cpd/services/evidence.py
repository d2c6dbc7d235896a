"""Supporting documents of a record: taken in, and taken out again [REC-19]."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cilexportal.foundation.audit import because
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import Evidence, Record
from cpd.queries.sampling import why_held
from cpd.queries.years import years_of
from cpd.rules import closing
from cpd.rules.record import bad_file_count, identifiers_in_file
from cpd.services.typing import NotYours, begin
from members.models import Member, User


def attach(*, member: Member, by: User, uuid: uuids.UUID, year: str, upload: UploadedFile, at: datetime) -> Evidence:
    """[REC-19] Adds a file to a record, which begins with it where it was never kept before.

    The file is held back until it has been checked; what is wrong with it is then said on its row. Raises NotYours,
    and Refused for a closed year, a deleted record or an eleventh file.
    """
    # Storing a file may take a while and talk to a network, so it stands between two short transactions.
    known = Record.objects.filter(uuid=uuid, member=member).first()
    if known is not None:
        with transaction.atomic():
            _with_room(known.pk, member, at=at)
    document = documents.receive(owner=by, upload=upload, at=at)
    with transaction.atomic(), because(user_id=by.pk, why="cpd.evidence.attach"):
        record = _with_room(begin(member_id=member.pk, uuid=uuid, year=year, at=at).pk, member, at=at)
        return Evidence.objects.create(record=record, document=document)


def detach(*, member: Member, uuid: uuids.UUID, evidence_id: int, at: datetime) -> None:
    """Takes a file off a record of an open year. One taken off already stays as it is.

    Raises NotYours, and Refused where the year is closed.
    """
    with transaction.atomic(), because(user_id=member.user_id, why="cpd.evidence.detach"):
        record = Record.objects.filter(uuid=uuid, member=member).first()
        if record is None or not record.evidence.filter(pk=evidence_id).exists():
            raise NotYours
        _changeable(record.pk, member, at=at)
        Evidence.objects.filter(pk=evidence_id, removed_at=None).update(removed_at=at)


def _with_room(record_id: int, member: Member, *, at: datetime) -> Record:
    """The record, locked, where it takes one more file; a refused one takes no place. Raises Refused."""
    record = _changeable(record_id, member, at=at)
    held = record.evidence.filter(removed_at=None).exclude(document__state=DocumentState.REFUSED)
    if refusal := bad_file_count(held.count() + 1):
        raise Refused(refusal)
    return record


def _changeable(record_id: int, member: Member, *, at: datetime) -> Record:
    """The record, locked so that files are counted one after the other. Raises Refused."""
    record = Record.objects.select_for_update().get(pk=record_id)
    year = years_of(member.pk, at=at).by_id(record.year_id)
    refusal = closing.may_change(year.span, at=at, complete_at=record.complete_at) if year else None
    if refusal := refusal or why_held(record, year):
        raise Refused(refusal)
    if record.deleted_at is not None:
        raise Refused.because("REC-10", "This record is deleted. Restore it before you add or remove files.")
    return record


def remarks_on(text: str) -> list[str]:
    """[REC-22] What to tell the owner of a file with these words; listened to by documents."""
    return identifiers_in_file(text)
