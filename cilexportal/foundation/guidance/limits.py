"""How often one address may write, so that the queue stays readable."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST = 10
SECONDS = 3600


def may_write(request: HttpRequest) -> bool:
    """Counts this request; False from the eleventh of an hour on. The network address itself is not kept."""
    address = get_adapter().get_client_ip(request)
    key = "feedback:" + salted_hmac("guidance.feedback", address).hexdigest()
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) <= MOST
    except ValueError:  # the entry ran out between the two lines
        return True
