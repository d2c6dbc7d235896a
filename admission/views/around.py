"""What every page of a final application has in common: it is its owner's."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from admission.queries.owner import case_of
from applications.models import Case

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
