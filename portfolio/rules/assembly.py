"""What goes into the files of a finished portfolio: said once, as plain facts, so that the same facts give one hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from portfolio.rules.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A piece as the sheet before it lists it, with the hash of its checked file and its bytes."""

    title: str
    kind: str
    worked_on: str
    why_missing: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sheet or statement in words, as it is printed; `finished` is the hash of a PDF that was made elsewhere and
    stands in its place. `outcome` is a title, `criteria` are those ticked."""

    slot: Slot
    number: str
    outcome: str
    is_statement: bool
    supervisor: str
    listing: str
    how_met: str
    how_shown: str
    learned: str
    criteria: tuple[str, ...]
    without: str
    why_without: str
    matter: str
    worked: str
    finished: str
    finished_size: int
    evidence: tuple[Evidence, ...]

    @property
    def kind(self) -> str:
        return "Personal statement" if self.is_statement else "Logbook sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a supervisor signed when their applicant left, and the numbers of the examples that it covers now."""

    supervisor: str
    statement: str
    signed_name: str
    signed_on: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that goes in. `number` is the membership number, "" for somebody who has none [HB-46]; `examples`
    stand in the order of their places; `empty` are numbers of places with nothing in them; `held_back` are titles of
    files that are not checked."""

    holder: str
    number: str
    reference: str
    pathway: str
    competencies: tuple[tuple[int, str], ...]
    examples: tuple[Example, ...]
    declarations: tuple[Declaration, ...]
    empty: tuple[str, ...]
    held_back: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The same content gives the same hash, in whichever process."""
        return sha256_of(asdict(self))

    def of(self, competency: int | None) -> tuple[Example, ...]:
        """The examples of one competency's file, or of the whole."""
        return tuple(one for one in self.examples if competency in (None, one.slot.competency))


def sha256_of(facts: Any) -> str:
    """The SHA-256 of facts as canonical JSON."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def bytes_of(examples: Iterable[Example]) -> int:
    """At least how many bytes the files of these examples bring along, each file counted once."""
    sizes: dict[str, int] = {}
    for one in examples:
        sizes[one.finished] = one.finished_size
        sizes |= {piece.sha256: piece.size for piece in one.evidence}
    return sum(sizes.values())
