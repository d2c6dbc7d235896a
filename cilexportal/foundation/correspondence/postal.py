"""Where letters are posted to. The ground knows no addresses: an app that keeps them says so in wiring.py."""

from __future__ import annotations

from collections.abc import Callable

Lookup = Callable[[int], str]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Declares who knows addresses: a user id in, lines of text out, empty where none is kept."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def address_of(user_id: int) -> str:
    """The lines of a person's address; empty where nobody knows one."""
    return next((found for found in (lookup(user_id) for lookup in _lookups) if found), "")
