"""What every page of a final application has in common: it is its owner's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from admission.queries.owner import case_of
from admission.services.gathering import WRITTEN
from applications.models import Case

More = ParamSpec("More")
# The pages beside each other: the name of the route and what its link says.
PAGES = (("final", "Your final application"), ("before", "Before you pay"))
OfCase = Callable[Concatenate[HttpRequest, Case, More], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Beside:
    """A page of the final application; `here` is the one that is open."""

    text: str
    url: str
    here: bool


def owned(view: OfCase[More]) -> Callable[Concatenate[HttpRequest, UUID, More], HttpResponseBase]:
    """[HB-58] Gives a view the final step of the application whose uuid is in the address. Raises Http404 where it is
    not the person's own."""

    @wraps(view)
    def of_owner(request: HttpRequest, uuid: UUID, *args: More.args, **kwargs: More.kwargs) -> HttpResponseBase:
        case = case_of(uuid, request.user)
        if case is None:
            raise Http404
        return view(request, case, *args, **kwargs)

    return of_owner


def around(case: Case, *, here: str) -> dict[str, Any]:
    """[HB-58] What admission/page.html asks for on every page. `here` is a route's name of PAGES: once it was
    submitted, none leads to what is read before paying."""
    application = case.application
    pages = [one for one in PAGES if one[0] != "before" or case.stage in WRITTEN]
    return {
        "case": case, "application": application,
        "beside": [
            Beside(text, reverse(f"admission:{name}", args=[application.uuid]), name == here) for name, text in pages
        ],
    }  # fmt: skip
