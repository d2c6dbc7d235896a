"""Who listens to what an app tells those above it. cilexportal/wiring.py lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")


class Teller:
    """The listeners of one app's events, by the kind of event."""

    def __init__(self) -> None:
        self.listeners: dict[type, list[Callable[[Any], None]]] = {}

    def listen(self, kind: type[Event], listener: Callable[[Event], None]) -> None:
        """Calls `listener` with every later event of that kind; naming it twice changes nothing."""
        known = self.listeners.setdefault(kind, [])
        if listener not in known:
            known.append(listener)

    def tell(self, event: object) -> None:
        """Tells every listener at once, in the caller's transaction."""
        for listener in self.listeners.get(type(event), []):
            listener(event)
