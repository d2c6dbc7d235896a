"""What the CPD years came to, for many members at once: what other apps derive from it, without the records."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from cilexportal.foundation import london
from cpd.rules.signing import loss_begins

# One row for every member and year that has begun. A year in which somebody held no grade was before their membership.
SQL = """
    SELECT
        member.id, year.label, year.ends_on, year.closes_at, year.loss_on, live.outcome, signed.at, extension.until,
        dispensation.id IS NOT NULL,
        EXISTS (
            SELECT FROM members_gradeheld held
            WHERE held.member_id = member.id AND held.from_date <= year.ends_on
                AND (held.until_date IS NULL OR held.until_date > year.starts_on)
        )
    FROM members_member member
    CROSS JOIN cpd_cpdyear year
    LEFT JOIN cpd_yearresult live ON live.member_id = member.id AND live.year_id = year.id
        AND live.superseded_at IS NULL
    LEFT JOIN cpd_signature signed ON signed.id = live.signature_id
    LEFT JOIN cpd_extension extension ON extension.member_id = member.id AND extension.year_id = year.id
        AND extension.withdrawn_at IS NULL
    LEFT JOIN cpd_dispensation dispensation ON dispensation.member_id = member.id AND dispensation.year_id = year.id
        AND dispensation.withdrawn_at IS NULL
    WHERE member.id = ANY (%(members)s) AND year.starts_on <= %(today)s
    ORDER BY member.id, year.starts_on
"""


class CameTo(NamedTuple):
    """One CPD year of one member. `lost_from` is the first London date on which it can take benefits away [CPD-13]."""

    member_id: int
    label: str
    ends_on: date
    lost_from: date
    outcome: str | None
    signed_on: date | None
    extended_until: date | None
    dispensed: bool
    was_member: bool


def came_to(member_ids: Collection[int], *, today: date) -> list[CameTo]:
    """[CPD-13] Every CPD year that has begun of these members, in one query, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"members": list(member_ids), "today": today})
        return [_row(*row) for row in cursor.fetchall()]


def _row(
    member_id: int, label: str, ends_on: date, closes_at: datetime, loss_on: date, outcome: str | None,
    signed_at: datetime | None, extended_until: date | None, dispensed: bool, was_member: bool,
) -> CameTo:  # fmt: skip
    lost_from = london.date_of(loss_begins(loss_on=loss_on, ends_on=ends_on, closes_at=closes_at))
    signed_on = london.date_of(signed_at) if signed_at else None
    return CameTo(member_id, label, ends_on, lost_from, outcome, signed_on, extended_until, dispensed, was_member)
