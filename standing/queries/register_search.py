"""Looking people up in the register: as fast among a million as among ten thousand, whether a word is common or rare.

Names are listed by surname: first those whose surname begins with a word that was typed, then everybody else in whose
name, employer or place it stands. What is common is met by reading on in the order of names for a while, from an
index that holds all that is asked; what is too rare to be met that way is fetched by its three-letter parts. Only what
stands in more than five hundred entries, and yet is not met on the way, is not listed whole: one more word finds it.
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
# So many names are read before the three-letter parts are asked, and so many times as many where some were met.
READ_ON, LONGER = 2000, 8
MOST = 500
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
    """A page of entries, and the place to go on from; "" where there is nothing more, or too much to go on in."""

    entries: list[RegisterEntry]
    more: str = ""
    is_first: bool = True
    too_many: bool = False


@dataclass(frozen=True)
class Keys:
    """Names in their order; `too_many` where they are some of more than MOST."""

    met: list[Key]
    too_many: bool = False


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
    too_many = False
    for at in range(rank, 2 if wanted.parts else 1):
        found = _ranked(at, wanted, key if at == rank else (BEFORE, 0), size + 1 - len(keys))
        keys += [(at, one) for one in found.met]
        too_many |= found.too_many
        if len(keys) > size or too_many:
            break
    more = _named(*keys[size - 1]) if len(keys) > size and not too_many else ""
    entries = as_they_stand(_entries(one[1] for _, one in keys[:size]), today=today)
    return Found(entries, more, begun is None, too_many)


def _ranked(rank: int, wanted: Wanted, key: Key, size: int) -> Keys:
    """Those of one rank after a key: by words, the surnames that begin with one are the first rank."""
    if not wanted.parts:
        return Keys(_listed(wanted, key, size))
    return _others(wanted, key, size) if rank else _led(wanted, key, size)


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


def _led(wanted: Wanted, key: Key, size: int) -> Keys:
    """Whose surname begins with a word that was typed."""
    ends = [(lead, lead + AFTER) for lead in wanted.leads]
    runs = [
        _between(wanted, max(key, (lead, 0)), last, Statement(), size) for lead, last in ends if key[0] < last
    ]  # fmt: skip
    met = list(dict.fromkeys(merge(*(run.met for run in runs))))
    return Keys(met[:size], any(run.too_many for run in runs))


def _others(wanted: Wanted, key: Key, size: int) -> Keys:
    """Everybody else."""
    but = Statement()
    for lead in wanted.leads:
        but.also("NOT (sort_name >= %s AND sort_name < %s)", lead, lead + AFTER)
    return _between(wanted, key, AFTER, but, size)


def _between(wanted: Wanted, key: Key, last: str, asked: Statement, size: int) -> Keys:
    """The first entries after a key, and before a name, in which every part stands."""
    tests = _filters(wanted)
    for part in wanted.parts:
        tests.also("folded LIKE %s", f"%{part}%")
    tests.also(str(asked), *asked.values)
    span = Statement(["shown", "(sort_name, member_id) > (%s, %s)", "sort_name < %s"], [*key, last])
    met = _read_on(span, tests, READ_ON, size)
    if len(met) == size or not (there := _read_to(span)):
        return Keys(met)
    if len(met) * LONGER >= size:
        rest = Statement(["shown", "(sort_name, member_id) >= (%s, %s)", "sort_name < %s"], [*there, last])
        met += _read_on(rest, tests, READ_ON * LONGER, size - len(met))
        if len(met) == size:
            return Keys(met)
    return _by_parts(span, tests, size)


def _read_on(span: Statement, tests: Statement, most: int, size: int) -> list[Key]:
    """Whom one meets among so many names, read in their order."""
    return _run(
        "SELECT sort_name, member_id FROM ("  # noqa: S608 - our own words
        " SELECT sort_name, member_id, folded, grade_code, specialism, practising, oaths, audience"
        f" FROM standing_registerentry WHERE {span} ORDER BY sort_name, member_id LIMIT %s"
        f") ahead WHERE {tests} LIMIT %s",
        [*span.values, most, *tests.values, size],
    )


def _read_to(span: Statement) -> Key | None:
    """The first name that has not been read, if there is one."""
    asked = f"SELECT sort_name, member_id FROM standing_registerentry WHERE {span}"  # noqa: S608 - our own words
    rest = _run(f"{asked} ORDER BY sort_name, member_id LIMIT 1 OFFSET %s", [*span.values, READ_ON])
    return rest[0] if rest else None


def _by_parts(span: Statement, tests: Statement, size: int) -> Keys:
    """Whom the index of three-letter parts finds, by name; MOST of them at most are put in order."""
    hits = _run(
        "SELECT sort_name, member_id FROM ("  # noqa: S608 - our own words
        f" SELECT sort_name, member_id FROM standing_registerentry WHERE {span} AND {tests} LIMIT %s"
        ") hits ORDER BY sort_name, member_id",
        [*span.values, *tests.values, MOST + 1],
    )
    return Keys(hits[:size], len(hits) > MOST)


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
