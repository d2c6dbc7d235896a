"""How often one address may write, so that the queue stays readable."""

from __future__ import annotations

from django.http import HttpRequest

from cilexportal.foundation import ratelimit

MOST = 10
SECONDS = 3600


def may_write(request: HttpRequest) -> bool:
    """Counts this request; False from the eleventh of an hour on."""
    return ratelimit.may(request, "feedback", most=MOST, seconds=SECONDS)
