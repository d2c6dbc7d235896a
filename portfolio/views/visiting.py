"""A supervisor's visit: the pages behind the link to their sheets, and whose sheets they are."""

from __future__ import annotations

from django.http import HttpRequest

from cilexportal.foundation import london
from cilexportal.foundation.guidance.cookies import portfolio_cookie
from cilexportal.foundation.visitors.pages import Found, Pages, visitor_of
from portfolio.queries import supervised as queries
from portfolio.queries.leaving import CLAUSE
from portfolio.services import supervised as services

PAGES = Pages(
    clause=CLAUSE, first="portfolio_link:sheets", cookie=portfolio_cookie, path="/portfolio-link/",
    hidden=frozenset({"seen"}),
)  # fmt: skip


def _find(request: HttpRequest) -> Found:
    now = london.now()
    visit = queries.visit_of(PAGES.key(request), at=now)
    if visit is None:
        return None
    supervisor = queries.of_link(visit.link)
    services.refuse_if_shut(link=visit.link, supervisor=supervisor, visitor=visitor_of(request), at=now)
    return visit, supervisor


visited = PAGES.visited(_find)
