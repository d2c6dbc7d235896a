"""A signer's visit: the pages behind the link to a declaration, and whose declaration it is."""

from __future__ import annotations

from django.http import HttpRequest

from admission.queries import declared as queries
from admission.services import signing as services
from admission.services.declaring import PURPOSE
from cilexportal.foundation import london
from cilexportal.foundation.guidance.cookies import declaration_cookie
from cilexportal.foundation.visitors import queries as visitors
from cilexportal.foundation.visitors.pages import Found, Pages, visitor_of

PAGES = Pages(
    clause=services.CLAUSE, first="admission_link:sign", cookie=declaration_cookie, path="/admission-link/",
    hidden=frozenset({"seen"}),
)  # fmt: skip


def _find(request: HttpRequest) -> Found:
    now = london.now()
    visit = visitors.visit_of(purpose=PURPOSE, key=PAGES.key(request), at=now)
    row = queries.by_uuid(visit.link.subject) if visit else None
    if visit is None or row is None:
        return None
    services.refuse_if_shut(link=visit.link, row=row, visitor=visitor_of(request), at=now)
    return visit, row


visited = PAGES.visited(_find)
