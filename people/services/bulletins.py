"""What officers write to whoever wishes to hear of it: research to members, courses to those who asked [TC-11.2]."""

from __future__ import annotations

from datetime import datetime
from typing import Any, LiteralString

from django.db import connection, transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import MARKETING, POLICY_RESEARCH
from cilexportal.foundation.correspondence.setwise import queue_rows
from cilexportal.foundation.nudge import nudge
from members.models import User
from people.enums import Bulletins
from people.models import Bulletin

# Who has not said no, and who has said yes: only to spare letters, for each is asked again when it is about to go.
TO_MEMBERS: LiteralString = """
    FROM members_user person
    LEFT JOIN correspondence_preference wish ON wish.user_id = person.id AND wish.category = 'policy_research'
    WHERE person.is_active AND coalesce(wish.way, 'email') <> 'none' AND EXISTS (
        SELECT FROM members_member member JOIN members_gradeheld held ON held.member_id = member.id
        WHERE member.user_id = person.id AND held.from_date <= %(today)s
            AND (held.until_date IS NULL OR held.until_date > %(today)s)
    )
"""
TO_WHO_ASKED: LiteralString = """
    FROM members_user person
    JOIN correspondence_preference wish ON wish.user_id = person.id AND wish.category = 'marketing'
    WHERE person.is_active AND wish.way <> 'none'
"""
ROW: LiteralString = """
    SELECT
        'people.' || %(category)s AS kind, person.id AS to_user_id,
        coalesce(nullif(person.full_name, ''), person.email) AS to_name, person.email AS to_email,
        jsonb_build_object('bulletin', %(bulletin)s::bigint) AS context,
        concat_ws(':', 'people.bulletin', %(bulletin)s::text, person.id) AS dedupe_key
"""
WHO = {Bulletins.POLICY_RESEARCH: TO_MEMBERS, Bulletins.MARKETING: TO_WHO_ASKED}
QUEUE = {
    Bulletins.POLICY_RESEARCH: queue_rows(ROW + TO_MEMBERS, category=POLICY_RESEARCH),
    Bulletins.MARKETING: queue_rows(ROW + TO_WHO_ASKED, category=MARKETING),
}


def readers(*, category: Bulletins, at: datetime) -> int:
    """[TC-11.2] To how many people a message of this category would be queued now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*)" + WHO[category], _day(at))
        count: int = cursor.fetchone()[0]
    return count


def send(*, category: Bulletins, subject: str, words: str, by: User, at: datetime) -> Bulletin:
    """[TC-11.2] Queues a message to everybody who wishes it, in one statement; their wish is asked again at sending."""
    with transaction.atomic():
        made = Bulletin.objects.create(category=category, subject=subject, words=words, sent_at=at, sent_by=by)
        with connection.cursor() as cursor:
            asked = {"bulletin": made.pk, "category": category.value, "at": at, **_day(at)}
            cursor.execute(QUEUE[category], asked)
            made.queued = cursor.rowcount
        made.save(update_fields=["queued"])
    _tell_worker()
    return made


def _day(at: datetime) -> dict[str, Any]:
    return {"today": london.date_of(at)}


def _tell_worker() -> None:
    from cilexportal.foundation.correspondence.tasks import send_due

    nudge(send_due)
