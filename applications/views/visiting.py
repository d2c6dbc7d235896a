"""A supervisor's visit: the pages behind the link to a reference, and the request that it answers."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import redirect

from applications.enums import AskedStage
from applications.forms.supervisor import LATER
from applications.queries import references as queries
from applications.rules.links import CLAUSE
from applications.services import links
from cilexportal.foundation import london
from cilexportal.foundation.guidance.cookies import supervisors_cookie
from cilexportal.foundation.visitors.pages import Found, Pages, visitor_of

PAGES = Pages(
    clause=CLAUSE, first="reference:check", cookie=supervisors_cookie, path="/reference/",
    hidden=frozenset({"version", LATER}), saves=True,
)  # fmt: skip


def _find(request: HttpRequest) -> Found:
    """Once it is settled, that is said; but a page that was sent too late is shown, to be copied."""
    now = london.now()
    visit = queries.visit_of(PAGES.key(request), at=now)
    if visit is None:
        return None
    asked = visit.link.asked
    if asked.stage != AskedStage.OPEN and (request.method != "POST" or "signed_name" in request.POST):
        return redirect("reference:done")
    links.refuse_if_shut(visit.link, visitor=visitor_of(request), at=now)
    return visit, asked


visited = PAGES.visited(_find)
