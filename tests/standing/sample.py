"""A Fellow's facts for tests of the rules: everything in order for the certificate of 2027, as of 2 November 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cpd.enums import Outcome
from standing.enums import Hold, RightKind, Verdict
from standing.rules.facts import Brings, CpdYearFacts, Facts, MembershipYearFacts, Paid, Right
from standing.rules.standing import Answer, standing

NOVEMBER = date(2026, 11, 2)
CLOSED = CpdYearFacts("2025/26", date(2026, 9, 30), date(2026, 10, 1), Outcome.MET)
NOT_MET = replace(CLOSED, outcome=Outcome.NOT_MET)
SIGNED = replace(NOT_MET, signed_on=date(2026, 10, 20))
YEARS = (
    MembershipYearFacts(2026, date(2025, 11, 1), date(2026, 1, 31), date(2026, 4, 1)),
    MembershipYearFacts(2027, date(2026, 11, 1), date(2027, 1, 31), date(2027, 4, 1)),
    MembershipYearFacts(2028, date(2027, 11, 1), date(2028, 1, 31), date(2028, 4, 1)),
)
FELLOW = Facts(
    grade="fellow",
    title="Chartered Legal Executive",
    letters="FCILEX",
    brings=Brings(oaths=True, certificate=True, listed=True),
    cpd_years=(CLOSED,),
    membership_years=YEARS,
    paid_until=date(2028, 1, 1),
    payments=(Paid(2027, begun=True, subscription=True, certificate=False, certificate_included=True),),
    rights=(Right(RightKind.AUDIENCE, date(2015, 1, 1), None),),
    declared=((2027, Verdict.ACCEPTED),),
)


def fellow(*years: CpdYearFacts, **changed: Any) -> Facts:
    """The Fellow with these CPD years, or the one that was met, and other changes."""
    return replace(FELLOW, cpd_years=years or (CLOSED,), **changed)


def losses(facts: Facts, *, today: date) -> list[Answer]:
    """The benefits that the grade brings, or that were granted, and that may not be used today."""
    return [one for one in standing(facts, today=today).values() if one.hold == Hold.SUSPENDED]
