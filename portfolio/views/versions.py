"""The versions of an example: which there are, two beside each other, and the words of one taken up again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from applications.services import typing
from cilexportal.foundation import london
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio
from portfolio.queries.placed import number_of
from portfolio.queries.versions import beside, versions_of
from portfolio.services import versions as services
from portfolio.views.around import around, owned
from portfolio.views.sheet_page import closed_because
from portfolio.views.sheets import own_sheet

TAKEN_UP = "The words of that version are in the boxes. They do not count until you save them."
OTHER = "Something was typed into this example meanwhile. Save it first, then take up an older version."


@require_http_methods(["GET", "HEAD", "POST"])
@owned
def versions(request: HttpRequest, portfolio: Portfolio, sheet: UUID) -> HttpResponse:
    """[HB-46] [HB-51] Every version of an example, and how two of them differ."""
    found = own_sheet(portfolio, sheet)
    closed = closed_because(portfolio, found)
    if request.method == "POST" and not closed:
        back_to = reverse("portfolio:sheet", args=[portfolio.case.application.uuid, found.uuid])
        try:
            with once(request, scope="portfolio.versions") as turn:
                if turn.first:
                    number = _number(request.POST.get("number", ""))
                    services.take_up(sheet=found, number=number, by=request.user, at=london.now())
                    messages.info(request, TAKEN_UP)
                    turn.answer(back_to)
        except typing.Stale:
            messages.warning(request, OTHER)
        except Refused as no:
            messages.warning(request, str(no.refusals[0]))
        return redirect(back_to)
    known = versions_of(found)
    newest = known[0].number if known else 0
    first, second = (_number(request.GET.get(name, "")) for name in ("first", "second"))
    compared = beside(found, first=first or newest - 1, second=second or newest)
    context = {
        "sheet": found, "number": number_of(portfolio, found), "versions": known, "compared": compared,
        "closed": closed, "newest": newest,
    }  # fmt: skip
    return render(request, "portfolio/versions.html", around(portfolio, here="") | context)


def _number(text: str) -> int:
    """A version as an address or a form names it; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
