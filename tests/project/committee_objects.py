"""What the addresses of the committee's pages name in the test of the access matrix.

Everybody who holds the role of a member sits at the meeting, so that what their role opens is there for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from applications.enums import SeatKind
from applications.models import AgendaItem, CommitteeMember, Interest, Meeting, Reconsideration, Seat
from applications.services.packs import PACK
from cilexportal.foundation.documents.models import Printout
from members.models import User
from tests.applications import factories, meeting_steps

Arguments = dict[str, Any]


def item(owner: User, *, has_file: bool = False) -> AgendaItem:
    """A case whose papers are out at a meeting that was held, to which every member came and of which none has an
    interest."""
    by = meeting_steps.secretary()
    meeting = meeting_steps.planned(by)
    for user in User.objects.filter(role_grants__role="alc_member").exclude(
        pk__in=Seat.objects.filter(meeting=meeting).values("member__user")
    ):
        member = CommitteeMember.objects.filter(user=user).first() or factories.sitter(SeatKind.LAY, user=user)
        Seat.objects.create(meeting=meeting, member=member)
    made = meeting_steps.listed(meeting_steps.before_the_committee(has_file=has_file), meeting, by=by)
    for seat in meeting.seats.all():
        Interest.objects.create(item=made, seat=seat, conflicted=False, at=factories.NOON)
        seat.pack = pack(seat, made)
        seat.attended = True
        seat.save()
    Meeting.objects.filter(pk=meeting.pk).update(stage="papers_out", papers_at=factories.NOON)
    Meeting.objects.filter(pk=meeting.pk).update(stage="held", held_at=meeting_steps.AFTER)
    made.refresh_from_db()
    return made


def pack(seat: Seat, made: AgendaItem) -> Printout:
    """A pack that the worker has made."""
    name = default_storage.save("access/pack.pdf", ContentFile(b"%PDF-1.7 a test"))
    return Printout.objects.create(
        owner=seat.member.user, kind=PACK, key=f"access:{seat.pk}", params={"seat": seat.pk, "items": [made.pk]},
        filename="papers.pdf", state="ready", made_at=factories.NOON, file=name,
    )  # fmt: skip


def again(owner: User) -> Arguments:
    """A decision that somebody asked to have looked at again."""
    case = meeting_steps.before_the_committee()
    made = factories.decision(case, outcome="not_yet")
    asked = Reconsideration.objects.create(
        case=case, decision=made, to="committee", received_on=factories.TODAY, asked_at=factories.NOON,
        asked_by=case.application.user, reasons="It was too quick.",
    )  # fmt: skip
    return {"object_id": asked.pk}


def _meeting(owner: User, **more: Any) -> Arguments:
    found = item(owner)
    return {"object_id": found.meeting_id, "number": found.number, **more}


def _item(owner: User, **more: Any) -> Arguments:
    return {"object_id": item(owner).pk, **more}


def _paper(owner: User) -> Arguments:
    found = item(owner)
    return {"uuid": found.meeting.uuid, "number": found.number}


def _file(owner: User) -> Arguments:
    found = item(owner, has_file=True)
    file = found.referral.case.papers.get().uuid
    return {"uuid": found.meeting.uuid, "number": found.number, "file": file}


def _member(owner: User) -> Arguments:
    return {"object_id": factories.sitter().pk}


def _referral(owner: User) -> Arguments:
    return {"object_id": meeting_steps.before_the_committee().referrals.get().pk}


ADMIN = "admin:applications_"
OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "applications_desk:committee_paper": _paper,
    "applications_desk:committee_file": _file,
    "applications_desk:let_in": lambda owner: {"uuid": meeting_steps.before_the_committee().uuid},
    f"{ADMIN}meeting_act": lambda owner: _meeting(owner, verb="members"),
    f"{ADMIN}agendaitem_act": lambda owner: _item(owner, verb="declare"),
    **dict.fromkeys((f"{ADMIN}meeting_{name}" for name in ("change", "history", "declare", "pack")), _meeting),
    **dict.fromkeys((f"{ADMIN}agendaitem_{name}" for name in ("change", "history")), _item),
    **dict.fromkeys((f"{ADMIN}committeemember_{name}" for name in ("change", "history")), _member),
    **dict.fromkeys((f"{ADMIN}referral_{name}" for name in ("change", "history")), _referral),
    **dict.fromkeys((f"{ADMIN}reconsideration_{name}" for name in ("change", "history")), again),
}
