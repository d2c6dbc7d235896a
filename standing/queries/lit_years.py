"""The three lights of the years that matter today, each with the days that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from standing.queries.standing import facts_of_one
from standing.rules.facts import Facts
from standing.rules.lights import Lit, Step, certificate_year, lights

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class About:
    """A light with the first and the last day that it is about."""

    lit: Lit
    first: date
    last: date


def years_of(member_id: int, *, today: date) -> list[tuple[int, list[About]]]:
    """The lights of today's year, and those of the coming one once it can be renewed for."""
    facts = facts_of_one(member_id, today)
    years = sorted({today.year, certificate_year(facts, today=today)})
    return [(number, _three(facts, number, today)) for number in years]


def _three(facts: Facts, number: int, today: date) -> list[About]:
    """The CPD year that counts for the year of the number, and twice that calendar year itself."""
    counted = facts.cpd_year_before(number)
    ends = counted.ends_on if counted else date(number - 1, 9, 30)
    year = date(number, 1, 1), date(number, 12, 31)
    days = {Step.CPD: (ends.replace(year=ends.year - 1) + A_DAY, ends)}
    return [About(one, *days.get(one.step, year)) for one in lights(facts, year=number, today=today).all]
