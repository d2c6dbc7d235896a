"""The declared access matrix, authz.toml: which role may use which route with which method. The rest is denied."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from members.enums import STAFF_ROLES, Role

ANONYMOUS = "anonymous"
ROLES = (ANONYMOUS, *(role.value for role in Role))
STAFF = "staff"
METHODS = ("GET", "POST", "PUT")
RELATIONS = ("none", "own")
IDLE = ("counts", "ignored")
SETTINGS = frozenset({"relation", "idle", "secret", "before_second_factor", "mode", "why"})


class Verdict(Enum):
    """What the matrix answers to one request."""

    ALLOW = "allow"
    SIGN_IN = "sign in"
    HIDDEN = "not found"
    FORBIDDEN = "forbidden"
    WRONG_METHOD = "method not allowed"


class MatrixFault(Exception):
    """A row of authz.toml that cannot be read as it was meant."""


@dataclass(frozen=True)
class Row:
    """One row: the roles that may use a route, method by method.

    `relation` is "own" where the address names a thing that only its own people may see. `idle` is "ignored" where a
    request is the page's doing and not the person's. `secret` rows hide their existence from those without a role.
    `mode` names the one mode of the portal in which the route exists.
    """

    name: str
    methods: Mapping[str, frozenset[str]]
    relation: str = "none"
    idle: str = "counts"
    secret: bool = True
    before_second_factor: bool = False
    mode: str = ""
    why: str = ""

    def verdict(self, method: str, roles: frozenset[str]) -> Verdict:
        """The answer for someone holding `roles`; a visitor holds none. HEAD follows GET; an empty cell is nobody's."""
        allowed = self.methods.get("GET" if method == "HEAD" else method)
        if allowed is None:
            return Verdict.WRONG_METHOD
        if ANONYMOUS in allowed or roles & allowed:
            return Verdict.ALLOW
        if allowed and not roles:
            return Verdict.SIGN_IN
        return Verdict.HIDDEN if self.secret else Verdict.FORBIDDEN


class Matrix:
    """All rows by route name; one whose name ends in * serves the routes that begin so and have no row of their own."""

    def __init__(self, sections: Mapping[str, list[Row]]) -> None:
        self.sections = sections
        self.rows = rows = {row.name: row for section in sections.values() for row in section}
        self._families = sorted((name[:-1] for name in rows if name.endswith("*")), key=len, reverse=True)

    def row(self, route: str) -> Row | None:
        """The row of the route, or None: then nobody may use it."""
        if route in self.rows:
            return self.rows[route]
        for family in self._families:
            if route.startswith(family):
                return self.rows[f"{family}*"]
        return None


@cache
def matrix() -> Matrix:
    """The matrix in authz.toml, read once a process. Raises MatrixFault for a row with an unknown word."""
    return load(settings.BASE_DIR / "authz.toml")


def load(path: Path) -> Matrix:
    """Reads a matrix file of tables of rows: `"route name" = { get = [roles], post = [roles], ... }`."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    matrix = Matrix({title: [_row(*row) for row in table.items()] for title, table in tables.items()})
    if len(matrix.rows) < sum(map(len, tables.values())):
        raise MatrixFault("a route has two rows")
    return matrix


def _roles(words: list[str]) -> frozenset[str]:
    """The role codes in a cell; "staff" stands for every staff role."""
    staff = {role.value for role in STAFF_ROLES} if STAFF in words else set()
    return frozenset(staff | set(words) - {STAFF})


def _row(name: str, facts: Mapping[str, Any]) -> Row:
    methods = {method: _roles(facts[method.lower()]) for method in METHODS if method.lower() in facts}
    unknown = set(facts) - SETTINGS - {method.lower() for method in METHODS}
    unknown |= {role for roles in methods.values() for role in roles if role not in ROLES}
    row = Row(name=name, methods=methods, **{key: facts[key] for key in SETTINGS & set(facts)})
    if unknown or not methods or row.relation not in RELATIONS or row.idle not in IDLE:
        raise MatrixFault(f"{name}: {', '.join(sorted(unknown)) or 'methods, relation or idle'} is not understood")
    return row
