"""Requests for more time, for no CPD and for five outcomes: asked, added to, taken back.

Each verb takes a lock of the member's year first, so that it and the close come one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cilexportal.foundation.audit import because
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from cpd import locks
from cpd.enums import Ask, Cause
from cpd.models import (
    AbsenceEvidence,
    AbsenceSpell,
    CpdYear,
    DispensationRequest,
    ExtensionRequest,
    ReductionRequest,
    Request,
)
from cpd.queries.asking import REQUESTS, standing_of
from cpd.rules.asking import CLAUSES, bad_spells, in_time, may_ask
from cpd.rules.closing import Spell
from cpd.rules.record import bad_file_count
from cpd.services.close.again import changing
from members.models import Member, User

TAKEN_BACK = "The member took the request back."


@contextmanager
def _asking(ask: Ask, *, member: Member, year: CpdYear, at: datetime) -> Iterator[CpdYear]:
    """A transaction in which this member may ask for this; gives the year as it stands. Raises Refused."""
    with transaction.atomic(), because(user_id=member.user_id, why="cpd.ask"):
        locks.lock_shared(year_id=year.pk, member_id=member.pk)
        # Two forms of one member come one after the other; the year's dates stay while they are read.
        Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        year = CpdYear.objects.get(pk=year.pk)
        refuse_if_any(filter(None, [may_ask(ask, standing_of(ask, member, year), at=at)]))
        yield year


def ask_for_time(*, member: Member, year: CpdYear, reason: str, at: datetime) -> ExtensionRequest:
    """[CPD-11] Asks for more time. In time it holds the close for this member; later it holds nothing.

    Raises Refused once the year has closed, and where it was asked or granted already.
    """
    with _asking(Ask.EXTENSION, member=member, year=year, at=at) as year:
        timely = in_time(at=at, ask_by=year.ask_by)
        return ExtensionRequest.objects.create(member=member, year=year, reason=reason, in_time=timely, asked_at=at)


def ask_to_owe_nothing(
    *, member: Member, year: CpdYear, reason: str, spells: Sequence[Spell], at: datetime
) -> DispensationRequest:
    """[CPD-16a] Asks to owe no CPD for a year with these times out of employment. Raises Refused."""
    with _asking(Ask.DISPENSATION, member=member, year=year, at=at) as year:
        refuse_if_any(filter(None, [bad_spells(spells, starts_on=year.starts_on, ends_on=year.ends_on)]))
        request = DispensationRequest.objects.create(member=member, year=year, reason=reason, asked_at=at)
        AbsenceSpell.objects.bulk_create(
            AbsenceSpell(request=request, first=spell.first, last=spell.last) for spell in spells
        )
        return request


def ask_for_less(*, member: Member, year: CpdYear, reason: str, at: datetime) -> ReductionRequest:
    """[CPD-16b] Asks for five outcomes while a work-based portfolio is with the regulator. Raises Refused."""
    with _asking(Ask.REDUCTION, member=member, year=year, at=at) as year:
        return ReductionRequest.objects.create(member=member, year=year, reason=reason, asked_at=at)


def add_evidence(*, request: DispensationRequest, by: User, upload: UploadedFile, at: datetime) -> AbsenceEvidence:
    """[CPD-16a] Adds a document to a request that waits. Raises Refused for an answered one, or one file too many."""
    refuse_answered(request)
    held = request.evidence.exclude(document__state=DocumentState.REFUSED)
    refuse_if_any(filter(None, [bad_file_count(held.count() + 1)]))
    document = documents.receive(owner=by, upload=upload, at=at)
    with transaction.atomic(), because(user_id=by.pk, why="cpd.ask.evidence"):
        refuse_answered(lock(request))
        return AbsenceEvidence.objects.create(request=request, document=document)


def take_back(*, request: Request, by: User, at: datetime) -> None:
    """[CPD-11] The member takes a waiting request back; a year that it held is judged at once. Raises Refused."""
    told = {"member": request.member, "year": request.year, "by": by, "at": at, "reopens": False, "own": True}
    with changing(cause=Cause.TAKEN_BACK, reason=TAKEN_BACK, **told):
        found = lock(request)
        refuse_answered(found)
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])


def lock(request: Request) -> Request:
    """The request as it stands now, locked until the transaction ends."""
    found: Request = (
        REQUESTS[request.kind]
        .objects.select_for_update(of=("self",))
        .select_related("member", "year")
        .get(pk=request.pk)
    )
    return found


def refuse_answered(request: Request) -> None:
    """Raises Refused for a request that no longer waits."""
    if not request.is_pending:
        raise Refused.because(CLAUSES[request.kind], "This request has been answered or taken back already.")
