"""Members alike in everything that decides their year are of one kind, so that a rule is asked once for all of them."""

from __future__ import annotations

from typing import Any, LiteralString, NamedTuple

from cpd.queries.year_facts import FACTS_SQL, MemberYear

# What a decision depends on.
DECIDED_BY: LiteralString = (
    "fact.grade, fact.on_roll_at_start, fact.reduced, fact.dispensed, fact.held, fact.extended_until, fact.outcomes,"
    " fact.professionalism, fact.planned, fact.hours, fact.specialism_hours, fact.outside_study_hours"
)
# The live result of the member in the year, if there is one.
LIVE_RESULT: LiteralString = """
    LEFT JOIN cpd_yearresult live ON live.member_id = fact.member_id AND live.year_id = %(year)s
        AND live.superseded_at IS NULL AND live.member_id >= %(first)s AND live.member_id < %(last)s
"""
TABLE = "cpd_gathered"
KINDS = f"""
    SELECT DISTINCT ON (kind) kind, count(*) OVER (PARTITION BY kind), {", ".join(MemberYear._fields)}
    FROM {TABLE}
"""  # noqa: S608 - made of constants


class Kind(NamedTuple):
    """One distinct set of facts and how many members it is true of; `facts.member_id` is any one of them."""

    number: int
    members: int
    facts: MemberYear


def gather_sql(where: LiteralString) -> LiteralString:
    """The statement that gathers, until the transaction ends, the facts of the members in [first, last) for whom
    `where` holds of their `fact` and their `live` result, each with the number of its kind. `where` may use parameters
    of its own beside `year`, `first` and `last`."""
    return f"""
        SET LOCAL jit = off;
        CREATE TEMPORARY TABLE {TABLE} ON COMMIT DROP AS
        SELECT dense_rank() OVER (ORDER BY {DECIDED_BY})::int AS kind, live.id AS supersedes, fact.*
        FROM ({FACTS_SQL}) fact
        {LIVE_RESULT}
        WHERE fact.grade IS NOT NULL AND {where}
    """  # noqa: S608 - made of constants


def kinds_gathered(cursor: Any) -> list[Kind]:
    """The kinds among the members gathered in this transaction."""
    cursor.execute(KINDS)
    return [Kind(number, members, MemberYear(*facts)) for number, members, *facts in cursor.fetchall()]


def forget(cursor: Any) -> None:
    """Drops what was gathered, for a transaction that goes on."""
    cursor.execute(f"DROP TABLE {TABLE}")
