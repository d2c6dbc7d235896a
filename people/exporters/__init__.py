"""What the portal holds of a person, for their download: sections of tables, registered in cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from members.models import User

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one model. `of` are paths from it to the person, or to what `root` gives of the person; one is enough.

    `without` are fields left out: secrets, and what only the machine reads. `on_request` are fields that an officer
    reads first, each with what the download says of it. `but` are lookups that rows must not match.
    """

    model: str
    title: str
    of: tuple[str, ...]
    root: Callable[[int], QuerySet[Any]] | None = None
    without: tuple[str, ...] = ()
    on_request: dict[str, str] = field(default_factory=dict)
    but: Callable[[int], dict[str, Any]] | None = None
    history: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """Rows that no table holds as a person can read them, such as what is sealed: opened as they are written."""

    title: str
    models: tuple[str, ...]
    rows: Callable[[User, datetime], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Copy:
    """A stored file that goes along: its name in the download, and where it is stored."""

    name: str
    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one part of the portal holds. `left_out` names models that lead to a person and are not theirs, and why."""

    code: str
    title: str
    tables: tuple[Table, ...] = ()
    words: tuple[Words, ...] = ()
    copies: Callable[[int], Iterable[Copy]] | None = None
    left_out: dict[str, str] = field(default_factory=dict)


# What gives the ids of files that stand in a person's name and were given about them in confidence.
_in_confidence: list[Callable[[int], QuerySet[Any, Any]]] = []
_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Declares a section. Raises ValueError where its code is taken by another."""
    if _sections.setdefault(section.code, section) is not section:
        raise ValueError(f"two sections are called {section.code}")


def sections() -> tuple[Section, ...]:
    """Every section, in the order in which they were declared."""
    return tuple(_sections.values())


def keep_in_confidence(source: Callable[[int], QuerySet[Any, Any]]) -> None:
    """Declares files of a person, by their ids, that their download leaves out: others gave them in confidence."""
    if source not in _in_confidence:
        _in_confidence.append(source)


def in_confidence(user_id: int) -> set[int]:
    """The ids of every file that stands in the person's name and is kept from their download."""
    return {pk for source in _in_confidence for pk in source(user_id)}
