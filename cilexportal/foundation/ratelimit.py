"""How often one network address may do a thing."""

from __future__ import annotations

import time
from hashlib import blake2b

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def may(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Counts this request; False from the one after the `most`th of a stretch of `seconds` on.

    Each stretch has a count of its own, whenever its requests come. The address itself is not kept.
    """
    address = get_adapter().get_client_ip(request)
    stretch = int(time.time()) // seconds
    return _counted(f"{what}:{stretch}:{salted_hmac(what, address).hexdigest()}", seconds) <= most


def _counted(key: str, seconds: int) -> int:
    """How often the key was counted, this time included. The cache's own `incr` neither keeps how long an entry is to
    stay nor has two that come at once one after the other."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock(key)])
        count: int = cache.get(key, 0) + 1
        cache.set(key, count, seconds)
    return count


def _lock(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)
