"""Pages behind a link: it is read as often as one likes, a button opens a visit, and what is shut or over says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from cilexportal.foundation import ratelimit
from cilexportal.foundation.idempotency.web import OURS
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors.keys import Opened
from cilexportal.foundation.visitors.web import private

View = Callable[..., HttpResponseBase]
# A visit with what it is for, None where there is none, or an answer instead of the page.
Found: TypeAlias = tuple[Any, Any] | HttpResponseBase | None

MOST, SECONDS = 60, 3600
FORBIDDEN, GONE, TOO_MANY = 403, 410, 429


def visitor_of(request: HttpRequest) -> Any:
    """The user who is signed in in this browser, or None."""
    return request.user if request.user.is_authenticated else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of one app's links: the clause by which a link is dead, the route at which a visit begins, its cookie
    for the pages below `path` alone, the boxes of forms that nobody sees, and whether pages are saved one by one."""

    clause: str
    first: str
    cookie: Callable[[], str]
    path: str
    hidden: frozenset[str]
    saves: bool = False

    def by_link(self, what: str) -> Callable[[View], View]:
        """For the page of a link and for its button: so often an hour, counted as `what`; a dead link says why."""

        def guard(view: View) -> View:
            @wraps(view)
            def guarded(request: HttpRequest, token: str) -> HttpResponseBase:
                if not ratelimit.may(request, what, most=MOST, seconds=SECONDS):
                    return private(render(request, "ui/visit_too_often.html", status=TOO_MANY))
                try:
                    return private(view(request, token))
                except Refused as no:
                    return self.shut(request, no)

            return guarded

        return guard

    def begin(self, opened: Opened | None) -> HttpResponse:
        """Leads into a visit and gives the browser its key. Raises Http404 for a link that never was."""
        if opened is None:
            raise Http404
        response = redirect(self.first)
        response.set_cookie(
            self.cookie(), opened.key, max_age=opened.seconds, path=self.path, secure=settings.SESSION_COOKIE_SECURE,
            httponly=True, samesite="Strict",
        )  # fmt: skip
        return response

    def key(self, request: HttpRequest) -> str:
        """The key of this browser's visit, empty without one."""
        return request.COOKIES.get(self.cookie(), "")

    def visited(self, find: Callable[[HttpRequest], Found]) -> Callable[[View], View]:
        """For the pages of a visit: gives the view what is found. `find` raises Refused where the link is dead."""

        def guard(view: View) -> View:
            @wraps(view)
            def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
                try:
                    found = find(request)
                except Refused as no:
                    return self.shut(request, no)
                if isinstance(found, HttpResponseBase):
                    return found
                if found is None or found[0].ended_at is not None:
                    return self.over(request)
                return private(view(request, *found, *args, **kwargs))

            return guarded

        return guard

    def shut(self, request: HttpRequest, no: Refused) -> HttpResponse:
        """A dead link in its own sentence; what was typed is shown to be copied."""
        refusal = no.refusals[0]
        status = GONE if refusal.clause == self.clause else FORBIDDEN
        context = {"refusal": refusal, "typed": self._typed(request)}
        return private(render(request, "ui/visit_shut.html", context, status=status))

    def over(self, request: HttpRequest) -> HttpResponse:
        """No visit: over, or never begun in this browser. What was typed is shown to be copied."""
        context = {"clause": self.clause, "saves": self.saves, "typed": self._typed(request)}
        return private(render(request, "ui/visit_over.html", context, status=GONE))

    def _typed(self, request: HttpRequest) -> list[tuple[str, str]]:
        ours = OURS | self.hidden
        return [(name, text) for name, text in request.POST.items() if name not in ours and text]
