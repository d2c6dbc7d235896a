"""Members with a known year, and what a close left behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from cilexportal.foundation.correspondence.models import Message
from cpd.enums import Outcome
from cpd.models import CpdYear, Parked, Record, YearResult
from cpd.services import close
from members.models import Member
from tests.cpd.conftest import CLOSES, counting

Close = Callable[..., Any]


@pytest.fixture
def run_close(year: CpdYear) -> Close:
    """`run_close()` closes 2025/26 in this process as of its closing instant; `at=` and so on as for the service."""

    def closing(*, at: datetime = CLOSES, of: CpdYear = year, **how: Any) -> Any:
        run = close.start(year=of, by=how.pop("by", None), at=at, **how)
        for _ in close.work_through(run, at=at):
            pass
        run.refresh_from_db()
        return run

    return closing


def log_nine(member: Member, year: CpdYear, *, planned: int = 5, professionalism: int = 1, of: int = 9) -> list[Record]:
    """`of` complete records, the first of them planned and about professionalism as often as said."""
    return [
        counting(
            member, year, planned=number < planned, professionalism=number < professionalism, title=f"No. {number}"
        )
        for number in range(of)
    ]


def log_hours(member: Member, year: CpdYear, *hours: str, in_specialism: bool = True) -> list[Record]:
    """One complete record for each number of hours."""
    return [counting(member, year, hours=amount, in_specialism=in_specialism) for amount in hours]


def outcomes(year: CpdYear) -> dict[int, str]:
    """Member id -> live outcome."""
    return dict(YearResult.objects.filter(year=year, superseded_at=None).values_list("member_id", "outcome"))


def outcome(member: Member, year: CpdYear) -> Outcome | None:
    """The member's live outcome, or None."""
    found = outcomes(year).get(member.pk)
    return Outcome(found) if found else None


def left_behind() -> dict[str, Any]:
    """Everything a close writes, without ids and clock times of the database."""
    results = YearResult.objects.order_by("member_id", "pk").values_list(
        "member_id", "year_id", "requirement_id", "outcome", "outcomes", "professionalism", "planned", "hours",
        "specialism_hours", "outside_study_hours", "reduced", "extended_until", "closed_at", "superseded_at",
    )  # fmt: skip
    letters = Message.objects.order_by("to_name", "pk").values_list("kind", "to_name", "to_email", "state")
    return {
        "results": list(results),
        "letters": list(letters),
        "parked": list(Parked.objects.order_by("member_id").values_list("member_id", "reason")),
        "history": _history(),
    }


def _history() -> int:
    """How many rows the trail has of results."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cpd_yearresultevent")
        return int(cursor.fetchone()[0])


def checksums() -> dict[str, str]:
    """Table -> a checksum of its rows, for every table of the portal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = sorted(name for (name,) in cursor.fetchall())
        sums = {}
        for table in tables:
            cursor.execute(f"SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM {table} row")
            sums[table] = cursor.fetchone()[0]
    return sums
