"""Forms that cannot be taken: the page that keeps what was typed, and forms sent after the session had ended."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from cilexportal.foundation.idempotency import services, web


class FormConflictMiddleware:
    """Answers a form that was sent before with other text: 409, with everything that was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, web.FormConflict):
            return None
        return web.keep_typed(request, template="409.html", status=409)


def hold_if_signed_out(request: HttpRequest) -> HttpResponse | None:
    """Keeps a form that a person sent after their session had ended, and sends them to sign in and back.

    None for anything else: a person signed in, a page only read, or a form without a key of ours. The form is held
    for the person it was given to, whoever signs in next. A bare button leads back to the page it was on.
    """
    if request.user.is_authenticated:
        return None
    owner = web.signed_out_owner(request)
    if owner is None:
        return None
    typed = web.typed_fields(request.POST)
    if not typed:
        return redirect_to_login(_came_from(request))
    services.hold(user_id=owner, path=request.path, fields=typed)
    return redirect_to_login(request.get_full_path())


def _came_from(request: HttpRequest) -> str:
    """The page of ours that the button was on; the first page where that is not known."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))
