"""How often one network address may do a thing."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def may(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Counts this request; False from the one after the `most`th of `seconds` on. The address itself is not kept."""
    address = get_adapter().get_client_ip(request)
    key = f"{what}:{salted_hmac(what, address).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # the entry ran out between the two lines
        return True
