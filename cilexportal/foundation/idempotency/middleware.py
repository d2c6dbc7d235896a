"""Forms that cannot be taken: the page that keeps what was typed, and forms sent after the session had ended."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme

from cilexportal.foundation.idempotency import keys, services, web

KEPT = "What you had typed is kept. Sign in, and it is in its form again."


class FormConflictMiddleware:
    """Answers a form that was sent before with other text: 409, with everything that was typed.

    Leaves each browser that was shown a form the mark by which it is known once the session has ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        mark = request.META.get(keys.MARK)
        if mark and request.COOKIES.get(keys.cookie_name()) != mark:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(keys.cookie_name(), mark, secure=secure, httponly=True, samesite="Lax")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, web.FormConflict):
            return None
        return web.keep_typed(request, template="409.html", status=409)


def hold_if_signed_out(request: HttpRequest) -> HttpResponse | None:
    """Keeps a form that a person sent after their session had ended, and sends them to sign in and back.

    None for anything else: a person signed in, a page only read, or a form without a key of ours. The form is held
    for the person it was given to, whoever signs in next, where its page gives it back; what cannot be held is shown,
    to be copied. A button leads back to the page it was on.
    """
    if request.user.is_authenticated or request.method != "POST":
        return None
    form_key = keys.read(request.POST.get(keys.FIELD, ""))
    if form_key is None:
        return None
    typed = web.typed_fields(request.POST)
    view = resolve(request.path_info).func
    if typed and getattr(view, "shown_to_copy", False) and web.sent_by_our_page(request):
        return web.keep_typed(request, template="403_csrf.html", status=403, again=False)
    if not typed or not getattr(view, "gives_back", False):
        return redirect_to_login(_came_from(request))
    if not web.may_be_held(request, form_key):
        return web.keep_typed(request, template="403_csrf.html", status=403, again=False)
    services.hold(user_id=form_key.user_id, path=request.path, fields={**typed, keys.FIELD: [form_key.key]})
    messages.info(request, KEPT, fail_silently=True)
    return redirect_to_login(request.get_full_path())


def _came_from(request: HttpRequest) -> str:
    """The page of ours that the button was on; the first page where that is not known."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(page)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))
