"""The CPD years as they run for one member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, FilteredRelation, Q

from cilexportal.foundation import london
from cpd.enums import Outcome
from cpd.models import CpdYear
from cpd.rules import closing


@dataclass(frozen=True)
class YearOfMember:
    """A CPD year with what is particular to one member: the extension and the outcome, where there are any."""

    year: CpdYear
    extended_until: date | None
    outcome: str | None

    @property
    def span(self) -> closing.MemberSpan:
        """The year as the rules take it."""
        return closing.MemberSpan(
            label=self.year.label,
            starts_on=self.year.starts_on,
            ends_on=self.year.ends_on,
            closes_at=closing.closing_instant(closes_at=self.year.closes_at, extended_until=self.extended_until),
            extended_until=self.extended_until,
            has_result=self.outcome is not None and self.outcome != Outcome.EXTENDED,
        )

    def is_open(self, at: datetime) -> bool:
        """Whether records of this year may change at `at`."""
        return self.year.starts_on <= london.date_of(at) and closing.may_change(self.span, at=at) is None


class MemberYears:
    """Every CPD year that has begun, newest first, as it runs for one member at `at`."""

    def __init__(self, years: list[YearOfMember], at: datetime) -> None:
        self.all = years
        self.at = at
        self.open = [year for year in reversed(years) if year.is_open(at)]

    @property
    def spans(self) -> list[closing.MemberSpan]:
        return [year.span for year in self.all]

    @property
    def current(self) -> YearOfMember | None:
        """The year that the day falls in, or the newest there is; None on a portal without years."""
        return self.all[0] if self.all else None

    def by_id(self, year_id: int) -> YearOfMember | None:
        return next((year for year in self.all if year.year.pk == year_id), None)

    def by_slug(self, slug: str) -> YearOfMember | None:
        return next((year for year in self.all if year.year.slug == slug), None)

    def taking(self, completed_on: date) -> list[YearOfMember]:
        """[CPD-9] The open years that an activity completed on a day may join, the oldest first."""
        return [year for year in self.open if closing.spans_of(completed_on, [year.span])]


def years_of(member_id: int, *, at: datetime) -> MemberYears:
    """One query: the years that have begun by `at`, with the member's extensions and live results."""
    rows = (
        CpdYear.objects.filter(starts_on__lte=london.date_of(at))
        .annotate(
            granted=FilteredRelation(
                "extension", condition=Q(extension__member_id=member_id, extension__withdrawn_at=None)
            ),
            result=FilteredRelation("results", condition=Q(results__member_id=member_id, results__superseded_at=None)),
        )
        .annotate(extended_until=F("granted__until"), outcome=F("result__outcome"))
        .order_by("-starts_on")
    )
    return MemberYears([YearOfMember(row, row.extended_until, row.outcome) for row in rows], at)
