"""History kept by the database: every change of an audited table, who made it and why, in rows nobody can rewrite.

Triggers work per statement, so that bulk writes and INSERT ... SELECT leave the same trail as a form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.http import HttpRequest, HttpResponse

from cilexportal.foundation import triggers

triggers.index()
WRITING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})

NO_TRUNCATE = pgtrigger.Trigger(
    name="no_truncate",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
)


def audited(*, exclude: Sequence[str] = ()) -> Callable[[type[models.Model]], type[models.Model]]:
    """A class decorator: inserts, updates and deletes of the model are written to its append-only event table."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        append_only=True,
        level=pgtrigger.Statement,
        meta={"triggers": [NO_TRUNCATE]},
    )


def because(*, user_id: int | None = None, **facts: Any) -> AbstractContextManager[Any]:
    """A context in which every change is recorded with its actor and reason: ids and short codes, never free text."""
    known = {"user": user_id, **facts}
    return pghistory.context(**{key: value for key, value in known.items() if value is not None})


class AuditMiddleware:
    """Names the signed-in person and the request in the trail of every writing request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in WRITING_METHODS:
            return self.get_response(request)
        with because(user_id=getattr(request.user, "pk", None), request=request.META.get("portal.request_id")):
            return self.get_response(request)
