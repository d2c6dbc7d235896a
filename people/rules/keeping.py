"""What is kept of somebody whose account is closed, and what is not: read from data/keeping.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "keeping.toml"


@dataclass(frozen=True, slots=True)
class Kept:
    """A class of data that stays: how long, and the reason in words or as a clause."""

    what: str
    long: str
    why: str
    clause: str = ""


@cache
def kept() -> tuple[Kept, ...]:
    """[CPD-16e] What stays, how long and why."""
    return tuple(Kept(**row) for row in _rows("kept"))


@cache
def deleted() -> tuple[str, ...]:
    """What is deleted when the account closes."""
    return tuple(row["what"] for row in _rows("deleted"))


def _rows(name: str) -> list[dict[str, str]]:
    with FILE.open("rb") as file:
        rows: list[dict[str, str]] = tomllib.load(file)[name]
    return rows
