"""How long what belongs to a decided application is kept, class by class: read from data/keeping.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from cilexportal.foundation import london

FILE = Path(__file__).parents[1] / "data" / "keeping.toml"
A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class of what is kept: so many `years` after the decision, 0 for good, and why."""

    code: str
    what: str
    years: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A class with the last London day for which it is kept; None where it stays for good."""

    of: Class
    until: date | None


@cache
def classes() -> tuple[Class, ...]:
    """Every class in its order."""
    with FILE.open("rb") as file:
        return tuple(Class(**row) for row in tomllib.load(file)["kept"])


def over_before(code: str, *, today: date) -> date:
    """[HB-39a] Of a class, the time is over of what was decided before this London date: the last day for which it is
    kept has passed. Raises KeyError for a class that stays for good."""
    years = {one.code: one.years for one in classes() if one.years}
    return london.add_months(today, -A_YEAR * years[code])


def kept(*, decided_on: date) -> Iterator[Kept]:
    """Each class with its last day, reckoned from the London date of the decision that stands."""
    for one in classes():
        yield Kept(of=one, until=london.add_months(decided_on, A_YEAR * one.years) if one.years else None)
