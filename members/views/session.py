"""What a page's script asks about the session: how long it still lasts, and to be kept."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cilexportal.foundation import london
from members import doors


@never_cache
@require_safe
def status(request: HttpRequest) -> JsonResponse:
    """Seconds until the session ends, and a form token that still works. Asking is no activity [REC-16]."""
    return _state(request)


@never_cache
@require_POST
def extend(request: HttpRequest) -> JsonResponse:
    """Stays signed in: the request itself is the activity."""
    return _state(request)


def _state(request: HttpRequest) -> JsonResponse:
    left = doors.seconds_left(request, at=london.now())
    return JsonResponse({"seconds_left": max(0, int(left)), "csrf_token": get_token(request)})
