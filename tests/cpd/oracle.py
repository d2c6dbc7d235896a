"""A second opinion on a CPD year: read off the clauses alone, day by day and in whole hundredths of an hour.

It shares nothing with the portal's SQL or rules, so that the two can be held against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

OWES_LEAST_FIRST = ["affiliate", "paralegal", "advanced_paralegal", "fellow"]
OUTCOMES_GRADES = {"advanced_paralegal", "fellow"}
FIRST_DAY, LAST_DAY = date(2025, 10, 1), date(2026, 9, 30)


@dataclass(frozen=True)
class Activity:
    """One record of the year as the oracle sees it; hours in hundredths."""

    complete: bool = True
    deleted: bool = False
    this_year: bool = True
    professionalism: bool = False
    planned: bool = False
    hundredths: int | None = None
    in_specialism: bool | None = None
    study: bool = False


@dataclass(frozen=True)
class Case:
    """A member's year. `grades` are (grade, first day, day after the last or None)."""

    grades: tuple[tuple[str, date, date | None], ...]
    activities: tuple[Activity, ...] = ()
    has_specialism: bool = True
    dispensed: bool = False
    extended_until: date | None = None
    reduced: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the oracle makes of it."""

    grade: str | None
    outcomes: int
    professionalism: int
    planned: int
    hundredths: int
    specialism: int
    outside_study: int
    outcome: str
    missing: int


def grade_on(case: Case, day: date) -> str | None:
    for grade, first, after in case.grades:
        if first <= day and (after is None or day < after):
            return grade
    return None


def grade_of(case: Case) -> str | None:
    """The lowest grade on any day of the year, for somebody who had one on its first day."""
    if grade_on(case, FIRST_DAY) is None:
        return None
    days = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]
    held = {grade_on(case, day) for day in days} - {None}
    return next(grade for grade in OWES_LEAST_FIRST if grade in held)


def judge(case: Case, *, on: date) -> Verdict:
    """What a close at the very end of the London day `on` makes of the case."""
    counted = [one for one in case.activities if one.complete and not one.deleted and one.this_year]
    learned = [one for one in counted if not one.professionalism and one.hundredths]
    hours = sum(one.hundredths or 0 for one in learned)
    inside = hours if not case.has_specialism else sum(one.hundredths or 0 for one in learned if one.in_specialism)
    outside_study = 0
    if case.has_specialism:
        outside_study = sum(one.hundredths or 0 for one in learned if one.study and not one.in_specialism)
    professionalism = sum(one.professionalism for one in counted)
    planned = sum(one.planned for one in counted)
    grade = grade_of(case)
    missing = 0
    if grade in OUTCOMES_GRADES:
        needs = (5, 1, 3) if case.reduced else (9, 1, 5)
        missing = sum(have < need for have, need in zip((len(counted), professionalism, planned), needs, strict=True))
    if grade == "paralegal":
        other = hours - outside_study
        missing = (other + min(outside_study, 400) < 800) + (inside < 400) + (professionalism < 1)
    return Verdict(
        grade, len(counted), professionalism, planned, hours, inside, outside_study,
        outcome=_outcome(case, grade, missing, on=on),
        missing=0 if grade in (None, "affiliate") or case.dispensed else missing,
    )  # fmt: skip


def _outcome(case: Case, grade: str | None, missing: int, *, on: date) -> str:
    if grade in (None, "affiliate"):
        return "not_required"
    if case.dispensed:
        return "dispensed"
    if missing == 0:
        return "met"
    return "extended" if case.extended_until and on < case.extended_until else "not_met"
