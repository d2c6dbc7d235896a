"""The pack of papers of each member: made once they have declared on every case, without what they may not read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from applications.models import Meeting, Seat
from applications.queries import committee as queries
from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Printout
from cilexportal.foundation.documents.services import request_printout

PACK = "applications.pack"


def refresh(*, meeting: Meeting, seats: Sequence[Seat], at: datetime) -> None:
    """[HB-28] Has the worker make the pack that each member may read now, and takes away any other.

    Nobody has one before the papers are out and before they have declared on every case. The caller holds the meeting,
    so that no declaration slips in between.
    """
    are_out = meeting.stage in queries.PAPERS
    readable = queries.readable(meeting, seats) if are_out else {}
    for seat in seats:
        items, is_whole = readable.get(seat.pk, ([], False))
        seat.pack = _asked(meeting, seat, items, at=at) if items and is_whole else None
        seat.save(update_fields=["pack"])


def _asked(meeting: Meeting, seat: Seat, items: list[int], *, at: datetime) -> Printout:
    went = int(meeting.papers_at.timestamp()) if meeting.papers_at else 0
    digest = hashlib.sha256(",".join(map(str, items)).encode()).hexdigest()[:20]
    return request_printout(
        owner=seat.member.user, kind=PACK, key=f"{seat.pk}:{went}:{digest}",
        params={"seat": seat.pk, "items": items}, at=at, unasked=True,
        filename=f"papers-{london.date_of(meeting.starts_at).isoformat()}.pdf",
    )  # fmt: skip
