"""A new version of the rules of members is told to every member, and counts for none before it [TC-4.1a]."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence.kinds import GOVERNANCE
from cilexportal.foundation.correspondence.setwise import queue_rows
from cilexportal.foundation.nudge import nudge
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from standing.models import MemberRule

# Under the same key as queries.member_rules.notice_key.
TELL = queue_rows(
    """
    SELECT
        'standing.rule_changed' AS kind, member.user_id AS to_user_id, member.full_name AS to_name,
        coalesce(person.email, '') AS to_email, jsonb_build_object('rule', %(rule)s::bigint) AS context,
        concat_ws(':', 'standing.rule_changed', %(rule)s::text, member.id) AS dedupe_key
    FROM members_member member
    LEFT JOIN members_user person ON person.id = member.user_id
    WHERE EXISTS (
        SELECT FROM members_gradeheld held WHERE held.member_id = member.id
        AND held.from_date <= %(today)s AND (held.until_date IS NULL OR held.until_date > %(today)s)
    )
""",
    category=GOVERNANCE,
)


def announce(*, rule_id: int, by: User, at: datetime) -> int:
    """[TC-4.1a] Writes to every member about a new version, once; returns to how many.

    Raises Refused where members know.
    """
    with transaction.atomic(), because(user_id=by.pk, why="standing.announce_rule"):
        rule = MemberRule.objects.select_for_update().get(pk=rule_id)
        if rule.announced_at is not None:
            raise Refused.because("TC-4.1a", "Members have been told of this version.")
        rule.announced_at = at
        rule.save(update_fields=["announced_at"])
        with connection.cursor() as cursor:
            cursor.execute(TELL, {"rule": rule.pk, "today": london.date_of(at), "at": at})
            told: int = cursor.rowcount
    _tell_worker()
    return told


def _tell_worker() -> None:
    from cilexportal.foundation.correspondence.tasks import send_due

    nudge(send_due)
