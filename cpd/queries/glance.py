"""A member's year at a glance: what is done, what is missing, and how long is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.svg import progress_sentence
from cpd.enums import Outcome, Scheme
from cpd.models import CpdYear
from cpd.queries.year_facts import MemberYear, NoRequirement, facts_for
from cpd.queries.years import MemberYears, YearOfMember, years_of
from cpd.rules.requirement import Decision, Done, Target, YearFacts, counted_hours, decide
from members.models import Member

Amount = int | Decimal
NOTHING_TO_SAY = Decision(Outcome.NOT_REQUIRED)


@dataclass(frozen=True)
class Bar:
    """One measure of a year: how much of a target is done."""

    label: str
    value: Amount
    target: Amount
    unit: str

    @property
    def words(self) -> str:
        """Such as "6 of 9 outcomes"."""
        return progress_sentence(value=self.value, target=self.target, unit=self.unit)


@dataclass(frozen=True)
class Glance:
    """One CPD year of one member as it stands at an instant. `outcome` is the result once the year is closed;
    `after_extension` is what it would be if nothing more were recorded before an extension ends."""

    year: CpdYear
    closes_at: datetime
    days_left: int
    scheme: Scheme
    grade: str | None
    decision: Decision
    bars: tuple[Bar, ...]
    recorded: int
    is_open: bool
    extended_until: date | None
    reduced: bool
    outcome: Outcome | None
    rehearsed: bool
    after_extension: Outcome | None = None
    without_requirement: bool = False
    was_never_closed: bool = False

    @property
    def label(self) -> str:
        return self.year.label

    @property
    def slug(self) -> str:
        return self.year.slug

    @property
    def missing(self) -> tuple[Refusal, ...]:
        """A sentence with its clause for every rule that is not met yet."""
        return self.decision.missing

    @property
    def done(self) -> str:
        """The first measure in words; what is recorded where nothing is owed."""
        return self.bars[0].words if self.bars else f"{self.recorded} recorded"

    @property
    def owes(self) -> bool:
        return self.scheme != Scheme.NONE


def at_a_glance(member: Member, at: datetime, *, years: MemberYears | None = None) -> Glance | None:
    """The member's year that closes next, in two queries, or one where their `years` are at hand; None on a portal
    without CPD years."""
    years = years or years_of(member.pk, at=at)
    year = years.open[0] if years.open else years.current
    return glance(member, year, at=at) if year else None


def glance(member: Member, year: YearOfMember, *, at: datetime) -> Glance:
    """One year of the member, in one query."""
    row = facts_for(member_id=member.pk, year_id=year.year.pk)
    facts, known = _facts(row)
    closes_at = row.closed_at
    last_day = london.last_day_before(closes_at)
    today = london.date_of(at)
    return Glance(
        year=year.year,
        closes_at=closes_at,
        days_left=max(0, london.days_between(today, last_day)),
        scheme=facts.target.scheme if facts else Scheme.NONE,
        grade=row.grade if row.on_roll_at_start else None,
        decision=decide(facts, at=at) if facts else NOTHING_TO_SAY,
        bars=bars(facts.target, facts.done, has_specialism=member.specialism_id is not None) if facts else (),
        recorded=row.outcomes,
        is_open=year.is_open(at),
        extended_until=row.extended_until,
        reduced=row.reduced,
        outcome=Outcome(year.outcome) if year.outcome else None,
        rehearsed=year.year.rehearse_from <= today and at < closes_at,
        after_extension=decide(facts, at=closes_at).outcome if facts and row.extended_until else None,
        without_requirement=not known,
        was_never_closed=year.was_never_closed(at),
    )


def _facts(row: MemberYear) -> tuple[YearFacts | None, bool]:
    """The facts as the rules take them, and whether the grade's requirement is known."""
    try:
        return row.facts, True
    except NoRequirement:
        return None, False


def bars(target: Target, done: Done, *, has_specialism: bool) -> tuple[Bar, ...]:
    """[CPD-5a] [CPD-7a] The measures of a scheme, the most telling first."""
    professionalism = Bar("Professionalism", done.professionalism, target.professionalism, "outcomes")
    if target.scheme == Scheme.OUTCOMES:
        return (
            Bar("Outcomes", done.outcomes, target.outcomes, "outcomes"),
            Bar("Planned", done.planned, target.planned, "outcomes"),
            professionalism,
        )
    if target.scheme == Scheme.MIXED:
        specialism = (Bar("In your specialism", done.specialism_hours, target.specialism_hours, "hours"),)
        hours = Bar("Hours that count", counted_hours(target, done), target.hours, "hours")
        return (hours, *(specialism if has_specialism else ()), professionalism)
    return ()
