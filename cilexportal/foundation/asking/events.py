"""Facts that requests tell the apps above, inside their own transaction. cilexportal/wiring.py lists who listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A person has answered every question of a request, whose row is held meanwhile. `about` is the asking app's own
    key."""

    request_id: int
    about: str
    person_id: int
    at: datetime


_LISTENERS: list[Callable[[Answered], None]] = []


def listen(listener: Callable[[Answered], None]) -> None:
    """Calls `listener` with every later answer; naming it twice changes nothing."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def tell(answered: Answered) -> None:
    """Tells every listener at once, in the caller's transaction."""
    for listener in _LISTENERS:
        listener(answered)
