"""Looking people up in the register: as fast among a million as among ten thousand, whether a word is common or rare.

Names are listed by surname: first those whose surname begins with a word that was typed, then everybody else in whose
name, employer or place it stands. What is common is met by reading on in the order of names for a while, from an
index that holds all that is asked; what is too rare to be met that way is fetched by its three-letter parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from typing import Any

from django.db import connection

from standing.models import RegisterEntry
from standing.queries.register import as_they_stand

A_PAGE = 25
# So many names are read before the three-letter parts are asked.
READ_ON = 4000
PLACE = re.compile(r"([01])~([0-9]{1,18})~([^~\x00]{0,400})")
# Before every letter of the alphabet in the order of bytes, and after it.
BEFORE, AFTER = "", "\U0010ffff"
Key = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for. `parts` all stand in an entry; `leads` are folded words that a surname may begin with."""

    parts: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    letter: str = ""
    grade: str = ""
    specialism: str = ""
    practising: bool = False
    oaths: bool = False
    audience: bool = False


@dataclass(frozen=True)
class Found:
    """A page of entries, and the place to go on from; "" where there is nothing more."""

    entries: list[RegisterEntry]
    more: str = ""
    is_first: bool = True


@dataclass
class Statement:
    """Conditions with their values, in SQL."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def also(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values += values

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "true"


def search(wanted: Wanted, *, today: date, after: str = "", size: int = A_PAGE) -> Found:
    """The entries after a place that an earlier page has named, or the first ones."""
    begun = _place(after)
    rank, key = begun or (0, (BEFORE, 0))
    keys: list[tuple[int, Key]] = []
    if not wanted.parts:
        keys = [(0, one) for one in _listed(wanted, key, size + 1)]
    else:
        if rank == 0:
            keys = [(0, one) for one in _led(wanted, key, size + 1)]
            key = (BEFORE, 0)
        keys += [(1, one) for one in _others(wanted, key, size + 1 - len(keys))]
    more = _named(*keys[size - 1]) if len(keys) > size else ""
    return Found(as_they_stand(_entries(one[1] for _, one in keys[:size]), today=today), more, begun is None)


def _entries(ids: Iterable[int]) -> list[RegisterEntry]:
    """These entries, in this order."""
    wanted = list(ids)
    found = RegisterEntry.objects.select_related("member").in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def _listed(wanted: Wanted, key: Key, size: int) -> list[Key]:
    """By letter and filters alone, in the order of an index."""
    asked = _filters(wanted)
    if wanted.letter:
        asked.also("letter = %s", wanted.letter)
    asked.also("(sort_name, member_id) > (%s, %s)", *key)
    return _run(
        f"SELECT sort_name, member_id FROM standing_registerentry WHERE shown AND {asked}"  # noqa: S608 - our own words
        " ORDER BY sort_name, member_id LIMIT %s",
        [*asked.values, size],
    )


def _led(wanted: Wanted, key: Key, size: int) -> list[Key]:
    """Whose surname begins with a word that was typed."""
    runs = []
    for lead in wanted.leads:
        last = lead + AFTER
        if key[0] < last:
            runs.append(_between(wanted, max(key, (lead, 0)), last, Statement(), size))
    return list(dict.fromkeys(merge(*runs)))[:size]


def _others(wanted: Wanted, key: Key, size: int) -> list[Key]:
    """Everybody else."""
    if size <= 0:
        return []
    but = Statement()
    for lead in wanted.leads:
        but.also("NOT (sort_name >= %s AND sort_name < %s)", lead, lead + AFTER)
    return _between(wanted, key, AFTER, but, size)


def _between(wanted: Wanted, key: Key, last: str, asked: Statement, size: int) -> list[Key]:
    """The first entries after a key, and before a name, in which every part stands."""
    tests = _filters(wanted)
    for part in wanted.parts:
        tests.also("folded LIKE %s", f"%{part}%")
    tests.also(str(asked), *asked.values)
    span = "shown AND (sort_name, member_id) > (%s, %s) AND sort_name < %s"
    given = [*key, last]
    met = _run(
        "SELECT sort_name, member_id FROM ("  # noqa: S608 - our own words
        " SELECT sort_name, member_id, folded, grade_code, specialism, practising, oaths, audience"
        f" FROM standing_registerentry WHERE {span} ORDER BY sort_name, member_id LIMIT %s"
        f") ahead WHERE {tests} LIMIT %s",
        [*given, READ_ON, *tests.values, size],
    )
    if len(met) == size or not _is_longer(span, given):
        return met
    return _run(
        "WITH hits AS MATERIALIZED ("  # noqa: S608 - our own words
        f" SELECT sort_name, member_id FROM standing_registerentry WHERE {span} AND {tests}"
        ") SELECT sort_name, member_id FROM hits ORDER BY sort_name, member_id LIMIT %s",
        [*given, *tests.values, size],
    )


def _is_longer(span: str, given: list[Any]) -> bool:
    """Whether there are more names than were read."""
    return bool(
        _run(
            f"SELECT sort_name, member_id FROM standing_registerentry WHERE {span}"  # noqa: S608 - our own words
            " ORDER BY sort_name, member_id LIMIT 1 OFFSET %s",
            [*given, READ_ON],
        )
    )


def _filters(wanted: Wanted) -> Statement:
    asked = Statement()
    if wanted.grade:
        asked.also("grade_code = %s", wanted.grade)
    if wanted.specialism:
        asked.also("specialism = %s AND specialism <> ''", wanted.specialism)
    for name in ("practising", "oaths", "audience"):
        if getattr(wanted, name):
            asked.also(name)
    return asked


def _run(statement: str, values: list[Any]) -> list[Key]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _named(rank: int, key: Key) -> str:
    return f"{rank}~{key[1]}~{key[0]}"


def _place(name: str) -> tuple[int, Key] | None:
    """The rank and key of a place; None for anything else."""
    read = PLACE.fullmatch(name)
    return (int(read[1]), (read[3], int(read[2]))) if read else None
