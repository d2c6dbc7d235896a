"""The officers' desk of certificates: who is ready, which to look at, and one member's standing."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import printed
from cilexportal.foundation.idempotency.acting import press_once
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.ui.words import counted
from members.enums import Role
from members.models import Member
from standing.forms.certificates import RevokeForm
from standing.models import Certificate
from standing.queries import certificates as queries
from standing.services import certificates

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """[CPD-15] Members who are ready, by name; posted, those who are ticked get their certificates."""
    if request.method == "POST":
        return _issue_ticked(request)
    today = london.today()
    if number := request.GET.get("number", "").strip():
        if found := queries.member_numbered(number):
            return redirect("standing_desk:member", uuid=found.uuid)
        messages.warning(request, "No member has exactly this number.")
    year = queries.year_to_issue(today)
    page = Paginator(queries.ready_for(year, today=today), A_PAGE).get_page(request.GET.get("page"))
    looking = queries.to_look_at(today=today)
    members = list(page.object_list)
    revoked = queries.revoked_of(members, year=year)
    context = {
        "year": year, "page": page,
        "rows": [
            (one, lights, revoked.get(one.pk))
            for one, lights in queries.with_lights(members, year=year, today=today)
        ],
        "looking": [queries.shown(one, today=today) for one in looking[:A_PAGE]], "looking_count": looking.count(),
    }  # fmt: skip
    return render(request, "standing/desk/certificates.html", context)


def _issue_ticked(request: HttpRequest) -> HttpResponse:
    """Issues one after another; a member who is ready no more is named and the others are served. Nobody whose
    certificate of the year was revoked gets another among many."""
    at = london.now()
    year = queries.year_to_issue(london.date_of(at))
    with once(request, scope="standing.issue") as turn:
        if turn.first:
            ticked = list(Member.objects.filter(uuid__in=_uuids(request)).order_by("pk")[:A_PAGE])
            revoked = queries.revoked_of(ticked, year=year)
            done = sum(_issued(request, member, year) for member in ticked if member.pk not in revoked)
            messages.info(request, f"{counted(done, 'certificate')} for {year} issued.")
            turn.answer(reverse("standing_desk:certificates"))
    return redirect(turn.url)


def _uuids(request: HttpRequest) -> list[uuids.UUID]:
    """The ticked members; what is no name of one is left out."""
    found = []
    for typed in request.POST.getlist("member"):
        try:
            found.append(uuids.UUID(typed))
        except ValueError:
            continue
    return found


def _issued(request: HttpRequest, member: Member, year: int) -> bool:
    try:
        with transaction.atomic():
            certificates.issue(member_id=member.pk, year=year, by=request.user, at=london.now())
    except Refused as no:
        messages.warning(request, f"{member.full_name}: {no}")
        return False
    return True


@require_safe
def member(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-14] [CPD-15a] The same page that the member sees, with what an officer may do."""
    page = queries.page_of(_member(uuid), today=london.today())
    may_revoke = Role.REGULATION_OFFICER in request.user.roles
    return render(request, "standing/desk/member.html", {"page": page, "may_revoke": may_revoke})


@require_POST
def issue(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Issues the certificate of the year that the page shows."""
    found, to = _member(uuid), reverse("standing_desk:member", args=[uuid])
    year = queries.year_to_issue(london.today())
    with once(request, scope="standing.issue") as turn:
        if turn.first:
            if _issued(request, found, year):
                messages.info(request, f"The certificate for {year} is issued, and the member is told.")
            turn.answer(to)
    return redirect(turn.url)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """[CPD-15] Asks why, then revokes."""
    found = _certificate(number)
    if found.revoked_at and request.method != "POST":
        raise Http404
    form = RevokeForm(request.POST or None)
    context: dict[str, Any] = {"certificate": found, "form": form}
    to = reverse("standing_desk:member", args=[found.member.uuid])
    if request.method != "POST" or not form.is_valid():
        return render(request, "standing/desk/revoke.html", context, status=422 if form.errors else 200)
    why = form.cleaned_data["why"]
    return press_once(
        request, lambda: certificates.revoke(certificate_id=found.pk, why=why, by=request.user, at=london.now()),
        said=f"Certificate {found.number} is revoked, and the member is told.", to=to, scope="standing.revoke",
    )  # fmt: skip


@require_safe
def certificate_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """The sealed PDF of anybody's certificate."""
    found = _certificate(number)
    if found.printout is None:
        raise Http404
    return printed(found.printout)


def _certificate(number: str) -> Certificate:
    """The certificate of an address. Raises Http404."""
    found = Certificate.objects.filter(number=number).select_related("member", "printout").first()
    if found is None:
        raise Http404
    return found


def _member(uuid: uuids.UUID) -> Member:
    """The member of an address. Raises Http404."""
    found = queries.member_called(uuid)
    if found is None:
        raise Http404
    return found
