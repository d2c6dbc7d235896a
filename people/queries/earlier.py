"""Which members, by now perhaps former ones, the person of an account may be."""

from __future__ import annotations

from datetime import date
from typing import LiteralString

from django.db import connection

from members.models import Member, User
from members.queries import listed_as
from people.queries.duplicates import ADDRESS, PHONE, POSTCODE
from people.rules.duplicates import Likeness
from standing.queries.earlier import Earlier

# Somebody who comes back may do so with a new address, and as "Ann" where they were "Ann Mary": of who holds no grade
# today, the surname and the first of the other names are enough.
LIKE: LiteralString = rf"""
WITH person AS MATERIALIZED (
    SELECT
        m.id, split_part(m.sort_name, ', ', 1) AS surname,
        split_part(split_part(m.sort_name, ', ', 2), ' ', 1) AS forename,
        {ADDRESS} AS address, {PHONE} AS phone, {POSTCODE} AS postcode,
        NOT EXISTS (
            SELECT FROM members_gradeheld held WHERE held.member_id = m.id
            AND held.from_date <= %(on)s AND (held.until_date IS NULL OR held.until_date > %(on)s)
        ) AS left_us
    FROM members_member m
    LEFT JOIN members_user u ON u.id = m.user_id
    LEFT JOIN people_contact c ON c.user_id = m.user_id
    WHERE NOT EXISTS (SELECT FROM people_merge gone WHERE gone.gone_id = m.id AND gone.undone_at IS NULL)
), asking AS (
    SELECT {ADDRESS} AS address, {PHONE} AS phone, {POSTCODE} AS postcode
    FROM members_user u LEFT JOIN people_contact c ON c.user_id = u.id WHERE u.id = %(user)s
), named AS (
    SELECT split_part(%(name)s, ', ', 1) AS surname, split_part(split_part(%(name)s, ', ', 2), ' ', 1) AS forename
    WHERE %(name)s <> ''
), alike AS (
    SELECT id, 1 AS strength, 'email' AS why FROM person JOIN asking USING (address)
    UNION ALL SELECT id, 2, 'phone' FROM person JOIN asking USING (phone)
    UNION ALL SELECT id, 3, 'postcode' FROM person JOIN named USING (surname, forename) JOIN asking USING (postcode)
    UNION ALL SELECT id, 4, 'name' FROM person JOIN named USING (surname, forename) WHERE left_us
)
SELECT id, (array_agg(why ORDER BY strength))[1] FROM alike GROUP BY id ORDER BY min(strength), id
"""  # noqa: S608 - made of constants


def memberships_of(user: User, today: date) -> list[Earlier]:
    """[TC-4.4b] The members whom the person of this account may be, the likeliest first."""
    with connection.cursor() as cursor:
        cursor.execute(LIKE, {"user": user.pk, "name": listed_as(user.full_name), "on": today})
        found = cursor.fetchall()
    members = Member.objects.in_bulk([pk for pk, _ in found])
    return [Earlier(members[pk], Likeness(why).words) for pk, why in found]
