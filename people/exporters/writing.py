"""The download as text, a piece at a time: however much there is, little of it is in memory at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from cilexportal.foundation import london
from members.models import User
from people.exporters import Row, Section, reading, sections
from people.exporters.reading import Eyes

# A piece of text, and whether a part of the download ends with it.
Piece = tuple[str, bool]


def read_me(person: User, at: datetime) -> str:
    """What the download holds and how to read it, in plain words, with what is left out and why."""
    return render_to_string(
        "people/data/read_me.txt",
        {
            "person": person, "made": london.at_in_words(at), "site": settings.SITE, "sections": sections(),
            "left_out": left_out(),
        },
    )  # fmt: skip


def left_out() -> list[tuple[str, str]]:
    """What is left out, and why: whole tables, then fields of some."""
    tables = {(name.split(".")[1], why) for one in sections() for name, why in one.left_out.items()}
    fields = {
        (table.title, why) for one in sections() for table in one.tables for why in table.on_request.values()
    }  # fmt: skip
    return [*sorted(tables), *sorted(fields)]


def pieces(person: User, at: datetime) -> Iterator[Piece]:
    """data.json: what it is about, each section with its tables, then every change that the trail has."""
    eyes = reading.eyes_of(person.pk)
    about = {
        "made_at": at, "about": str(person), "organisation": settings.SITE["organisation"],
        "left_out": [{"what": what, "why": why} for what, why in left_out()],
    }  # fmt: skip
    yield '{\n"about": ' + _json(about), False
    for section in sections():
        yield f',\n"{section.code}": {{"title": {_json(section.title)}', False
        for name, rows in _tables(section, eyes, person, at):
            yield from _rows(name, rows)
        yield "}", True
    yield ',\n"history": {"title": "Every change that is kept, oldest first"', False
    for section in sections():
        for table in section.tables:
            yield from _rows(f"{section.title}: {table.title}", reading.history(table, eyes))
        yield "", True
    yield "}\n}\n", False


def _tables(section: Section, eyes: Eyes, person: User, at: datetime) -> Iterator[tuple[str, Iterator[Row]]]:
    for table in section.tables:
        yield table.title, reading.rows(table, eyes)
    for words in section.words:
        yield words.title, words.rows(person, at)


def _rows(name: str, rows: Iterator[Row]) -> Iterator[Piece]:
    """A named list, a row a line; nothing for an empty one."""
    first = next(rows, None)
    if first is None:
        return
    yield f",\n  {_json(name)}: [\n    {_json(first)}", False
    for row in rows:
        yield f",\n    {_json(row)}", False
    yield "\n  ]", False


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
