"""The facts that decide a CPD year, gathered set-wise by one statement: for one member's page, and for the close."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import LiteralString, NamedTuple

from cilexportal.foundation.prepared import Prepared
from cpd.enums import Scheme
from cpd.rules.requirement import NOTHING_OWED, Done, Target, YearFacts

# One row for every member with an id in [first, last). What was completed at or after the member's closing instant
# does not count [CPD-10], but for what an officer entered into the year after it [CPD-16f]; what was refused after
# sampling does not either [CPD-16d]. Grades follow
# rules.closing.grade_that_owes; the tests hold the two against each other. Hours leave professionalism records out, and
# a member who names no specialism has all hours in it [CPD-7a].
FACTS: LiteralString = """
WITH year AS MATERIALIZED (
    SELECT starts_on, ends_on, closes_at FROM cpd_cpdyear WHERE id = %(year)s
), held AS (
    SELECT DISTINCT ON (h.member_id)
        h.member_id,
        h.grade_id AS grade,
        bool_or(h.from_date <= (SELECT starts_on FROM year)) OVER (PARTITION BY h.member_id) AS on_roll_at_start
    FROM members_gradeheld h
    JOIN members_grade g ON g.code = h.grade_id
    WHERE h.member_id {whose}
        AND h.from_date <= (SELECT ends_on FROM year)
        AND (h.until_date IS NULL OR h.until_date > (SELECT starts_on FROM year))
    ORDER BY h.member_id, g.rank, h.from_date
), required AS (
    SELECT DISTINCT ON (q.grade_id) q.*
    FROM cpd_requirement q
    WHERE q.from_date <= (SELECT starts_on FROM year)
        AND (q.until_date IS NULL OR q.until_date > (SELECT starts_on FROM year))
    ORDER BY q.grade_id, q.from_date DESC
), granted AS (
    SELECT
        member_id, max(until) AS extended_until, bool_or(dispensed) AS dispensed, bool_or(reduced) AS reduced,
        bool_or(held) AS held
    FROM (
        SELECT member_id, until, false AS dispensed, false AS reduced, false AS held FROM cpd_extension
        WHERE year_id = %(year)s AND withdrawn_at IS NULL AND member_id {whose}
        UNION ALL
        SELECT member_id, NULL, true, false, false FROM cpd_dispensation
        WHERE year_id = %(year)s AND withdrawn_at IS NULL AND member_id {whose}
        UNION ALL
        SELECT member_id, NULL, false, true, false FROM cpd_reduction
        WHERE year_id = %(year)s AND withdrawn_at IS NULL AND member_id {whose}
        UNION ALL
        SELECT member_id, NULL, false, false, true FROM cpd_extensionrequest
        WHERE year_id = %(year)s AND answer = '' AND withdrawn_at IS NULL AND in_time AND member_id {whose}
    ) each
    GROUP BY member_id
), done AS (
    SELECT
        r.member_id,
        count(*) AS outcomes,
        count(*) FILTER (WHERE r.professionalism) AS professionalism,
        count(*) FILTER (WHERE r.planned) AS planned,
        sum(r.hours) FILTER (WHERE NOT r.professionalism) AS hours,
        sum(r.hours) FILTER (WHERE NOT r.professionalism AND r.in_specialism) AS specialism_hours,
        sum(r.hours) FILTER (
            WHERE NOT r.professionalism AND r.in_specialism IS NOT TRUE
                AND r.activity_type_id = ANY (ARRAY(SELECT code FROM cpd_activitytype WHERE is_study))
        ) AS outside_study_hours
    FROM cpd_record r
    WHERE r.member_id {whose}
        AND r.year_id = %(year)s
        AND r.deleted_at IS NULL AND r.refused_at IS NULL
        AND (
            r.complete_at < (SELECT closes_at FROM year)
            OR r.complete_at IS NOT NULL AND r.entered_by_id IS NOT NULL
            OR EXISTS (
                SELECT FROM cpd_extension e
                WHERE e.member_id = r.member_id AND e.year_id = r.year_id AND e.withdrawn_at IS NULL
                    AND r.complete_at < (e.until + 1)::timestamp AT TIME ZONE 'Europe/London'
            )
        )
    GROUP BY r.member_id
)
SELECT
    m.id AS member_id,
    held.grade,
    required.id AS requirement_id,
    required.scheme,
    required.clause,
    required.outcomes AS owed_outcomes,
    required.professionalism AS owed_professionalism,
    required.planned AS owed_planned,
    required.hours AS owed_hours,
    required.specialism_hours AS owed_specialism_hours,
    required.outside_study_hours AS most_outside_study_hours,
    required.reduced_outcomes,
    required.reduced_planned,
    coalesce(done.outcomes, 0) AS outcomes,
    coalesce(done.professionalism, 0) AS professionalism,
    coalesce(done.planned, 0) AS planned,
    coalesce(done.hours, 0.00) AS hours,
    coalesce(CASE WHEN m.specialism_id IS NULL THEN done.hours ELSE done.specialism_hours END, 0.00)
        AS specialism_hours,
    coalesce(CASE WHEN m.specialism_id IS NOT NULL THEN done.outside_study_hours END, 0.00) AS outside_study_hours,
    (granted.reduced AND required.scheme = 'outcomes') IS TRUE AS reduced,
    granted.dispensed IS TRUE AS dispensed,
    granted.held IS TRUE AS held,
    granted.extended_until,
    greatest(
        (SELECT closes_at FROM year), (granted.extended_until + 1)::timestamp AT TIME ZONE 'Europe/London'
    ) AS closed_at,
    held.grade IS NOT NULL AND held.on_roll_at_start AS on_roll_at_start
