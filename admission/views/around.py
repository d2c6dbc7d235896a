"""What every page of a final application has in common: it is its owner's, and leads to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from admission.queries.gathered import WRITTEN
from admission.queries.owner import case_of
from applications.enums import Stage
from applications.models import Case

More = ParamSpec("More")
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
    """[HB-58] What admission/page.html asks for on every page. `here` is the name of a route: "final", "before" or
    "declarations". What is read before paying leads to submitting, and no other page does."""
    application = case.application
    whole, step = [application.uuid], [application.uuid, case.step]
    pages = [("admission:final", "Your final application", whole)]
    if case.stage in WRITTEN:
        pages += [("admission:before", "Before you pay", whole), ("applications:references", "References", step)]
    else:
        pages += [
            ("admission:declarations", "Declarations", whole), ("applications:references", "References", step),
            ("applications:submit", "Fee" if case.stage == Stage.FEE else "What you submitted", step),
        ]  # fmt: skip
    beside = [Beside(text, reverse(name, args=args), name == f"admission:{here}") for name, text, args in pages]
    return {"case": case, "application": application, "beside": beside}
