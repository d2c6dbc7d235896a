"""The pack of papers of each member: made once they have declared on every case, without what they may not read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from applications.models import Meeting, Seat
from applications.queries import committee as queries
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.documents.models import Printout
from cilexportal.foundation.documents.services import forget_printout, request_printout

PACK = "applications.pack"


def refresh(*, meeting: Meeting, seats: Sequence[Seat], at: datetime) -> None:
    """[HB-28] Has the worker make the pack that each member may read now, and deletes the one they had instead.

    Nobody has one before the papers are out and before they have declared on every case. The caller holds the meeting,
    so that no declaration slips in between.
    """
    are_out = meeting.stage in queries.PAPERS
    readable = queries.readable(meeting, seats) if are_out else {}
    for seat in seats:
        items, is_whole = readable.get(seat.pk, ([], False))
        before = seat.pack
        seat.pack = _asked(meeting, seat, items, at=at) if items and is_whole else None
        seat.save(update_fields=["pack"])
        if before is not None and before != seat.pack:
            forget_printout(printout=before)


def refresh_afterwards(*, meeting_ids: Collection[int], at: datetime) -> None:
    """[HB-28] Makes the packs of these meetings anew once the caller's transaction is through. It is for whoever holds
    a case and no meeting: meetings are held before cases. Until then the page of a pack refuses an old one."""
    for meeting_id in sorted(meeting_ids):
        transaction.on_commit(partial(_refresh, meeting_id, at), robust=True)


def _refresh(meeting_id: int, at: datetime) -> None:
    with transaction.atomic(), because(why="applications.packs"):
        meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
        refresh(meeting=meeting, seats=list(meeting.seats.select_related("member__user")), at=at)


def _asked(meeting: Meeting, seat: Seat, items: list[int], *, at: datetime) -> Printout:
    went = int(meeting.papers_at.timestamp()) if meeting.papers_at else 0
    digest = hashlib.sha256(",".join(map(str, items)).encode()).hexdigest()[:20]
    return request_printout(
        owner=seat.member.user, kind=PACK, key=f"{seat.pk}:{went}:{digest}",
        params={"seat": seat.pk, "items": items}, at=at, unasked=True,
        filename=f"papers-{london.date_of(meeting.starts_at).isoformat()}.pdf",
    )  # fmt: skip
