"""What a member's recording form asks for in a year, and what stands in the way of a record's counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cpd.enums import Scheme
from cpd.models import CpdYear, Record
from cpd.models.record import TEXT_LIMIT, TITLE_LIMIT
from cpd.queries.year_facts import NoRequirement, facts_for
from cpd.rules import closing
from cpd.rules.record import (
    TEXTS,
    Answers,
    Finding,
    Limits,
    asks_hours,
    missing_answers,
    over_limit,
)
from members.models import Member

LIMITS = Limits(title=TITLE_LIMIT, text=TEXT_LIMIT)


@dataclass(frozen=True)
class Asked:
    """The questions of a year's form: with or without hours and specialism."""

    scheme: Scheme
    has_specialism: bool

    @classmethod
    def nothing(cls) -> Asked:
        """The form of somebody of whom nothing is owed: the questions of an outcome."""
        return cls(Scheme.NONE, has_specialism=False)

    @property
    def hours(self) -> bool:
        return asks_hours(self.scheme)

    @property
    def specialism(self) -> bool:
        return self.hours and self.has_specialism


def asked_of(member: Member, year: CpdYear) -> Asked:
    """What the form asks this member in this year; someone of whom nothing is owed is asked for outcomes."""
    try:
        scheme = facts_for(member_id=member.pk, year_id=year.pk).target.scheme
    except NoRequirement:
        scheme = Scheme.NONE
    return Asked(scheme, member.specialism_id is not None)


def answers_of(record: Record) -> Answers:
    """The saved answers of a record."""
    return Answers(
        **{name: getattr(record, name) for name in TEXTS},
        completed_on=record.completed_on,
        planned=record.planned,
        professionalism=record.professionalism,
        hours=record.hours,
        in_specialism=record.in_specialism,
        kept_elsewhere=record.kept_elsewhere,
    )


def findings(
    answers: Answers, *, asked: Asked, spans: Sequence[closing.MemberSpan], at: datetime
) -> tuple[Finding, ...]:
    """Everything that keeps these answers from counting: blank, too long, or a date that cannot be.

    `spans` are all the member's years that have begun.
    """
    found = [
        *missing_answers(answers, scheme=asked.scheme, has_specialism=asked.has_specialism),
        *over_limit(answers, LIMITS),
    ]
    if answers.completed_on and (refusal := closing.bad_date(answers.completed_on, spans=spans, at=at)):
        found.append(Finding("completed_on", refusal))
    return tuple(found)


def one_a_field(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first finding of each field, in the order given."""
    first: dict[str, Finding] = {}
    for finding in found:
        first.setdefault(finding.field, finding)
    return tuple(first.values())
