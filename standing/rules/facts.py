"""What standing is derived from: one member's facts, as they are on record. Dates are London dates, ends excluded
where they are called `until`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cpd.enums import Outcome
from standing.enums import Concession, RightKind, Verdict


@dataclass(frozen=True)
class CpdYearFacts:
    """What a CPD year came to for the member. `outcome` is None where it has no live result, `lost_from` the first
    London date of its loss, `extended_until` the last day of a live extension."""

    label: str
    ends_on: date
    lost_from: date
    outcome: Outcome | None = None
    signed_on: date | None = None
    extended_until: date | None = None
    dispensed: bool = False
    was_member: bool = True


@dataclass(frozen=True)
class MembershipYearFacts:
    """A membership year: from when it can be renewed, the last day to pay, and the first day of lapsing."""

    year: int
    opens_on: date
    pay_by: date
    lapses_on: date


@dataclass(frozen=True)
class Brings:
    """What a grade brings by itself."""

    oaths: bool = False
    certificate: bool = False
    listed: bool = False


@dataclass(frozen=True)
class Paid:
    """What has been paid for one membership year. `certificate_included`: its fee is part of the subscription."""

    year: int
    begun: bool = False
    subscription: bool = False
    certificate: bool = False
    certificate_included: bool = False


@dataclass(frozen=True)
class Reduced:
    """A concession: less is paid while it runs."""

    concession: Concession
    from_date: date
    until_date: date | None


@dataclass(frozen=True)
class Right:
    """A right granted to the member."""

    right: RightKind
    from_date: date
    until_date: date | None


@dataclass(frozen=True)
class Issued:
    """A practising certificate that has not been revoked."""

    number: str
    year: int
    from_date: date
    until_date: date


@dataclass(frozen=True)
class Facts:
    """Everything about one member that standing is derived from. `grade` is the one held today, or until a lapse.

    `paid_until` is the first day without a paid term, None where no term was ever recorded; `lapsed_on` is the first
    day of a lapse from which the member has not returned. `declared` has the verdict ("" while it waits) by year.
    """

    grade: str | None = None
    title: str = ""
    letters: str = ""
    brings: Brings = Brings()
    cpd_years: tuple[CpdYearFacts, ...] = ()
    membership_years: tuple[MembershipYearFacts, ...] = ()
    paid_until: date | None = None
    lapsed_on: date | None = None
    payments: tuple[Paid, ...] = ()
    concessions: tuple[Reduced, ...] = ()
    rights: tuple[Right, ...] = ()
    declared: tuple[tuple[int, Verdict | None], ...] = ()
    certificates: tuple[Issued, ...] = ()

    def cpd_year_before(self, year: int) -> CpdYearFacts | None:
        """[CPD-15] The CPD year that ended in the year before a certificate's."""
        return next((one for one in self.cpd_years if one.ends_on.year == year - 1), None)

    def membership_year(self, year: int) -> MembershipYearFacts | None:
        return next((one for one in self.membership_years if one.year == year), None)

    def paid(self, year: int) -> Paid:
        return next((one for one in self.payments if one.year == year), Paid(year))

    def certificate_for(self, year: int) -> Issued | None:
        return next((one for one in self.certificates if one.year == year), None)

    def certificate_on(self, day: date) -> Issued | None:
        """The certificate that is valid on a day."""
        return next((one for one in self.certificates if one.from_date <= day < one.until_date), None)
