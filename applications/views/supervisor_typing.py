"""Autosave of a supervisor's pages: what is typed is kept at each pause, for when the link is opened again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.forms.typing import Keeps
from applications.models import ReferenceTyped, ReferenceVisit
from applications.queries import references as queries
from applications.rules.typed import MOST_CHARACTERS, TooMuch
from applications.services import supervisor, typing
from applications.views.answers import LETTER, pages_of
from applications.views.visiting import PAGES
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.ui import autosave
from cilexportal.foundation.visitors.pages import visitor_of
from cilexportal.foundation.visitors.web import private

STALE, GONE, REFUSED = 409, 410, 422
SAYS = "Kept {ago}; your answer is in the reference once you press Save."
VISIT_OVER = "This visit is over. Copy what you typed, and open the link in our email again."


@require_http_methods(["GET", "HEAD", "PUT"])
def keep(request: HttpRequest, page: str) -> HttpResponse:
    """[REC-17] [HB-21] Keeps what a page of a reference holds. Opened in a visit, it leads to the page."""
    visit = queries.visit_of(PAGES.key(request), at=london.now())
    if request.method != "PUT":
        return redirect("reference:page", page) if visit else PAGES.over(request)
    if visit is None or page not in pages_of(visit.link.asked) or page == LETTER:
        return private(autosave.sentence(VISIT_OVER, status=GONE))
    try:
        version, fields = autosave.sent(request, most=MOST_CHARACTERS)
    except (autosave.TooLong, ValueError):
        return private(autosave.sentence("The page sent something that could not be read.", status=REFUSED))
    return private(_keep(request, visit, page, version=version, fields=fields))


def keeps_of(page: str, typed: ReferenceTyped | None) -> dict[str, str]:
    """Where a page keeps what is typed, and since when it shows what was typed and not saved."""
    kept = Keeps(
        reverse("reference:keep", args=[page]), typed.version if typed else 0, says=SAYS,
        typed_at=typed.saved_at if typed and typed.page_key else None,
    )  # fmt: skip
    return kept.attrs(london.now())


def _keep(
    request: HttpRequest, visit: ReferenceVisit, page: str, *, version: int, fields: dict[str, object]
) -> JsonResponse:  # fmt: skip
    now = london.now()
    try:
        kept = supervisor.keep_typed(
            visit_id=visit.pk, page=page, version=version, fields=fields, visitor=visitor_of(request), at=now
        )
    except typing.Stale as other:
        theirs = autosave.in_shape_of(fields, other.fields)
        told = {"version": other.version, "fields": theirs, "saved_at": other.saved_at.isoformat()}
        return JsonResponse(told, status=STALE)
    except TooMuch as no:
        return autosave.sentence(no.refusal.sentence, status=REFUSED)
    except Refused as no:
        return autosave.sentence(no.refusals[0].sentence, status=GONE)
    return JsonResponse({"version": kept, "saved_at": now.isoformat(), "seconds": 0})
