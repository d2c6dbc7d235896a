"""Reminders: queued set-wise on their day, and asked again at the moment of sending whether they are needed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import CPD
from cilexportal.foundation.correspondence.setwise import queue_rows
from cpd import locks
from cpd.enums import Outcome
from cpd.models import CpdYear, YearResult
from cpd.queries import reminders as queries
from cpd.queries.kinds import Kind, forget, gather_sql, kinds_gathered
from cpd.queries.year_facts import NoRequirement, facts_for
from cpd.rules.reminding import Step, is_reminded
from cpd.rules.requirement import decide

# Nobody whose year has closed, by the clock or by a result, is reminded of it.
GATHER = gather_sql("""
    (live.id IS NULL OR live.outcome = 'extended') AND fact.closed_at > %(at)s
    AND ((fact.closed_at - interval '1 second') AT TIME ZONE 'Europe/London')::date = ANY (%(last_days)s)
""")
BUCKETS = "SELECT DISTINCT id / %s FROM members_member ORDER BY 1"
QUEUE = """
    WITH told AS (
        SELECT * FROM unnest(%(kinds)s::int[], %(steps)s::text[], %(days)s::date[], %(posted)s::boolean[])
            t(kind, step, day, goes_by_post)
    )
"""
QUEUE += queue_rows(
    """
    SELECT
        'cpd.reminder' AS kind,
        member.user_id AS to_user_id,
        member.full_name AS to_name,
        coalesce(person.email, '') AS to_email,
        jsonb_build_object(
            'member', member.id, 'year', %(year)s::bigint, 'step', told.step, 'last_day', told.day
        ) AS context,
        concat_ws(':', 'cpd.reminder', %(year)s::text, told.step, told.day, member.id) AS dedupe_key
    FROM cpd_gathered fact
    JOIN told USING (kind)
    JOIN members_member member ON member.id = fact.member_id
    LEFT JOIN members_user person ON person.id = member.user_id
    WHERE person.id IS NOT NULL OR told.goes_by_post
""",
    category=CPD,
)


def remind(*, at: datetime) -> int:
    """[REC-23] Queues every reminder due at `at`, each once a member, year, step and last day; returns how many.

    No choice of the member's is asked: they come with membership [TC-11.2]. Somebody without an account has them by
    post. Run again it queues nothing; run a day late it queues what was missed.
    """
    queued = 0
    today = london.date_of(at)
    for year in queries.years_running(today=today):
        due = queries.steps_due(year, today=today)
        for bucket in _buckets() if due else []:
            queued += _remind_bucket(year, bucket, due, at)
    return queued


def _buckets() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(BUCKETS, [locks.BUCKET])
        return [bucket for (bucket,) in cursor.fetchall()]


def _remind_bucket(year: CpdYear, bucket: int, due: dict[date, Step], at: datetime) -> int:
    """Queues the reminders of one bucket of members in one transaction."""
    first = bucket * locks.BUCKET
    parameters = {"year": year.pk, "at": at, "first": first, "last": first + locks.BUCKET, "last_days": list(due)}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(GATHER, parameters)
        told = _told(kinds_gathered(cursor), due, at)
        if told:
            kinds, steps, days = zip(*told, strict=True)
            given = {
                "kinds": list(kinds),
                "steps": [step.code for step in steps],
                "days": list(days),
                "posted": [step.goes_by_post for step in steps],
            }
            cursor.execute(QUEUE, parameters | given)
            queued: int = cursor.rowcount
        forget(cursor)
    return queued if told else 0


def _told(kinds: list[Kind], due: dict[date, Step], at: datetime) -> list[tuple[int, Step, date]]:
    """The kinds of member to remind, each with its step and last day."""
    told = []
    for kind in kinds:
        day = london.last_day_before(kind.facts.closed_at)
        if _needs(due[day], kind.facts, at):
            told.append((kind.number, due[day], day))
    return told


def _needs(step: Step, facts: Any, at: datetime) -> bool:
    """Whether the rule has such a member reminded. One whom nobody can judge is the officer's, not the member's."""
    try:
        outcome = decide(facts.facts, at=at).outcome
    except NoRequirement:
        return False
    return is_reminded(step, outcome=outcome, recorded=facts.outcomes)


def still_needed(context: dict[str, Any], at: datetime) -> bool:
    """[REC-23] Whether a queued reminder is still true: nothing that matters has changed since it was queued."""
    step = queries.step_called(context["step"])
    live = YearResult.objects.filter(member=context["member"], year=context["year"], superseded_at=None)
    if step is None or live.exclude(outcome=Outcome.EXTENDED).exists():
        return False
    facts = facts_for(member_id=context["member"], year_id=context["year"])
    same_day = london.last_day_before(facts.closed_at).isoformat() == context["last_day"]
    return same_day and at < facts.closed_at and _needs(step, facts, at)
