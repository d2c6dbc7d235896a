"""Forms that cannot be taken: the page that keeps what was typed, and forms sent after the session had ended."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

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
    for the person it was given to, whoever signs in next.
    """
    if request.user.is_authenticated:
        return None
    owner = web.signed_out_owner(request)
    if owner is None:
        return None
    services.hold(user_id=owner, path=request.path, fields=web.typed_fields(request.POST))
    return redirect_to_login(request.get_full_path(), login_url=settings.LOGIN_URL)
