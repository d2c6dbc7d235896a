"""The link in an email by which its category is switched off, without signing in."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.correspondence import heirs, preferences
from cilexportal.foundation.correspondence.rules import Through, Way


# Mail programs post here by themselves (RFC 8058), with neither cookie nor form of ours: the signature is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """[TC-10] A button, for programs that look at every link of a mail must change nothing; pressed, it is off."""
    found = preferences.read_stop(token)
    if found is None:
        raise Http404
    user_id, category = heirs.of(found[0]), found[1]
    # Nothing of this kind goes to an account that is closed, and nothing new is kept of it.
    is_open = get_user_model().objects.filter(pk=user_id, is_active=True).exists()
    if request.method == "POST" and is_open:
        preferences.choose(
            user_id=user_id, category=category, way=Way.NONE, by=user_id, through=Through.LINK, at=london.now()
        )
    is_off = not is_open or preferences.ways_of(user_id)[category] is Way.NONE
    return render(request, "correspondence/stop.html", {"category": category, "is_off": is_off})
