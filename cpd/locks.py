"""The locks that keep saving and closing apart: every save of a member's year shares one, a closing batch has it alone.

Members are locked by buckets of ids, so that a batch takes one lock for all its members and a save one for its own.
The locks end with the transaction, whatever becomes of the process.
"""

from __future__ import annotations

from django.db import connection

BUCKET = 5_000
# The first of the two numbers that name an advisory lock: this number and the year's id.
FAMILY = 0x0C1D_0000


def bucket_of(member_id: int) -> int:
    """The bucket that a member's years are locked in."""
    return member_id // BUCKET


def lock_shared(*, year_id: int, member_id: int) -> None:
    """Taken first by every service that changes what a member's year comes to: waits while a batch closes it.

    Ask whether the year is still open after this returns, never before.
    """
    _lock("pg_advisory_xact_lock_shared", year_id, bucket_of(member_id))


def lock_exclusive(*, year_id: int, bucket: int) -> None:
    """Taken by a closing batch: waits until every save in the bucket has ended, and keeps new ones waiting."""
    _lock("pg_advisory_xact_lock", year_id, bucket)


def _lock(function: str, year_id: int, bucket: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [FAMILY + year_id, bucket])
