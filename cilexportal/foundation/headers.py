"""What every answer tells browsers, proxies and search engines, and how long a request may be."""

from __future__ import annotations

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Handler = Callable[[HttpRequest], HttpResponse]

# Nothing on the portal uses these powers of a browser; passkeys are for our own pages alone.
PERMISSIONS = ", ".join(
    [
        *(f"{power}=()" for power in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)
SIGN_IN_PAGES = "/account/"
STAFF_PAGES = "/desk/"


class HeadersMiddleware:
    """Adds what Django's own middleware leaves out, unless the view has decided for itself.

    A page of somebody signed in is kept by nobody: no proxy, no browser on a shared machine. Search engines take
    only what a visitor may read, and nothing outside production.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        personal = is_personal(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if personal and not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        if personal or response.status_code != 200 or not settings.PRODUCTION:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


class PolicyMiddleware:
    """Adds the content security policy of the settings. It is the same for every answer, so it is put together once."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class BodyLimitMiddleware:
    """Answers 413 to a request longer than `REQUEST_MAX_BYTES` by its own account, before anything reads it.

    Staff send recordings, so their pages take more: nobody else comes far enough there for a body to be read.
    A body without a stated length is read by nobody, so nothing passes by keeping silent.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        stated = request.META.get("CONTENT_LENGTH") or "0"
        of_staff = request.path.startswith(STAFF_PAGES)
        limit = settings.STAFF_REQUEST_MAX_BYTES if of_staff else settings.REQUEST_MAX_BYTES
        if stated.isdigit() and int(stated) > limit:
            return render(request, "413.html", status=413)
        return self.get_response(request)


def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer belongs to one person. The cookie tells; asking the database would cost every page."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies or request.path.startswith(SIGN_IN_PAGES)
