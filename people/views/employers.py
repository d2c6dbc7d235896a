"""What a member lets an employer see: the consents, one of them with who looked, and the page behind the link."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london, ratelimit
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from members.models import Member
from members.queries import member_of
from people.forms.myself import EmployerForm, NothingForm
from people.queries import employer_views as queries
from people.services import employer_views

POSTABLE = ["GET", "HEAD", "POST"]
# So many links an hour may a network address open, and so many a member send out.
MOST, MOST_GIVEN, SECONDS = 60, 10, 3600
TOO_MANY, SHOWN = 429, 50


@gives_back
@require_http_methods(POSTABLE)
def mine(request: HttpRequest) -> HttpResponse:
    """[TC-11.1] Who may see my lights, and a new one, beside exactly what they would see."""
    member, now = _member(request), london.now()
    form = EmployerForm(sent(request))
    if request.method == "POST" and form.is_valid():
        if not ratelimit.may(request, "people.employer_view", most=MOST_GIVEN, seconds=SECONDS):
            form.add_error(None, "Ten links have been sent from your network in the last hour. Wait an hour.")
        elif url := _give(request, member, form):
            return redirect(url)
    rows = [(view, queries.is_live(view, at=now)) for view in queries.of_member(member.pk)]
    context = {"form": form, "rows": rows, "years": queries.shown(member, today=london.date_of(now)), "now": now}
    return render(request, "people/employers.html", context, status=status_of(request, form))


@require_http_methods(POSTABLE)
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[TC-11.1] One consent: until when, who looked when, and the button that ends it."""
    found, now = queries.one_of(_member(request).pk, uuid), london.now()
    if found is None:
        raise Http404
    if request.method == "POST":
        url = act_once(
            request, NothingForm(),
            lambda: employer_views.withdraw(view_id=found.pk, by=request.user.pk, at=now),
            said="The link shows nothing any more.", to=reverse("me:employers"),
        )  # fmt: skip
        return redirect(url)
    context = {"view": found, "is_live": queries.is_live(found, at=now), "looks": found.looks.all()[:SHOWN]}
    return render(request, "people/employer_view.html", context)


@require_safe
def shown(request: HttpRequest, token: str) -> HttpResponse:
    """[TC-11.1] What a live link shows. A dead one answers like one that never was."""
    if not ratelimit.may(request, "people.shown", most=MOST, seconds=SECONDS):
        return render(request, "people/shown_too_often.html", status=TOO_MANY)
    now = london.now()
    view = queries.by_token(token, at=now)
    if view is None:
        raise Http404
    if request.method == "GET":
        employer_views.note_look(view_id=view.pk, at=now)
    context = {"view": view, "years": queries.shown(view.member, today=london.date_of(now)), "now": now}
    response = render(request, "people/shown.html", context)
    response["Referrer-Policy"], response["Cache-Control"] = "no-referrer", "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _give(request: HttpRequest, member: Member, form: EmployerForm) -> str:
    said = form.cleaned_data
    return act_once(
        request, form,
        lambda: employer_views.give(
            member=member, contact=said["contact"], organisation=said["organisation"], email=said["email"],
            months=int(said["months"]), by=request.user.pk, at=london.now(),
        ),
        said=f"A link is on its way to {said['email']}.", to=reverse("me:employers"),
    )  # fmt: skip


def _member(request: HttpRequest) -> Member:
    """The signed-in member. Raises Http404 for anybody else."""
    member = member_of(user_id=request.user.pk)
    if member is None:
        raise Http404
    return member
