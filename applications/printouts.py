"""The print-outs of applications. Declared to documents by cilexportal/wiring.py."""

from __future__ import annotations

from typing import Any

from applications.models import Seat
from applications.queries import committee
from applications.queries.committee_paper import paper_of
from applications.services.packs import PACK
from cilexportal.foundation import london
from cilexportal.foundation.documents.printouts import Kind, Page


def pack(params: dict[str, Any]) -> Page:
    """[HB-28] One member's papers of a meeting, without those of cases they have an interest in. `params`: the seat and
    the items it was asked for with; what no longer opens as it is made is left out too."""
    seat = Seat.objects.select_related("meeting", "member__user").get(pk=params["seat"])
    meeting = seat.meeting
    agenda = []
    for one in committee.agenda(meeting):
        opens = one.item.pk in params["items"] and committee.why_hidden(one, seat.pk) is None
        why = "" if opens else committee.why_left_out(one, seat.pk)
        agenda.append({"number": one.item.number, "paper": paper_of(one.item.referral) if opens else None, "why": why})
    context = {
        "meeting": meeting, "member": seat.member.user.full_name, "kind": seat.member.get_kind_display().lower(),
        "agenda": agenda,
    }  # fmt: skip
    day = london.in_words(london.date_of(meeting.starts_at))
    return Page("print/applications.pack.html", context, f"{meeting.get_body_display()}, {day}")


KINDS = (Kind(PACK, pack, guarded=True),)
