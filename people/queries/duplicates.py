"""Pairs of members who may be one person, found set-wise by what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from django.db import connection

from members.models import Member
from people.rules.duplicates import Likeness

A_PAGE = 30

# Of an account `u` and its contact `c`, as they are compared. Addresses as they arrive: small letters, without what
# follows a plus; dots mean nothing to one provider.
ADDRESS: LiteralString = """CASE WHEN split_part(lower(u.email), '@', 2) IN ('gmail.com', 'googlemail.com')
            THEN replace(split_part(split_part(lower(u.email), '@', 1), '+', 1), '.', '') || '@gmail.com'
            ELSE split_part(split_part(lower(u.email), '@', 1), '+', 1) || '@' || split_part(lower(u.email), '@', 2)
        END"""
PHONE: LiteralString = r"nullif(regexp_replace(regexp_replace(c.phone, '^(\+|00)44', '0'), '[^0-9]', '', 'g'), '')"
POSTCODE: LiteralString = "nullif(upper(replace(c.postcode, ' ', '')), '')"
# Everything is compared once a pair: those merged already, and pairs told apart, are left out.
PAIRS: LiteralString = f"""
WITH person AS MATERIALIZED (
    SELECT
        m.id, m.sort_name, m.user_id,
        {ADDRESS} AS address,
        {PHONE} AS phone,
        {POSTCODE} AS postcode,
        nullif(lower(p.employer), '') AS employer
    FROM members_member m
    LEFT JOIN members_user u ON u.id = m.user_id
    LEFT JOIN people_contact c ON c.user_id = m.user_id
    LEFT JOIN standing_practice p ON p.member_id = m.id
    WHERE NOT EXISTS (SELECT FROM people_merge gone WHERE gone.gone_id = m.id AND gone.undone_at IS NULL)
), alike AS (
    SELECT a.id AS one, b.id AS other, 1 AS strength, 'email' AS why
    FROM person a JOIN person b ON a.address = b.address AND a.id < b.id
    UNION ALL
    SELECT a.id, b.id, 2, 'phone' FROM person a JOIN person b ON a.phone = b.phone AND a.id < b.id
    UNION ALL
    SELECT a.id, b.id, 3, 'postcode'
    FROM person a JOIN person b ON a.sort_name = b.sort_name AND a.postcode = b.postcode AND a.id < b.id
    UNION ALL
    SELECT a.id, b.id, 4, 'employer'
    FROM person a JOIN person b ON a.sort_name = b.sort_name AND a.employer = b.employer AND a.id < b.id
    UNION ALL
    SELECT a.id, b.id, 5, 'account'
    FROM person a JOIN person b
    ON a.sort_name = b.sort_name AND (a.user_id IS NULL) <> (b.user_id IS NULL) AND a.id < b.id
)
SELECT one, other, array_agg(why ORDER BY strength) AS why
FROM alike
WHERE NOT EXISTS (SELECT FROM people_notduplicate told WHERE told.one_id = alike.one AND told.other_id = alike.other)
GROUP BY one, other
ORDER BY min(strength), one, other
LIMIT %(most)s OFFSET %(skipped)s
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Alike:
    """Two members and everything they have in common, the strongest first."""

    one: Member
    other: Member
    why: list[Likeness]


def pairs(*, skipped: int = 0, most: int = A_PAGE) -> list[Alike]:
    """Pairs, the likeliest first."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"most": most, "skipped": skipped})
        found = cursor.fetchall()
    ids = {one for row in found for one in row[:2]}
    members = Member.objects.select_related("user").in_bulk(ids)
    return [Alike(members[one], members[other], [Likeness(word) for word in why]) for one, other, why in found]
