"""The CPD years as they run for one member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cilexportal.foundation import london
from cilexportal.foundation.prepared import Prepared
from cpd.enums import NOT_FINAL
from cpd.models import CpdYear
from cpd.queries.close import SELF_START_FOR
from cpd.rules import closing


@dataclass(frozen=True)
class YearOfMember:
    """A CPD year with what is particular to one member: the extension and the outcome, where there are any, whether the
    member has records in it, and whether a request in time for more time waits for its answer."""

    year: CpdYear
    extended_until: date | None
    outcome: str | None
    has_records: bool = False
    held: bool = False

    @property
    def span(self) -> closing.MemberSpan:
        """The year as the rules take it."""
        return closing.MemberSpan(
            label=self.year.label,
            starts_on=self.year.starts_on,
            ends_on=self.year.ends_on,
            closes_at=closing.closing_instant(closes_at=self.year.closes_at, extended_until=self.extended_until),
            extended_until=self.extended_until,
            has_result=self.outcome is not None and self.outcome not in NOT_FINAL,
            held=self.held,
        )

    def is_open(self, at: datetime) -> bool:
        """Whether records of this year may change at `at`."""
        return self.year.starts_on <= london.date_of(at) and closing.may_change(self.span, at=at) is None

    @property
    def holds_something(self) -> bool:
        """Whether a result or a record of the member is kept here for this year."""
        return self.outcome is not None or self.has_records

    def was_never_closed(self, at: datetime) -> bool:
        """Whether the year is over and no result of it is kept here or on its way."""
        return self.outcome is None and at >= self.span.closes_at + SELF_START_FOR


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


# Asked on every page of the logbook, so it is written out once instead of being put together each time.
FIELDS = [field.attname for field in CpdYear._meta.concrete_fields]
YEAR = len(FIELDS)
YEARS = Prepared(
    "cpd_years",
    """
SELECT y.id, y.label, y.starts_on, y.ends_on, y.closes_at, y.rehearse_from, y.loss_on, y.ask_by,
    x.until, r.outcome,
    EXISTS (SELECT FROM cpd_record c WHERE c.member_id = %(member)s AND c.year_id = y.id),
    EXISTS (
        SELECT FROM cpd_extensionrequest q
        WHERE q.member_id = %(member)s AND q.year_id = y.id AND q.answer = '' AND q.withdrawn_at IS NULL AND q.in_time
    )
FROM cpd_cpdyear y
LEFT JOIN cpd_extension x ON x.year_id = y.id AND x.member_id = %(member)s AND x.withdrawn_at IS NULL
LEFT JOIN cpd_yearresult r ON r.year_id = y.id AND r.member_id = %(member)s AND r.superseded_at IS NULL
WHERE y.starts_on <= %(today)s
ORDER BY y.starts_on DESC
""",
    member="bigint",
    today="date",
)


def years_of(member_id: int, *, at: datetime) -> MemberYears:
    """One query: the years that have begun by `at`, with the member's extensions and live results."""
    rows = YEARS.rows(member=member_id, today=london.date_of(at))
    # The model takes the columns as they come: a raw query set would cost as much again as the query.
    return MemberYears([YearOfMember(CpdYear.from_db(None, FIELDS, row[:YEAR]), *row[YEAR:]) for row in rows], at)
