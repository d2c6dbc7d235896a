"""What the public pages read: clauses that match words, grouped by document, and where one clause is used."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from cilexportal.foundation.rulebook import register, trace
from cilexportal.foundation.rulebook.register import Clause


@dataclass(frozen=True, slots=True)
class Group:
    """The clauses of one document."""

    document: str
    anchor: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """Where a clause lives, in dotted names: what decides it, what tests it, which screens name it."""

    code: tuple[str, ...]
    tests: tuple[str, ...]
    screens: tuple[str, ...]


def address(clause: str) -> str:
    """The address of a clause's page."""
    return reverse("rulebook:clause", args=[clause])


def find(clause: str) -> Clause | None:
    """The clause with this id, however its letters are typed; None when there is none."""
    clauses = register.load()
    return clauses.get(clause) or next((one for one in clauses.values() if one.id.lower() == clause.lower()), None)


def groups(words: str = "") -> list[Group]:
    """Clauses that hold all of ``words``, by document; every clause for no words; no empty groups."""
    wanted = words.lower().split()
    found = [clause for clause in register.load().values() if all(word in _text(clause) for word in wanted)]
    by_document = (
        Group(name, prefix.lower(), tuple(clause for clause in found if clause.prefix == prefix))
        for prefix, name in register.DOCUMENTS.items()
    )
    return [group for group in by_document if group.clauses]


def uses(clause: str) -> Use:
    """Where the portal's source names the clause; each place once."""
    found = trace.of_project().get(clause, trace.Uses())
    return Use(code=_names(found.code), tests=_names(found.tests), screens=_names(found.screens))


def _text(clause: Clause) -> str:
    parts = (clause.id, clause.title, clause.says, clause.boundary, clause.decision, clause.question, clause.source)
    return " ".join(parts).lower()


def _names(places: list[trace.Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.dotted for place in places))
