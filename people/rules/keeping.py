"""What is kept of somebody whose account is closed, and what is not: read from data/keeping.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cilexportal.foundation import london

FILE = Path(__file__).parents[1] / "data" / "keeping.toml"


@dataclass(frozen=True, slots=True)
class Kept:
    """A class of data that stays: how long, and the reason in words or as a clause.

    `purge` names what deletes it once so many `years` are over; both are empty for what stays for good.
    """

    what: str
    long: str
    why: str
    clause: str = ""
    years: int = 0
    purge: str = ""


@cache
def kept() -> tuple[Kept, ...]:
    """[CPD-16e] What stays, how long and why."""
    return tuple(Kept(**row) for row in _rows("kept"))


@cache
def deleted() -> tuple[str, ...]:
    """What is deleted when the account closes."""
    return tuple(row["what"] for row in _rows("deleted"))


def over_before(purge: str, *, today: date) -> date:
    """[CPD-16e] Of what a purge deletes, the time is over of what ended before this London date: so many years later
    its day itself has passed. Raises KeyError for a purge that the table does not name."""
    years = {one.purge: one.years for one in kept() if one.purge}
    return london.add_months(today, -12 * years[purge])


def whole_years_before(purge: str, *, today: date) -> date:
    """[LAW-VATINV] The same for what is kept from the end of its calendar year on: the first day of a year."""
    return over_before(purge, today=today).replace(month=1, day=1)


def _rows(name: str) -> list[dict[str, Any]]:
    with FILE.open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)[name]
    return rows
