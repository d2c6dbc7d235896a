"""Forms that were sent after the session had ended, in their boxes again after signing in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from cilexportal.foundation.idempotency import services
from cilexportal.foundation.idempotency.services import Fields

BACK = "What you had typed before you were signed out is in the form again. It is not sent yet."


@contextmanager
def giving_back(request: HttpRequest) -> Iterator[Fields | None]:
    """As services.giving_back, for the page that is asked for. HEAD is given nothing: nobody reads its answer, so that
    the form stays held for the page itself."""
    if request.method == "HEAD":
        yield None
        return
    with services.giving_back(user_id=request.user.pk, path=request.path) as held:
        yield held


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form of this page was sent with: now, or when the session had ended; None where neither was."""
    if request.method == "POST":
        return request.POST
    with giving_back(request) as held:
        if held is None:
            return None
        messages.info(request, BACK)
        typed = QueryDict(mutable=True)
        for name, values in held.items():
            typed.setlist(name, list(values))
        return typed


def status_of(request: HttpRequest, form: BaseForm) -> int:
    """422 for a form that was sent and cannot be taken."""
    return 422 if request.method == "POST" and form.errors else 200