FROM members_member m
LEFT JOIN held ON held.member_id = m.id
LEFT JOIN required ON required.grade_id = held.grade AND held.on_roll_at_start
LEFT JOIN done ON done.member_id = m.id
LEFT JOIN granted ON granted.member_id = m.id
WHERE m.id {whose}
"""
FACTS_SQL = FACTS.replace("{whose}", "BETWEEN %(first)s AND %(last)s - 1")
FACTS_OF_ONE = Prepared("cpd_facts", FACTS.replace("{whose}", "= %(member)s"), year="bigint", member="bigint")


class NoRequirement(Exception):
    """The grade that owes has no requirement for the year, so that nobody can say what is owed; says so in words."""


class MemberYear(NamedTuple):
    """One member's row of facts. Hours are clock hours; `grade` is the one whose requirement is owed."""

    member_id: int
    grade: str | None
    requirement_id: int | None
    scheme: str | None
    clause: str | None
    owed_outcomes: int | None
    owed_professionalism: int | None
    owed_planned: int | None
    owed_hours: Decimal | None
    owed_specialism_hours: Decimal | None
    most_outside_study_hours: Decimal | None
    reduced_outcomes: int | None
    reduced_planned: int | None
    outcomes: int
    professionalism: int
    planned: int
    hours: Decimal
    specialism_hours: Decimal
    outside_study_hours: Decimal
    reduced: bool
    dispensed: bool
    held: bool
    extended_until: date | None
    closed_at: datetime
    on_roll_at_start: bool

    @property
    def target(self) -> Target:
        """What is owed, reduced where a reduction is granted [CPD-16b]. Raises NoRequirement."""
        if not self.on_roll_at_start:
            return NOTHING_OWED
        if self.requirement_id is None:
            raise NoRequirement(f"The grade {self.grade} has no CPD requirement for this year.")
        return _target(*self[3:13], self.reduced)

    @property
    def facts(self) -> YearFacts:
        """The same facts as the rules take them. Raises NoRequirement."""
        done = Done(*self[13:19])
        return YearFacts(self.target, done, self.dispensed, self.extended_until, self.closed_at, self.held)


def facts_for(*, member_id: int, year_id: int) -> MemberYear:
    """The facts of a year for one member."""
    (row,) = FACTS_OF_ONE.rows(year=year_id, member=member_id)
    return MemberYear(*row)


@lru_cache(maxsize=256)
def _target(
    scheme: str,
    clause: str,
    outcomes: int,
    professionalism: int,
    planned: int,
    hours: Decimal,
    specialism_hours: Decimal,
    outside_study_hours: Decimal,
    reduced_outcomes: int,
    reduced_planned: int,
    reduced: bool,
) -> Target:
    """The target of a requirement; a handful exist, so each is made once."""
    return Target(
        scheme=Scheme(scheme),
        clause="CPD-16b" if reduced else clause,
        outcomes=reduced_outcomes if reduced else outcomes,
        professionalism=professionalism,
        planned=reduced_planned if reduced else planned,
        hours=hours,
        specialism_hours=specialism_hours,
        outside_study_hours=outside_study_hours,
    )
