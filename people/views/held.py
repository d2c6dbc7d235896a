"""Forms that were sent after the session had ended, in their boxes again after signing in."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict

from cilexportal.foundation.idempotency import services as forms_held

BACK = "What you had typed before you were signed out is in the form again. It is not sent yet."
Sent = TypeVar("Sent", bound=forms.Form)


def begun(request: HttpRequest, form: type[Sent], **made: Any) -> Sent:
    """The form of this page: as it was sent now, else as it was sent when the session had ended, else empty.

    `made` is what the form is made with besides.
    """
    if request.method == "POST":
        return form(request.POST, **made)
    with forms_held.giving_back(user_id=request.user.pk, path=request.path) as held:
        if held is None:
            return form(**made)
        messages.info(request, BACK)
        typed = QueryDict(mutable=True)
        for name, values in held.items():
            typed.setlist(name, list(values))
        return form(typed, **made)


def status_of(request: HttpRequest, form: forms.Form) -> int:
    """422 for a form that was sent and cannot be taken."""
    return 422 if request.method == "POST" and form.errors else 200
