"""What pages behind a link share: the cookie of the visit, and answers that nobody keeps or is told of."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cilexportal.foundation.visitors.keys import Opened

Response = TypeVar("Response", bound=HttpResponseBase)


def private(response: Response) -> Response:
    """Kept by nobody, told to nobody: the address of the first page is a key."""
    response["Cache-Control"], response["X-Robots-Tag"] = "private, no-store", "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def typed(request: HttpRequest, *, ours: Collection[str]) -> list[tuple[str, str]]:
    """What somebody typed into a form of a visit that is over, to be copied; `ours` are its boxes that nobody sees."""
    return [(name, text) for name, text in request.POST.items() if name not in ours and text]


def remember(response: HttpResponseBase, opened: Opened, *, cookie: str, path: str) -> None:
    """Gives the browser the key of its visit, for the pages below `path` alone."""
    response.set_cookie(
        cookie, opened.key, max_age=opened.seconds, path=path, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Strict",
    )  # fmt: skip


def cookie_name(name: str) -> str:
    """The name of a cookie that is sent to some pages alone."""
    return f"__Secure-{name}" if settings.SESSION_COOKIE_SECURE else name
