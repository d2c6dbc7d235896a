"""Watching a year close on the real worker."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.db import connection

from tests.browser.stack import PATIENCE

# What the close writes, without the ids and instants that differ from run to run.
RESULTS = """
    SELECT member.number, result.outcome, result.outcomes, result.professionalism, result.planned, result.hours,
        result.specialism_hours, result.superseded_at IS NULL,
        (SELECT count(*) FROM cpd_yearresultevent event WHERE event.pgh_obj_id = result.id),
        (SELECT count(*) FROM correspondence_message message WHERE message.dedupe_key = 'cpd.closed:' || result.id)
    FROM cpd_yearresult result
    JOIN members_member member ON member.id = result.member_id
    JOIN cpd_cpdyear year ON year.id = result.year_id
    WHERE year.label = %s
    ORDER BY 1, 2, 8
"""


def fingerprint(year: str) -> str:
    """A hash of every result of a year with the number of its audit rows and letters."""
    with connection.cursor() as cursor:
        cursor.execute(RESULTS, [year])
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


def until(what: str, true: Callable[[], object], *, seconds: float = PATIENCE) -> None:
    """Waits until something has become true; fails saying what did not."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} seconds"
        time.sleep(0.1)
