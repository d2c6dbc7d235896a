"""What the portal stands on, and how long its work has been waiting."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from celery import current_app
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from cilexportal.foundation.correspondence import queries as correspondence
from cilexportal.foundation.documents import queries as documents
from cilexportal.foundation.nudge import PATIENCE

logger = logging.getLogger(__name__)

OK, DEGRADED, DOWN = "ok", "degraded", "down"
BEAT = "health.beat"
PARTS = "health.parts"
A_DAY = 24 * 3600
# In seconds. Anybody may ask as often as they like, and trying the storage writes into it.
PARTS_HOLD_FOR = 10
# In seconds. What waits longer, waits because something does not work.
BEAT_LATE_AFTER = 120
WORK_LATE_AFTER = 600


def state(*, at: datetime) -> dict[str, Any]:
    """The whole answer: the parts, ages in seconds (null: nothing waits), and one word over all."""
    if not _works(_database):
        return {"state": DOWN, "database": DOWN}
    parts = {"database": OK, **_parts()}
    ages = {
        "seconds_since_beat": _age(last_beat(), at),
        "oldest_letter_seconds": _age(correspondence.oldest_due(at=at), at),
        "oldest_document_seconds": _age(documents.oldest_waiting(), at),
        "oldest_printout_seconds": _age(documents.oldest_printout(), at),
    }
    well = set(parts.values()) == {OK} and not _late(ages)
    return {"state": OK if well else DEGRADED, **parts, **ages}


def note_beat(*, at: datetime) -> None:
    """Remembers that beat and a worker were alive at `at`."""
    cache.set(BEAT, at, timeout=A_DAY)


def last_beat() -> datetime | None:
    """When beat and a worker last were alive; None where that is more than a day ago."""
    return cache.get(BEAT)


def _late(ages: dict[str, float | None]) -> bool:
    beat = ages["seconds_since_beat"]
    waiting = [age for name, age in ages.items() if name != "seconds_since_beat" and age is not None]
    return beat is None or beat > BEAT_LATE_AFTER or any(age > WORK_LATE_AFTER for age in waiting)


def _age(since: datetime | None, at: datetime) -> float | None:
    return None if since is None else max(0.0, round((at - since).total_seconds(), 1))


def _parts() -> dict[str, str]:
    """What is tried at some cost, once in ten seconds whoever asks."""
    parts: dict[str, str] | None = cache.get(PARTS)
    if parts is None:
        parts = {"broker": _word(_broker), "storage": _word(_storage)}
        cache.set(PARTS, parts, timeout=PARTS_HOLD_FOR)
    return parts


def _word(part: Callable[[], None]) -> str:
    return OK if _works(part) else DEGRADED


def _works(part: Callable[[], None]) -> bool:
    """Whether the part does what it is asked; any failure at all is the answer no."""
    try:
        part()
    except Exception as failure:
        logger.warning("%s does not work (%s)", part.__name__.strip("_"), type(failure).__name__)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        if cursor.fetchone() != (1,):
            raise DatabaseError


def _broker() -> None:
    with current_app.connection_for_write(transport_options=PATIENCE) as broker:
        broker.ensure_connection(max_retries=0, timeout=1)


def _storage() -> None:
    name = default_storage.save(f"health/{secrets.token_hex(8)}", ContentFile(b"ok"))
    default_storage.delete(name)
