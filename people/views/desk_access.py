"""The officers' queue of requests for data: what waits and until when, entering one, and each step of it."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back
from people.enums import AccessState
from people.forms.data_rights import AnswerForm, EnterForm, ExtendForm, IdentityForm, ProvedForm
from people.models import AccessRequest
from people.queries import access_requests as queries
from people.services import access_requests
from people.views.acting import act_and_go

A_PAGE = 25
POSTABLE = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing an officer does with a request: its title, its form, and what carries it out."""

    title: str
    form: type[forms.Form]
    act: Callable[..., AccessRequest]
    said: str
    from_states: tuple[AccessState, ...]


OPEN = (AccessState.RECEIVED, AccessState.EXTENDED)
STEPS = {
    "identity": Step(
        "Ask for proof of identity", IdentityForm, access_requests.ask_identity, "The clock stands still.",
        (AccessState.RECEIVED,),
    ),
    "proved": Step(
        "Identity is proved", ProvedForm, access_requests.identity_proved, "The clock runs.", (AccessState.IDENTITY,)
    ),
    "extend": Step(
        "Take two months more", ExtendForm, access_requests.extend, "The person is told.", (AccessState.RECEIVED,)
    ),
    "answer": Step(
        "Answer", AnswerForm, access_requests.answer, "The answer is on its way.", (*OPEN, AccessState.IDENTITY)
    ),
}  # fmt: skip


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """[LAW-SAR] What is to be answered, the earliest last day first; or what was answered."""
    done = request.GET.get("show") == "answered"
    page = Paginator(queries.answered() if done else queries.open_ones(), A_PAGE).get_page(request.GET.get("page"))
    today = london.today()
    rows = [(one, (today - one.received_on).days, _overdue(one, today)) for one in page]
    context = {"page": page, "rows": rows, "done": done, "now": london.now()}
    return render(request, "people/desk/access.html", context)


@gives_back
@require_http_methods(POSTABLE)
def enter(request: HttpRequest) -> HttpResponse:
    """[LAW-SAR] A request that came by email, letter or word of mouth."""
    form = EnterForm(sent(request))
    if request.method == "POST" and form.is_valid():
        done = act_and_go(
            request, form,
            lambda: access_requests.enter(**form.cleaned_data, by=request.user, at=london.now()),
            scope="enter_access",
            said="The request is entered, and its receipt is confirmed by a letter.", to=reverse("people:access"),
        )  # fmt: skip
        if done:
            return done
    return render(request, "people/desk/access_enter.html", {"form": form}, status=status_of(request, form))


@require_safe
def one(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """[LAW-SAR] One request with its clock, and the steps that can be taken."""
    found = _request(uuid)
    steps = [(name, step.title) for name, step in STEPS.items() if found.state in step.from_states]
    context = {
        "found": found,
        "steps": [] if found.person_id == request.user.pk else steps,
        "age": (london.today() - found.received_on).days,
        "overdue": _overdue(found, london.today()),
        "now": london.now(),
    }
    return render(request, "people/desk/access_one.html", context)


@gives_back
@require_http_methods(POSTABLE)
def act(request: HttpRequest, uuid: uuids.UUID, do: str) -> HttpResponse:
    """[LAW-SAR] One step of a request: its form, and taking it."""
    found, step = _request(uuid), STEPS.get(do)
    if step is None:
        raise Http404
    form = step.form(sent(request))
    if request.method == "POST" and form.is_valid():
        done = act_and_go(
            request, form,
            lambda: step.act(
                request_id=found.pk, by=request.user, at=london.now(), **_given(do, form.cleaned_data)
            ),
            scope="access_step",
            said=step.said, to=reverse("people:access_one", args=[uuid]),
        )  # fmt: skip
        if done:
            return done
    context = {"found": found, "form": form, "title": step.title}
    return render(request, "people/desk/access_act.html", context, status=status_of(request, form))


def _given(do: str, cleaned: dict[str, Any]) -> dict[str, Any]:
    """What the form of a step gives, under the name its service knows it by."""
    return {"why": cleaned["words"]} if do == "extend" else cleaned


def _overdue(found: AccessRequest, today: date) -> bool:
    return found.state != AccessState.ANSWERED and found.due_on is not None and today > found.due_on


def _request(uuid: uuids.UUID) -> AccessRequest:
    """The request of an address. Raises Http404."""
    return get_object_or_404(AccessRequest.objects.select_related("person", "entered_by", "answered_by"), uuid=uuid)
