"""The least that a Django page and a Django POST can be for somebody who is signed in: the floors of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template import Context, Engine
from django.test import override_settings
from django.urls import path, set_urlconf
from django.views.decorators.http import require_POST, require_safe

from cpd.models import Record

# What `startproject` sets up.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = Engine().from_string("""<!DOCTYPE html><html lang="en"><title>CPD</title><h1>{{ user.email }}</h1>
<p>{{ records }} records</p></html>""")


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """How many records the signed-in person has, by one query that reads no record."""
    records = Record.objects.filter(member__user=request.user).count()
    return HttpResponse(PAGE.render(Context({"records": records, "user": request.user})))


@require_POST
@login_required
def note(request: HttpRequest) -> JsonResponse:
    """One insert of what was sent."""
    text = request.body.decode()
    made = LogEntry.objects.create(user=request.user, object_repr="note", change_message=text, action_flag=CHANGE)
    return JsonResponse({"id": made.pk})


urlpatterns = [path("page/", page), path("note/", note)]


class BareRequest(WSGIRequest):
    """A request for the two addresses above, so that the portal's own need not be touched."""

    urlconf = __name__


class BareHandler(WSGIHandler):
    """A server of those two addresses behind no more than Django's own middleware."""

    request_class = BareRequest

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> HttpResponseBase:
        try:
            return super().__call__(environ, start_response)
        finally:
            set_urlconf(None)


def handler() -> BareHandler:
    """The floor, ready to be called as a server calls it."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return BareHandler()
