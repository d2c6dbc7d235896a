"""What membership costs a person: a sum of dated fees, each with its clause. All sums are whole pence, VAT included."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cilexportal.foundation.rulebook.refusal import Refused
from standing.enums import FeeKind, RenewalKind

MONTHS = 12
ROUNDING = "Half a penny and more is rounded up to a whole one."
NOT_SET = {
    FeeKind.REGISTRATION: "CILEX has not set what registration costs. Nobody can join until it has.",
    FeeKind.SUBSCRIPTION: "CILEX has not set what this grade costs. Ask membership.",
    FeeKind.CERTIFICATE: "What you pay for has no fee for a practising certificate, so you cannot ask for one.",
    FeeKind.RETURN: "CILEX has not set what coming back costs. Nobody can come back here until it has: ask membership.",
}
CLAUSE_OF = {
    FeeKind.REGISTRATION: "TC-5.5",
    FeeKind.SUBSCRIPTION: "TC-5.5",
    FeeKind.CERTIFICATE: "CPD-15",
    FeeKind.RETURN: "TC-4.4b",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What each kind of fee costs a person in one year, in pence; a kind without a row is left out.

    `reduced` says that the subscription is the one of a concession.
    """

    pence: dict[FeeKind, int]
    reduced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fee of a sum: what it is, what it costs, and how that came about where it is not the printed fee."""

    kind: FeeKind
    title: str
    pence: int
    how: str = ""

    @property
    def clause(self) -> str:
        return CLAUSE_OF[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Everything that is paid in one go."""

    lines: tuple[Line, ...]

    @property
    def pence(self) -> int:
        return sum(line.pence for line in self.lines)


def months_left(registered_on: date) -> int:
    """[TC-5.5] The months that a first fee is for: from the month of registration to December, both counted."""
    return MONTHS + 1 - registered_on.month


def pro_rata(pence: int, *, registered_on: date) -> int:
    """[TC-5.5] What is paid of a year's fee by somebody who registers on a day: a twelfth for each month that is left.

    Half a penny and more is rounded up, so that the same sum comes out whoever works it out.
    """
    return (2 * pence * months_left(registered_on) + MONTHS) // (2 * MONTHS)


def joining(prices: Prices, *, grade: str, year: int, registered_on: date) -> Sum:
    """[TC-5.5] What joining costs: registration, and the subscription from the month of registration.

    `grade` is its name on the invoice. Raises Refused where a fee is not set.
    """
    whole, months = _price(prices, FeeKind.SUBSCRIPTION), months_left(registered_on)
    shared = Line(
        kind=FeeKind.SUBSCRIPTION,
        title=f"{grade}: subscription {year}",
        pence=pro_rata(whole, registered_on=registered_on),
        how="" if months == MONTHS else f"{months} of 12 months, from {registered_on:%B}. {ROUNDING}",
    )
    registration = Line(kind=FeeKind.REGISTRATION, title="Registration", pence=_price(prices, FeeKind.REGISTRATION))
    return Sum(lines=(registration, shared))


def renewing(prices: Prices, *, grade: str, year: int, certificate: bool) -> Sum:
    """[TC-5.5] What a year costs a member, with a practising certificate where one is wanted.

    Raises Refused where a fee is not set.
    """
    lines = [_year(prices, grade, year)]
    if certificate:
        lines.append(certificate_line(prices, year=year))
    return Sum(lines=tuple(lines))


def returning(prices: Prices, *, grade: str, year: int, certificate: bool, paid: Collection[FeeKind] = ()) -> Sum:
    """[TC-4.4b] What coming back costs: the fee of return and the missing subscription, less what was `paid` since.

    Raises Refused where CILEX has set no fee of return: it has no default.
    """
    back = Line(kind=FeeKind.RETURN, title="Return to membership", pence=_price(prices, FeeKind.RETURN))
    year_lines = renewing(prices, grade=grade, year=year, certificate=certificate).lines
    return Sum(lines=tuple(line for line in (back, *year_lines) if line.kind not in paid))


def certificate_line(prices: Prices, *, year: int) -> Line:
    """[CPD-15] What the practising certificate of a year costs. Raises Refused for a grade that has no fee for one."""
    pence = _price(prices, FeeKind.CERTIFICATE)
    how = "" if pence else "Part of the subscription."
    return Line(kind=FeeKind.CERTIFICATE, title=f"Practising certificate {year}", pence=pence, how=how)


def fees_for(
    kind: RenewalKind, prices: Prices, *, grade: str, year: int, certificate: bool, paid: Collection[FeeKind] = ()
) -> Sum:
    """[TC-5.5] [TC-4.4b] The sum of a renewal of either kind. Raises Refused where a fee is not set."""
    if kind == RenewalKind.RETURNING:
        return returning(prices, grade=grade, year=year, certificate=certificate, paid=paid)
    return renewing(prices, grade=grade, year=year, certificate=certificate)


def priced_on(*, year: int, today: date) -> date:
    """[TC-5.5] The London date whose figures a year is charged by: its first, or today within it."""
    return max(date(year, 1, 1), today)


def term_days(*, year: int, first: date) -> tuple[date, date]:
    """[TC-5.5] The half-open days of a term: from `first` to the end of 31 December."""
    return first, date(year + 1, 1, 1)


def _year(prices: Prices, grade: str, year: int) -> Line:
    how = "Reduced fee." if prices.reduced else ""
    pence = _price(prices, FeeKind.SUBSCRIPTION)
    return Line(kind=FeeKind.SUBSCRIPTION, title=f"{grade}: subscription {year}", pence=pence, how=how)


def _price(prices: Prices, kind: FeeKind) -> int:
    if kind not in prices.pence:
        raise Refused.because(CLAUSE_OF[kind], NOT_SET[kind])
    return prices.pence[kind]
