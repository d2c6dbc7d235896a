"""The import of members: every line is checked and laid into a staging table, then the whole is written set-wise."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection

from cilexportal.foundation import imports, tables
from cilexportal.foundation.imports import Outcome
from cilexportal.foundation.tables import CellFault, Column, Line
from members import importing_sql as sql
from members import queries, rules
from members.models import PracticeArea

COLUMNS = (
    Column(
        "membership number", ("number", "member number", "membership no", "member id", "id"), required=True, longest=40
    ),
    Column("full name", ("name", "member name")),
    Column("first name", ("forename", "first names", "forenames", "given name"), longest=100),
    Column("last name", ("surname", "family name"), longest=100),
    Column("e-mail", ("email", "e-mail address", "email address", "mail"), longest=254),
    Column("grade", ("membership grade", "member grade", "category"), required=True),
    Column("grade since", ("since", "grade from", "grade date", "date of grade"), required=True),
    Column("joined", ("joined on", "date joined", "join date", "member since"), longest=40),
    Column("specialism", ("practice area", "area of law")),
)
STAGING = imports.Staging("incoming", sql.STAGE, sql.INTO_STAGE, sql.CHECKS, COLUMNS)


@dataclass(frozen=True)
class Known:
    """What the lines are read against."""

    grades: Mapping[str, str]
    areas: Mapping[str, str]
    today: date


def import_members(*, path: Path, today: date, apply: bool) -> Outcome:
    """Imports a file of members: all of it or, where anything is wrong, nothing.

    Without `apply` everything is done and undone again, so that the outcome is exact. Raises TableFault for a file
    that cannot be read at all.
    """
    return imports.attempt(lambda outcome: _import(path, today, outcome), name="import_members", apply=apply)


def _import(path: Path, today: date, outcome: Outcome) -> None:
    known = Known(grades=queries.grades_by_any_name(), areas=_areas(), today=today)
    with connection.cursor() as cursor:
        if imports.stage(cursor, STAGING, path, outcome, row=lambda line: _row(line, known)):
            for what, statement in sql.WRITES.items():
                cursor.execute(statement)
                outcome.changes[what] = cursor.rowcount
        cursor.execute("DROP TABLE incoming")


def _areas() -> dict[str, str]:
    areas = PracticeArea.objects.values_list("code", "name")
    return {word.casefold(): code for code, name in areas for word in (code, name)}


def _row(line: Line, known: Known) -> tuple[Any, ...]:
    """The line as a row of the staging table. Raises CellFault."""
    name = line["full name"] or f"{line['first name']} {line['last name']}".strip()
    if not name:
        raise CellFault("the name is empty; give the full name, or first and last name.")
    since = _past_day(line["grade since"], "grade since", known.today)
    joined = _past_day(line["joined"], "joined", known.today) if line["joined"] else since
    name = " ".join(name.split())
    return (
        line.number,
        line["membership number"],
        name,
        rules.sort_name(name),
        _email(line["e-mail"]),
        tables.one_of(line["grade"], known.grades, "the grade"),
        since,
        joined,
        tables.one_of(line["specialism"], known.areas, "the specialism") if line["specialism"] else None,
        f"{UNUSABLE_PASSWORD_PREFIX}{secrets.token_urlsafe(30)}",
    )


def _past_day(text: str, what: str, today: date) -> date:
    day = tables.day(text, what)
    if not date(1900, 1, 1) <= day <= today:
        raise CellFault(f"{what} is {text}; it has to lie between 1900 and today.")
    return day


def _email(text: str) -> str:
    try:
        validate_email(text or "nobody@example.org")
    except ValidationError:
        raise CellFault(f'the e-mail address "{text}" is not one; leave it empty where there is none.') from None
    return text.lower()
