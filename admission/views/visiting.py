"""A signer's visit: the cookie's narrow session, and the pages of links and visits that are over."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from admission.queries import declared as queries
from admission.services import signing as services
from admission.services.declaring import PURPOSE
from cilexportal.foundation import london
from cilexportal.foundation.guidance.cookies import declaration_cookie
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors.web import private, typed
from members.models import User

GONE, FORBIDDEN = 410, 403
OURS = frozenset({"csrfmiddlewaretoken", "once", "seen"})
View = Callable[..., HttpResponseBase]


def visited(view: View) -> View:
    """Gives the view its visit and the declaration whose it is. Where it is over, what was typed is shown to copy."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        now = london.now()
        visit = visitors.visit_of(purpose=PURPOSE, key=request.COOKIES.get(declaration_cookie(), ""), at=now)
        row = queries.by_uuid(visit.link.subject) if visit else None
        if visit is None or row is None:
            return over(request)
        try:
            services.refuse_if_shut(link=visit.link, row=row, visitor=visitor_of(request), at=now)
        except Refused as no:
            return shut(request, no)
        if visit.ended_at is not None:
            return over(request)
        return private(view(request, visit, row, *args, **kwargs))

    return guarded


def visitor_of(request: HttpRequest) -> User | None:
    """Who is signed in in this browser, if anybody."""
    return request.user if request.user.is_authenticated else None


def shut(request: HttpRequest, no: Refused) -> HttpResponse:
    """A dead link in its own sentence; what was typed is shown to be copied."""
    refusal = no.refusals[0]
    status = GONE if refusal.clause == services.CLAUSE else FORBIDDEN
    context = {"refusal": refusal, "typed": typed(request, ours=OURS)}
    return private(render(request, "reference/shut.html", context, status=status))


def over(request: HttpRequest) -> HttpResponse:
    """No visit: over, or never begun in this browser. What was typed is shown to be copied."""
    context = {"clause": services.CLAUSE, "typed": typed(request, ours=OURS)}
    return private(render(request, "ui/visit_over.html", context, status=GONE))
