"""The kinds of print-out: who writes each. Declared in cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """What a print-out is made from: a template below templates/, what it shows, and the title of the PDF."""

    template: str
    context: dict[str, Any]
    title: str


@dataclass(frozen=True)
class Kind:
    """One kind of print-out; `build` turns the ids it was asked with into its page, in the worker.

    `seal` has the last word on the finished PDF: what it gives back is stored as it is. A `guarded` one holds what its
    owner may read only while a page of its own says so: it is given out there and nowhere else, in no download either.
    """

    code: str
    build: Callable[[dict[str, Any]], Page]
    seal: Callable[[bytes], bytes] | None = None
    guarded: bool = False


class UnknownKind(LookupError):
    """A print-out names a kind that nobody has declared."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declares a kind. Raises ValueError where its code is taken by another."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"two kinds of print-out are called {kind.code}")


def get(code: str) -> Kind:
    """The kind of this code. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def guarded() -> list[str]:
    """The codes of the kinds that only a page of their own gives out."""
    return [code for code, kind in _kinds.items() if kind.guarded]
