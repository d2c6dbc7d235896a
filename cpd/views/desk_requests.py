"""The CPD officer's queue of requests, and the page on which one is answered."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cpd.enums import Ask
from cpd.forms.asking import GRANT, AnswerForm
from cpd.queries import asking as queries
from cpd.queries.glance import glance
from cpd.queries.years import years_of
from cpd.rules.asking import offered_until
from cpd.services import answering
from cpd.views.asking import about, asked, download

A_PAGE = 50
ANSWERED_SHOWN = 20


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Every request that waits, those that hold a close first; `?kind=extension` has one kind."""
    at, kind = london.now(), request.GET.get("kind", "")
    wanted = Ask(kind) if kind in Ask.values else None
    page = Paginator(queries.waiting(wanted), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(one, queries.clock_of(one, at=at)) for one in page.object_list],
        "kinds": Ask.choices,
        "kind": wanted,
        "answered": [(one, *queries.state_of(one)) for one in queries.answered(most=ANSWERED_SHOWN)],
        "now": at,
    }
    return render(request, "cpd/desk/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, kind: str, uuid: uuids.UUID) -> HttpResponse:
    """[CPD-11a] [CPD-16a] [CPD-16b] One request with what bears on it, and the answer."""
    found, at = _request(kind, uuid), london.now()
    form = None
    if found.is_pending or request.method == "POST":
        offered = offered_until(found.year.ends_on)
        form = AnswerForm(
            request.POST or None, ask=found.kind, in_time=getattr(found, "in_time", False), until=offered,
            url=reverse("cpd:desk_requests"),
        )  # fmt: skip
    if request.method == "POST" and form and form.is_valid() and (answer := _answer(request, form, found, at=at)):
        return answer
    here = years_of(found.member_id, at=at).by_id(found.year_id)
    context = {
        **about(found),
        "form": form,
        "clock": queries.clock_of(found, at=at),
        "glance": glance(found.member, here, at=at) if here else None,
        "standing": queries.standing_of(found.kind, found.member, found.year),
        "now": at,
    }
    return render(request, "cpd/desk/request.html", context)


def _request(kind: str, uuid: uuids.UUID) -> Any:
    found = queries.request_of(asked(kind), uuid)
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, form: AnswerForm, found: Any, *, at: datetime) -> HttpResponse | None:
    """Answers once; None where the answer was refused, with the reason at its field."""
    url = act_once(
        request, form, lambda: _carry_out(form.cleaned_data, found, {"request": found, "by": request.user, "at": at}),
        said=f"Answered. {found.member.full_name} is written to.",
        to=reverse("cpd:desk_request", args=[found.kind, found.uuid]), scope="cpd.ask.answer", field=form.field_of,
    )  # fmt: skip
    return redirect(url) if url else None


def _carry_out(typed: dict[str, Any], found: Any, told: dict[str, Any]) -> None:
    told["why"] = typed["why"]
    if typed["answer"] != GRANT:
        answering.refuse(ground=typed["ground"], **told)
    elif found.kind == Ask.EXTENSION:
        answering.grant_time(until=typed["until"], **told)
    elif found.kind == Ask.DISPENSATION:
        answering.grant_nothing_owed(**told)
    else:
        answering.grant_less(portfolio_seen=typed["portfolio_seen"], **told)


@require_safe
def file(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponse:
    """A checked document of a request."""
    return download(_request(Ask.DISPENSATION, uuid), pk)
