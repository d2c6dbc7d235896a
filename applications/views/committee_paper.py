"""The paper of a case before the committee, on the screen: for its secretary and for members without an interest."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.models import AgendaItem
from applications.queries import committee as queries
from applications.queries.committee_paper import file_of, paper_of
from applications.queries.deciding import may_judge
from applications.services.noting import looked
from cilexportal.foundation import london
from cilexportal.foundation.documents.views import shown
from members.enums import Role
from members.models import User


@require_safe
@never_cache
def paper(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """[HB-28] The paper as it was referred, noted as read. Whoever sits at the meeting declares first; whoever has an
    interest, and anybody else, finds nothing here."""
    item = _item(uuid, number)
    if elsewhere := _closed(item, request.user):
        return elsewhere
    looked(case=item.referral.case, what=f"pack:{item.pk}", by=request.user, at=london.now())
    context = {"item": item, "meeting": item.meeting, "paper": paper_of(item.referral)}
    answer = render(request, "applications/desk/committee_paper.html", context)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, noarchive"
    return answer


@require_safe
@never_cache
def file(request: HttpRequest, uuid: UUID, number: int, file: UUID) -> HttpResponseBase:
    """[HB-28] A file that the paper names, to whoever may read the paper, noted as opened."""
    item = _item(uuid, number)
    if elsewhere := _closed(item, request.user):
        return elsewhere
    found = file_of(item.referral, file)
    if found is None:
        raise Http404
    document, what = found
    answer = shown(document)
    looked(case=item.referral.case, what=what, by=request.user, at=london.now())
    return answer


def _closed(item: AgendaItem, user: User) -> HttpResponse | None:
    """[HB-28] Where a member who has not declared goes first; None where the paper is open. Raises Http404."""
    seat = queries.seat_of(meeting=item.meeting, user_id=user.pk)
    if seat is not None:
        return _declare_first(item, seat.pk) if queries.may_read(item=item, user_id=user.pk) else None
    if Role.ALC_SECRETARY.value not in user.roles or may_judge(item.referral.case, user):
        raise Http404
    return None


def _item(uuid: UUID, number: int) -> AgendaItem:
    """The item of a meeting by its number. Raises Http404."""
    found = AgendaItem.objects.select_related("meeting", "referral__by", "referral__case__application__user")
    item = found.filter(meeting__uuid=uuid, number=number, taken_off_at=None).first()
    if item is None:
        raise Http404
    return item


def _declare_first(item: AgendaItem, seat_id: int) -> HttpResponse:
    """Leads a member who has not declared yet to where they do. Raises Http404 for anybody else."""
    now = next(one for one in queries.agenda(item.meeting) if one.item.pk == item.pk)
    hearing = now.of_seat(seat_id)
    if hearing.declared or hearing.apart or hearing.sitter.conflicted or item.meeting.stage not in queries.PAPERS:
        raise Http404
    return redirect("admin:applications_meeting_declare", item.meeting_id, item.number)
