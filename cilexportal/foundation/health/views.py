"""Two questions: does the process live, and can it do its work? The second names what is amiss, and no person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cilexportal.foundation import london
from cilexportal.foundation.health import queries


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answers without asking anything else, so that only a dead process is started anew."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """503 only where the database is down; whatever else is amiss makes the portal slower, not wrong."""
    state = queries.state(at=london.now())
    return JsonResponse(state, status=200 if state["database"] == queries.OK else 503)
