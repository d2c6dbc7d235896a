"""A member as the CPD officer sees them: found by number or name, with every year, result, grant and request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from cilexportal.foundation.rulebook.refusal import Refusal
from cpd.enums import NOT_FINAL, Ask, Outcome
from cpd.models import CpdYear, Record, Request, YearResult
from cpd.queries.asking import RELIEFS, of_member
from cpd.queries.results import decision_of
from cpd.queries.year_facts import NoRequirement, facts_for
from cpd.queries.years import YearOfMember, years_of
from cpd.rules.requirement import decide
from members.models import Member

FEWEST_LETTERS = 2


def search(words: str) -> QuerySet[Member]:
    """Members whose number begins with the words, or whose name has each of them; nobody for too few letters."""
    asked = words.casefold().split()
    if not asked or len(words.strip()) < FEWEST_LETTERS:
        return Member.objects.none()
    by_name = Q()
    for word in asked:
        by_name &= Q(sort_name__contains=word)
    return Member.objects.filter(Q(number__startswith=words.strip()) | by_name).order_by("sort_name", "number")


def by_number(number: str) -> Member | None:
    """The member with this membership number, or None."""
    return Member.objects.select_related("user", "specialism").filter(number=number).first()


@dataclass
class YearAtDesk:
    """One CPD year of a member: its results, the last one first, what was granted, what was asked, and late records."""

    here: YearOfMember
    results: list[YearResult] = field(default_factory=list)
    grants: list[tuple[Ask, Any]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    entered: list[Record] = field(default_factory=list)

    @property
    def year(self) -> CpdYear:
        return self.here.year

    @property
    def live(self) -> YearResult | None:
        """The result as it stands."""
        return next((result for result in self.results if result.superseded_at is None), None)

    @property
    def missing(self) -> tuple[Refusal, ...]:
        """What was missing where the year is not met."""
        return decision_of(self.live).missing if self.live and self.live.outcome == Outcome.NOT_MET else ()

    @property
    def can_be_judged_again(self) -> bool:
        """Whether it has a final result."""
        return self.live is not None and self.live.outcome not in NOT_FINAL

    @property
    def is_empty(self) -> bool:
        return not (self.results or self.grants or self.requests or self.here.has_records)


def years_at_desk(member: Member, *, at: datetime) -> list[YearAtDesk]:
    """Every year that has begun and concerns the member, the newest first; the newest of all in any case."""
    years = [YearAtDesk(here) for here in years_of(member.pk, at=at).all]
    by_id = {one.year.pk: one for one in years}
    for result in _results(member):
        by_id[result.year_id].results.append(result)
    for ask, model in RELIEFS.items():
        for grant in model.objects.filter(member=member, year__in=by_id).select_related("granted_by", "withdrawn_by"):
            by_id[grant.year_id].grants.append((ask, grant))
    for request in of_member(member):
        by_id[request.year_id].requests.append(request)
    for record in _entered(member):
        by_id[record.year_id].entered.append(record)
    return [*years[:1], *(one for one in years[1:] if not one.is_empty)]


def year_at_desk(member: Member, slug: str, *, at: datetime) -> YearAtDesk | None:
    """One year of the member that has begun, with its results, or None."""
    here = years_of(member.pk, at=at).by_slug(slug)
    if here is None:
        return None
    return YearAtDesk(here, [result for result in _results(member) if result.year_id == here.year.pk])


def _results(member: Member) -> Iterable[YearResult]:
    related = ("requirement", "run", "signature__by", "reopened__by", "reopened__before")
    return YearResult.objects.filter(member=member).select_related(*related).order_by("-pk")


def _entered(member: Member) -> Iterable[Record]:
    records = Record.objects.filter(member=member, deleted_at=None).exclude(entered_by=None)
    return records.select_related("entered_by").order_by("completed_on", "pk")


def would_come_to(member: Member, year: CpdYear, *, at: datetime) -> Outcome | None:
    """What a close at `at` would make of the year as its facts stand; None where nobody can say."""
    try:
        return decide(facts_for(member_id=member.pk, year_id=year.pk).facts, at=at).outcome
    except NoRequirement:
        return None
