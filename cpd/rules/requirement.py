"""Is the year's requirement met, and what is still missing?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cilexportal.foundation.rulebook.refusal import Refusal
from cpd.enums import Outcome, Scheme

NO_HOURS = Decimal(0)


@dataclass(frozen=True)
class Target:
    """What a member owes in one CPD year. Hours are clock hours with two decimals."""

    scheme: Scheme
    clause: str
    outcomes: int = 0
    professionalism: int = 0
    planned: int = 0
    hours: Decimal = NO_HOURS
    specialism_hours: Decimal = NO_HOURS
    outside_study_hours: Decimal = NO_HOURS


NOTHING_OWED = Target(scheme=Scheme.NONE, clause="CPD-5a")


@dataclass(frozen=True)
class Done:
    """What a member's counted records of one CPD year add up to.

    `outcomes` counts every record, `professionalism` and `planned` those among them. The three hours leave
    professionalism records out; `outside_study_hours` is the part of `hours` that was study outside the specialism.
    """

    outcomes: int = 0
    professionalism: int = 0
    planned: int = 0
    hours: Decimal = NO_HOURS
    specialism_hours: Decimal = NO_HOURS
    outside_study_hours: Decimal = NO_HOURS


@dataclass(frozen=True)
class YearFacts:
    """Everything that decides one member's CPD year. `closed_at` is the member's own closing instant; `held` says that
    a request in time for more time is not answered yet."""

    target: Target
    done: Done
    dispensed: bool
    extended_until: date | None
    closed_at: datetime
    held: bool = False


@dataclass(frozen=True)
class Decision:
    """What the year comes to, and a sentence with its clause for every unmet rule."""

    outcome: Outcome
    missing: tuple[Refusal, ...] = ()


def decide(facts: YearFacts, *, at: datetime) -> Decision:
    """[CPD-10] What a close at the instant `at` makes of a member's year; the logbook page asks the same question.

    An extension holds the year open only until the member's own closing instant; after it the year is met or not. A
    request that came in time holds it until it is answered [CPD-11].
    """
    if facts.target.scheme == Scheme.NONE:
        return Decision(Outcome.NOT_REQUIRED)
    if facts.dispensed:
        return Decision(Outcome.DISPENSED)
    missing = MISSING[facts.target.scheme](facts.target, facts.done)
    if not missing:
        return Decision(Outcome.MET)
    if facts.extended_until is not None and at < facts.closed_at:
        return Decision(Outcome.EXTENDED, missing)
    return Decision(Outcome.HELD if facts.held else Outcome.NOT_MET, missing)


def missing_outcomes(target: Target, done: Done) -> tuple[Refusal, ...]:
    """[CPD-5a] [REC-25] Nine outcomes, one or more about professionalism, five or more planned: what is still to do."""
    clause = target.clause
    lacks = (
        (target.outcomes - done.outcomes, "more {} to record", "outcome"),
        (target.professionalism - done.professionalism, "{} about professionalism still to record", "outcome"),
        (target.planned - done.planned, "planned {} still to record", "outcome"),
    )
    return tuple(Refusal(clause, _count(lack, text, noun)) for lack, text, noun in lacks if lack > 0)


def counted_hours(target: Target, done: Done) -> Decimal:
    """[CPD-7a] The hours that count: study outside the specialism only up to its cap."""
    beyond = max(NO_HOURS, done.outside_study_hours - target.outside_study_hours)
    return done.hours - beyond


def missing_mixed(target: Target, done: Done) -> tuple[Refusal, ...]:
    """[CPD-7a] [REC-25] Hours, hours in the specialism and one professionalism outcome: what is missing."""
    clause = target.clause
    missing = []
    hours = target.hours - counted_hours(target, done)
    if hours > 0:
        missing.append(Refusal(clause, f"{in_hours(hours)} still to record."))
    specialism = target.specialism_hours - done.specialism_hours
    if specialism > 0:
        missing.append(Refusal(clause, f"{in_hours(specialism)} in your specialism still to record."))
    outcomes = target.professionalism - done.professionalism
    if outcomes > 0:
        missing.append(Refusal(clause, _count(outcomes, "{} about professionalism still to record", "outcome")))
    return tuple(missing)


MISSING: dict[Scheme, Callable[[Target, Done], tuple[Refusal, ...]]] = {
    Scheme.OUTCOMES: missing_outcomes,
    Scheme.MIXED: missing_mixed,
}


def in_hours(hours: Decimal) -> str:
    """Hours as people say them: 1 hour, 0.5 hours, 7.99 hours."""
    return f"{hours.normalize():f} hour{'' if hours == 1 else 's'}"


def _count(number: int, text: str, noun: str) -> str:
    """A sentence that opens with a number: '1 outcome about …', '3 more outcomes …'."""
    return f"{number} {text.format(noun if number == 1 else noun + 's')}."
