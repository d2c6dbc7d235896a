"""The portfolio as files: asked for, watched while it is put together, downloaded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london, private_files
from cilexportal.foundation.idempotency.web import once
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Portfolio
from portfolio.queries import builds as queries
from portfolio.services import building
from portfolio.views.around import around, owned


@require_http_methods(["GET", "HEAD", "POST"])
@owned
def builds(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-57b] [HB-57d] [HB-57e] The files as they were put together last, how far a new putting together is, and the
    button for one. While one is made, the page asks for its middle part alone."""
    if request.method == "POST":
        return _asked(request, portfolio)
    newest = queries.newest(portfolio)
    if request.headers.get("X-Requested-With") != "fetch":
        context = around(portfolio, here="builds") | _state(portfolio)
        return render(request, "portfolio/builds.html", context)
    under_way = newest is not None and newest.state in queries.UNDER_WAY
    context = {"newest": newest, "under_way": True} if under_way else _state(portfolio)
    return render(request, "portfolio/build_state.html", context | {"application": portfolio.case.application})


@require_safe
@owned
def built(request: HttpRequest, portfolio: Portfolio, build: UUID, number: int) -> HttpResponseBase:
    """[HB-57b] [HB-57e] One sealed file: of a competency, or the whole for 0."""
    found = queries.file_of(portfolio, build=build, number=number)
    if found is None:
        raise Http404
    of = f" competency {number}" if number else ""
    filename = f"Portfolio {portfolio.case.application.reference}{of}.pdf"
    return private_files.download(found.made.file.name or "", filename=filename, media_type="application/pdf")


def _asked(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    back = reverse("portfolio:builds", args=[portfolio.case.application.uuid])
    with once(request, scope="portfolio.build") as turn:
        if turn.first:
            try:
                building.ask(portfolio=portfolio, shrink=request.POST.get("shrink") == "yes", at=london.now())
            except Refused as no:
                messages.warning(request, str(no.refusals[0]))
            turn.answer(back)
    return redirect(turn.url)


def _state(portfolio: Portfolio) -> dict[str, Any]:
    """What the middle part of the page shows."""
    standing = queries.standing(portfolio)
    return {"standing": standing, "newest": standing.newest, "under_way": standing.under_way}
