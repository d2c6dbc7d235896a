"""A result read back: the facts it was decided by, what was missing, and what the closed record holds."""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass

from cilexportal.foundation.correspondence import queries as correspondence
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.words import counted
from cpd.enums import Outcome, Scheme
from cpd.models import CpdYear, YearResult
from cpd.queries.year_facts import MemberYear
from cpd.rules.requirement import Decision, decide, in_hours
from members.models import Member


def facts_of(result: YearResult) -> MemberYear:
    """The facts that a result was decided by, as they were kept with it."""
    owed = result.requirement
    return MemberYear(
        member_id=result.member_id,
        grade=owed.grade_id if owed else None,
        requirement_id=result.requirement_id,
        scheme=owed.scheme if owed else None,
        clause=owed.clause if owed else None,
        owed_outcomes=owed.outcomes if owed else None,
        owed_professionalism=owed.professionalism if owed else None,
        owed_planned=owed.planned if owed else None,
        owed_hours=owed.hours if owed else None,
        owed_specialism_hours=owed.specialism_hours if owed else None,
        most_outside_study_hours=owed.outside_study_hours if owed else None,
        reduced_outcomes=owed.reduced_outcomes if owed else None,
        reduced_planned=owed.reduced_planned if owed else None,
        outcomes=result.outcomes,
        professionalism=result.professionalism,
        planned=result.planned,
        hours=result.hours,
        specialism_hours=result.specialism_hours,
        outside_study_hours=result.outside_study_hours,
        reduced=result.reduced,
        dispensed=result.outcome == Outcome.DISPENSED,
        held=result.outcome == Outcome.HELD,
        extended_until=result.extended_until,
        closed_at=result.closed_at,
        on_roll_at_start=owed is not None,
    )


def decision_of(result: YearResult) -> Decision:
    """The decision behind a result with every missing item, decided again from the facts kept with it."""
    return decide(facts_of(result).facts, at=result.run.at)


@dataclass(frozen=True)
class Closed:
    """What a member wants to know of a closed year: what was missing, and the letter that said so, once it is sent."""

    missing: tuple[Refusal, ...] = ()
    letter: uuids.UUID | None = None


def live_result(member: Member, year: CpdYear) -> YearResult | None:
    """The result of a member's year as it stands now."""
    results = YearResult.objects.select_related("requirement", "run")
    return results.filter(member=member, year=year, superseded_at=None).first()


def closed_year(member: Member, year: CpdYear) -> Closed:
    """What a closed year came to, from the result's own figures, in two queries."""
    result = live_result(member, year)
    if result is None:
        return Closed()
    letters = correspondence.of_person(member.user_id) if member.user_id else None
    letter = letters.filter(dedupe_key=f"cpd.closed:{result.pk}").first() if letters is not None else None
    missing = decision_of(result).missing if result.outcome == Outcome.NOT_MET else ()
    return Closed(missing, letter.uuid if letter else None)


def following(year: CpdYear) -> str:
    """The label of the next CPD year: 2026/27 after 2025/26."""
    starts = year.starts_on.year + 1
    return f"{starts}/{(starts + 1) % 100:02d}"


def recorded(result: YearResult) -> list[str]:
    """What the closed record holds, one line for each thing the member's scheme counts."""
    if result.requirement is None or result.requirement.scheme == Scheme.NONE:
        return []
    professionalism = counted(result.professionalism, "outcome about professionalism,outcomes about professionalism")
    if result.requirement.scheme == Scheme.MIXED:
        hours = f"{in_hours(result.hours)}, {in_hours(result.specialism_hours)} of them in the specialism"
        return [hours, professionalism]
    return [counted(result.outcomes, "outcome"), professionalism, counted(result.planned, "planned outcome")]
