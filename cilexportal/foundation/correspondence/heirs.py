"""For which account a link speaks by now: an account may have been given up for another since the link was sent. The
ground knows of no such thing: an app that does says so in wiring.py."""

from __future__ import annotations

from collections.abc import Callable

Lookup = Callable[[int], int | None]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Declares who knows: the id of an account in, that of the account which is kept for it out, or None."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def of(user_id: int) -> int:
    """The account that is used today in place of this one; itself where it was not given up."""
    return next((found for found in (lookup(user_id) for lookup in _lookups) if found is not None), user_id)
