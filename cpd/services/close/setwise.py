"""The close of a range of members in a handful of statements: gather, decide each distinct set of facts once, write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from cilexportal.foundation.correspondence.kinds import CPD
from cilexportal.foundation.correspondence.setwise import queue_rows
from cpd.enums import Outcome
from cpd.models import CloseBatch
from cpd.queries.close import IS_DUE, PARKED, due_parameters
from cpd.queries.kinds import Kind, forget, gather_sql, kinds_gathered
from cpd.queries.year_facts import NoRequirement
from cpd.rules.requirement import decide

GATHER = gather_sql(IS_DUE)
SUPERSEDE = """
    UPDATE cpd_yearresult SET superseded_at = %(at)s
    WHERE id IN (SELECT supersedes FROM cpd_gathered WHERE kind = ANY (%(kinds)s))
"""
LETTERS = queue_rows(
    """
    SELECT
        'cpd.year_closed' AS kind,
        member.user_id AS to_user_id,
        member.full_name AS to_name,
        coalesce(person.email, '') AS to_email,
        jsonb_build_object('result', closed.id) AS context,
        'cpd.closed:' || closed.id AS dedupe_key
    FROM closed
    JOIN members_member member ON member.id = closed.member_id
    LEFT JOIN members_user person ON person.id = member.user_id
    WHERE closed.outcome <> 'not_required'
""",
    category=CPD,
)
WRITE = f"""
    WITH decided AS (
        SELECT * FROM unnest(%(kinds)s::int[], %(outcomes)s::text[]) AS given(kind, outcome)
    ), closed AS (
        INSERT INTO cpd_yearresult (
            member_id, year_id, run_id, requirement_id, outcome, outcomes, professionalism, planned, hours,
            specialism_hours, outside_study_hours, reduced, extended_until, closed_at, decided_at
        )
        SELECT
            fact.member_id, %(year)s, %(run)s, fact.requirement_id, decided.outcome, fact.outcomes,
            fact.professionalism, fact.planned, fact.hours, fact.specialism_hours, fact.outside_study_hours,
            fact.reduced, CASE WHEN decided.outcome = 'extended' THEN fact.extended_until END, fact.closed_at,
            %(at)s
        FROM cpd_gathered fact
        JOIN decided USING (kind)
        RETURNING id, member_id, outcome
    )
    {LETTERS}
"""  # noqa: S608
PARK = """
    INSERT INTO cpd_parked (run_id, member_id, reason, parked_at)
    SELECT %(run)s, fact.member_id, given.reason, %(at)s
    FROM cpd_gathered fact
    JOIN unnest(%(kinds)s::int[], %(reasons)s::text[]) AS given(kind, reason) USING (kind)
    ON CONFLICT (run_id, member_id) DO NOTHING
"""


@dataclass
class Decided:
    """What each kind of a batch came to: the outcome, or why nobody can say.

    `totals` has the members of each grade and outcome, `unjudged` the members of each reason.
    """

    outcomes: dict[int, Outcome] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    totals: Counter[tuple[str, str]] = field(default_factory=Counter)
    unjudged: Counter[str] = field(default_factory=Counter)

    def rows(self) -> list[tuple[str, str, int]]:
        """The totals as they are kept on the batch."""
        return [(grade, outcome, members) for (grade, outcome), members in sorted(self.totals.items())]


def close_range(batch: CloseBatch, *, at: datetime) -> Decided:
    """Judges every due member of the batch and writes results, letters and parked members; a rehearsal writes nothing.

    Runs inside the caller's transaction, under the lock of the batch's bucket.
    """
    run = batch.run
    with connection.cursor() as cursor:
        cursor.execute(GATHER, due_parameters(run, first=batch.first, last=batch.last))
        decided = decide_kinds(kinds_gathered(cursor), at=run.at)
        if not run.rehearsal:
            _write(cursor, decided, {"year": run.year_id, "run": run.pk, "at": at})
        forget(cursor)
    return decided


def decide_kinds(kinds: Iterable[Kind], *, at: datetime) -> Decided:
    """[CPD-10] Decides each kind by the rule that the member's own page asks, or notes why it cannot be judged."""
    decided = Decided()
    for kind in kinds:
        grade = kind.facts.grade or ""
        try:
            outcome = decide(kind.facts.facts, at=at).outcome
        except NoRequirement as reason:
            decided.reasons[kind.number] = str(reason)
        except Exception as error:
            decided.reasons[kind.number] = f"The rules could not judge these records: {error!r}."
        else:
            decided.outcomes[kind.number] = outcome
        if kind.number in decided.reasons:
            decided.unjudged[decided.reasons[kind.number]] += kind.members
        came_to = decided.outcomes.get(kind.number, PARKED)
        decided.totals[grade, str(came_to)] += kind.members
    return decided


def _write(cursor: Any, decided: Decided, parameters: dict[str, Any]) -> None:
    """The results with their letters, and the members parked with the reason."""
    if decided.outcomes:
        given = {"kinds": list(decided.outcomes), "outcomes": [str(outcome) for outcome in decided.outcomes.values()]}
        cursor.execute(SUPERSEDE, parameters | given)
        cursor.execute(WRITE, parameters | given)
    if decided.reasons:
        cursor.execute(PARK, parameters | {"kinds": list(decided.reasons), "reasons": list(decided.reasons.values())})
