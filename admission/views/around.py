"""What every page of a final application has in common: it is its owner's, and leads to the others."""

from __future__ import annotations

from collections.abc import Callable
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
from applications.views.around import ABOVE, SUBMITTING, Beside, pages_of

More = ParamSpec("More")
OfCase = Callable[Concatenate[HttpRequest, Case, More], HttpResponseBase]


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
    second = ("before", "Before you pay") if case.stage in WRITTEN else ("declarations", "Declarations")
    own = [
        Beside(text, reverse(f"admission:{name}", args=[application.uuid]), name == here)
        for name, text in (("final", "Your final application"), second)
    ]
    but = {ABOVE, SUBMITTING[Stage(case.stage)]} if case.stage in WRITTEN else {ABOVE}
    of_step = [one for one in pages_of(case, here=here) if one.text not in but]
    return {"case": case, "application": application, "beside": own + of_step}
