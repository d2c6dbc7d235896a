"""What other apps keep of a person and show on their own page; filled in cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

Row = dict[str, str]
Rows = Callable[[int, date], list[Row]]

_parts: list[Rows] = []


def register(rows: Rows) -> None:
    """Declares an app that keeps details: user id and London date in; rows of key, value, where to change them out."""
    if rows not in _parts:
        _parts.append(rows)


def rows_of(user_id: int, *, today: date) -> list[Row]:
    """Every row on a London date, in the order of the wiring."""
    return [row for part in _parts for row in part(user_id, today)]
