"""Forms that were sent after the session had ended, in their boxes again after signing in."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest

from cilexportal.foundation.idempotency.sent import sent, status_of

__all__ = ["begun", "status_of"]
Sent = TypeVar("Sent", bound=forms.Form)


def begun(request: HttpRequest, form: type[Sent], **made: Any) -> Sent:
    """The form of this page: as it was sent now, else as it was sent when the session had ended, else empty.

    `made` is what the form is made with besides.
    """
    return form(sent(request), **made)
