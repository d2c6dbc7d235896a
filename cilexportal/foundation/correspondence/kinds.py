"""The kinds of letter: what each is built from, and when it is no longer needed. Declared in cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Context = dict[str, Any]
# As plain words: statements that queue letters by the thousand are written with them.
ADMINISTRATION, CPD, GOVERNANCE = "administration", "cpd", "governance"
POLICY_RESEARCH, MARKETING = "policy_research", "marketing"


def as_queued(context: Context) -> Context:
    """The letter is written from the queued context alone."""
    return context


@dataclass(frozen=True)
class Kind:
    """One kind of letter, written by the templates `letters/<code>.subject.txt`, `.txt` and `.html`.

    Where `letters/<code>.letter.html` exists too, the same letter goes along as a PDF. `build` turns the queued ids
    and figures into what the templates show; `still_needed` is asked again at the moment of sending. A secret kind,
    such as one that carries a code, is not kept once it has been sent. Of one that does not keep its words, such as one
    with a link that opens something, it stays that it was sent, to whom and when, and what became of it. rules.py says
    which categories may be switched off; the others tell people of their own rights and duties, and no preference
    suppresses them.
    `sent` is told, in the transaction that notes it, that the letter went out, with the queued context and the
    instant: some letters have effects of their own.
    """

    code: str
    category: str = ADMINISTRATION
    secret: bool = False
    keeps_words: bool = True
    build: Callable[[Context], Context] = as_queued
    still_needed: Callable[[Context, datetime], bool] | None = None
    sent: Callable[[Context, datetime], None] | None = None


class UnknownKind(LookupError):
    """A message names a kind that nobody has declared."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declares a kind. Raises ValueError where its code is taken by another."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"two kinds of letter are called {kind.code}")


def get(code: str) -> Kind:
    """The kind of this code. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def went_out(code: str, context: Context, at: datetime) -> None:
    """Has a kind do what it does once its letter has gone out; a kind that nobody has declared does nothing."""
    kind = _kinds.get(code)
    if kind is not None and kind.sent is not None:
        kind.sent(context, at)


def secret_codes() -> list[str]:
    """The codes of the kinds that carry secrets, in order."""
    return sorted(code for code, kind in _kinds.items() if kind.secret)


def codes() -> list[str]:
    """Every declared kind's code, in order."""
    return sorted(_kinds)
