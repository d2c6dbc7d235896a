"""A supervisor's visit: the cookie's narrow session, and the pages of links and visits that are over."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications.enums import AskedStage
from applications.forms.supervisor import LATER
from applications.queries import references as queries
from applications.rules.links import CLAUSE
from applications.services import links
from cilexportal.foundation import london
from cilexportal.foundation.guidance.cookies import supervisors_cookie
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from cilexportal.foundation.visitors.web import private, typed
from members.models import User

GONE, FORBIDDEN = 410, 403
OURS = frozenset({"csrfmiddlewaretoken", "once", "version", LATER})
View = Callable[..., HttpResponse]


def visited(view: View) -> View:
    """Gives the view its visit. Where that is over, what was typed is shown to be copied; once signed, that is said."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = london.now()
        visit = queries.visit_of(request.COOKIES.get(supervisors_cookie(), ""), at=now)
        if visit is None:
            return over(request)
        settled = visit.link.asked.stage != AskedStage.OPEN
        if settled and (request.method != "POST" or "signed_name" in request.POST):
            return redirect("reference:done")
        try:
            links.refuse_if_shut(visit.link, visitor=visitor_of(request), at=now)
        except Refused as no:
            return shut(request, no)
        if visit.ended_at is not None:
            return over(request)
        return private(view(request, visit, *args, **kwargs))

    return guarded


def visitor_of(request: HttpRequest) -> User | None:
    """Who is signed in in this browser, if anybody."""
    return request.user if request.user.is_authenticated else None


def shut(request: HttpRequest, no: Refused) -> HttpResponse:
    """A dead link in its own sentence; what was typed is shown to be copied."""
    refusal: Refusal = no.refusals[0]
    status = GONE if refusal.clause == CLAUSE else FORBIDDEN
    context = {"refusal": refusal, "typed": typed(request, ours=OURS)}
    return private(render(request, "reference/shut.html", context, status=status))


def over(request: HttpRequest) -> HttpResponse:
    """No visit: over, or never begun in this browser. What was typed is shown to be copied."""
    return private(render(request, "reference/over.html", {"typed": typed(request, ours=OURS)}, status=GONE))
