"""The register of clauses, read once from ``clauses.toml`` and checked as it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("clauses.toml")

# Document prefixes in the order in which the public page lists them.
DOCUMENTS: Mapping[str, str] = {
    "CPD": "CILEX CPD page",
    "REC": "Record CPD page",
    "TC": "Terms and conditions of the CILEX shop",
    "HB": "Immigration qualification handbook",
    "LAW": "Statute and case law",
}
KINDS: Mapping[str, str] = {
    "code": "The portal decides",
    "screen": "The portal shows, asks or sends",
    "judgement": "A person decides",
    "outside": "Not a matter for the portal",
}
AREAS = frozenset({"cpd", "members", "site", "documents", "correspondence", "shop", "portfolio", "applications"})
CAPABILITIES: Mapping[str, str] = {
    "shop": "the shop",
    "standing": "membership standing",
    "portfolio": "the portfolio",
    "applications": "applications",
}
CLAUSE_ID = rf"(?:{'|'.join(DOCUMENTS)})-[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*"


class RegisterFault(Exception):
    """The register itself is wrong; the message says which entry and how."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. Empty strings stand for "nothing to say"; ``waits_for`` names the capability that brings it."""

    id: str
    title: str
    source: str
    kind: str
    area: str
    says: str
    decision: str
    effective_from: date
    changed: date
    boundary: str = ""
    question: str = ""
    waits_for: str = ""

    @property
    def document(self) -> str:
        """The name of the document the clause is from, such as ``CILEX CPD page``."""
        return DOCUMENTS[self.prefix]

    @property
    def prefix(self) -> str:
        return self.id.split("-", 1)[0]

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.kind]

    @property
    def comes_with(self) -> str:
        """The later capability in words, or nothing when the clause is built now."""
        return CAPABILITIES[self.waits_for] if self.waits_for else ""


_ALLOWED = {field.name: field for field in fields(Clause)}
_NEEDED = {name for name, field in _ALLOWED.items() if field.default is MISSING}


@cache
def load() -> dict[str, Clause]:
    """All clauses by id, in the order of the register. Raises RegisterFault when an entry is wrong."""
    return read(FILE)


def read(path: Path) -> dict[str, Clause]:
    """The clauses of one register file by id. Raises RegisterFault naming the first entry that is wrong."""
    with path.open("rb") as file:
        entries = tomllib.load(file).get("clause", [])
    clauses: dict[str, Clause] = {}
    for entry in entries:
        clause = _clause(entry)
        if clause.id in clauses:
            raise RegisterFault(f"{clause.id}: entered twice")
        clauses[clause.id] = clause
    return clauses


def _clause(entry: dict[str, Any]) -> Clause:
    """One checked entry."""
    name = entry.get("id", "an entry without id")
    if missing := sorted(_NEEDED - entry.keys()):
        raise RegisterFault(f"{name}: without {', '.join(missing)}")
    if unknown := sorted(entry.keys() - _ALLOWED.keys()):
        raise RegisterFault(f"{name}: {', '.join(unknown)} is no field of a clause")
    for field, value in entry.items():
        wanted: type = date if field in ("effective_from", "changed") else str
        if type(value) is not wanted or value == "":
            raise RegisterFault(f"{name}: {field} has to be a {'date' if wanted is date else 'text'}")
    clause = Clause(**entry)
    _check_words(clause)
    return clause


def _check_words(clause: Clause) -> None:
    """Raises RegisterFault where a field holds a word that is not in its list."""
    if not re.fullmatch(CLAUSE_ID, clause.id):
        raise RegisterFault(f"{clause.id}: not a clause id")
    if clause.kind not in KINDS:
        raise RegisterFault(f"{clause.id}: {clause.kind} is no kind")
    if clause.area not in AREAS:
        raise RegisterFault(f"{clause.id}: {clause.area} is no area")
    if clause.waits_for and clause.waits_for not in CAPABILITIES:
        raise RegisterFault(f"{clause.id}: {clause.waits_for} is no capability")
