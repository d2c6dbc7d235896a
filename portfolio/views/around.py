"""What every page of a portfolio has in common: it is its owner's, and it leads to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from cilexportal.foundation import london
from portfolio.models import Portfolio
from portfolio.queries.owner import case_of, portfolio_of, why_frozen
from portfolio.services import beginning

More = ParamSpec("More")
OfPortfolio = Callable[Concatenate[HttpRequest, Portfolio, More], HttpResponseBase]
# The pages beside each other: the name of the route and what its link says.
PAGES = (
    ("board", "Board"),
    ("library", "Library"),
    ("imports", "Finished sheets"),
    ("parked", "Parked"),
    ("supervisors", "Supervisors"),
    ("leaving", "Leaving a job"),
    ("builds", "As PDF"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A page of the portfolio; `here` is the one that is open."""

    text: str
    url: str
    here: bool


def owned(view: OfPortfolio[More]) -> Callable[Concatenate[HttpRequest, UUID, More], HttpResponseBase]:
    """Gives a view the portfolio of the application whose uuid is in the address. Raises Http404 where it is not the
    person's own, or there never was one and the application has ended."""

    @wraps(view)
    def of_owner(request: HttpRequest, uuid: UUID, *args: More.args, **kwargs: More.kwargs) -> HttpResponseBase:
        return view(request, _portfolio(request, uuid), *args, **kwargs)

    return of_owner


def around(portfolio: Portfolio, *, here: str) -> dict[str, Any]:
    """What portfolio/page.html asks for on every page. `here` is a route's name of PAGES."""
    application = portfolio.case.application
    return {
        "portfolio": portfolio, "application": application, "frozen": why_frozen(portfolio),
        "beside": [
            Beside(text, reverse(f"portfolio:{name}", args=[application.uuid]), name == here) for name, text in PAGES
        ],
    }  # fmt: skip


def _portfolio(request: HttpRequest, uuid: UUID) -> Portfolio:
    found = portfolio_of(uuid, request.user)
    if found is not None:
        return found
    case = case_of(uuid, request.user)
    if case is None or case.application.ended_at is not None:
        raise Http404
    return beginning.begun(case=case, at=london.now())
