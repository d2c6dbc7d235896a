"""The membership desk: find people, and one person's page as an officer of either body may see it."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import Grade, Member, User
from members.queries import grade_titles
from people.forms.desk import FindForm, LookForm
from people.queries import finding, person
from people.rules.wall import body_of
from people.services import wall
from standing.enums import Body

KEPT = ("q", "grade", "standing", "account", "joined")


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """People by name, number or address, thirty at a time."""
    today, body = london.today(), body_of(request.user.roles)
    titles = grade_titles(on=today)
    grades = [(code, titles[code].name) for code in Grade.objects.values_list("code", flat=True) if code in titles]
    form = FindForm(request.GET, grades=grades, by_email=body == Body.CILEX)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    wanted = finding.Wanted(
        words=said.get("q") or "", grade=said.get("grade") or "", standing=said.get("standing") or "",
        account=said.get("account") or "", joined=said.get("joined"),
    )  # fmt: skip
    places = {name: request.GET.get(name, "").replace("\x00", "")[:40] for name in ("after", "before")}
    context = {
        "form": form, "body": body, "wanted": wanted, "is_of_membership": body == Body.CILEX,
        "found": finding.page(wanted, today=today, by_email=body == Body.CILEX, **places),
        "accounts": finding.accounts(wanted.words) if body == Body.CILEX else [],
        "asked": urlencode({name: value for name in KEPT if (value := request.GET.get(name, ""))}),
        "filtered": any(request.GET.get(name) for name in KEPT[1:]),
    }  # fmt: skip
    return render(request, "people/desk/find.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[LAW-ART10] A member's page, behind the wall: each look at the other body's facts leaves a row."""
    member = person.member_called(uuid)
    if member is None:
        raise Http404
    return _looked_at(request, member, None, to=reverse("people:one", args=[uuid]))


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """[LAW-ART10] The page of somebody who has an account and no membership."""
    user = person.account_called(pk)
    if user is None:
        raise Http404
    return _looked_at(request, None, user, to=reverse("people:account", args=[pk]))


def _looked_at(request: HttpRequest, member: Member | None, user: User | None, *, to: str) -> HttpResponse:
    at, body = london.now(), body_of(request.user.roles)
    about: dict[str, Any] = {"by": request.user, "member": member, "user": user, "at": at}
    why = wall.BY_DUTY if body == Body.CILEX else wall.said_today(**about)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wall.cross(body=body, why=form.cleaned_data["why"], **about)
            return redirect(to)
        except Refused as no:
            form.add_error("why", str(no))
    if not why or form.is_bound:
        return render(request, "people/desk/look.html", {"member": member, "form": form})
    wall.cross(body=body, why=why, **about)
    return render(request, "people/desk/one.html", _page(member, user, body, at))


def _page(member: Member | None, user: User | None, body: Body, at: datetime) -> dict[str, Any]:
    owner = member.user_id if member else user.pk if user else None
    since = wall.in_progress(owner) if body == Body.CILEX else None
    return {"page": person.person(member, user, body=body, in_progress=since, at=at), "now": at}
