"""What pages behind a link share: the name of their cookie, and answers that nobody keeps or is told of."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)


def private(response: Response) -> Response:
    """Kept by nobody, told to nobody: the address of the first page is a key."""
    response["Cache-Control"], response["X-Robots-Tag"] = "private, no-store", "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def cookie_name(name: str) -> str:
    """The name of a cookie that is sent to some pages alone."""
    return f"__Secure-{name}" if settings.SESSION_COOKIE_SECURE else name
