"""Facts the shop tells the apps above it, inside its own transaction. cilexportal/wiring.py lists who listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePaid:
    """A line of an accepted order has been paid in full."""

    line_id: int
    product_kind: str
    beneficiary_id: int | None
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsBought:
    """Somebody has places on dated sessions: what a CPD draft needs to know, nothing about money."""

    line_id: int
    beneficiary_id: int
    title: str
    first_day: date
    last_day: date
    hours: float
    topics: tuple[str, ...]
    at: datetime


Told = TypeVar("Told", LinePaid, SessionsBought)

Event = LinePaid | SessionsBought
_LISTENERS: dict[type, list[Callable[..., None]]] = {}


def listen(kind: type[Told], listener: Callable[[Told], None]) -> None:
    """Calls `listener` with every later event of that kind; naming it twice changes nothing."""
    known = _LISTENERS.setdefault(kind, [])
    if listener not in known:
        known.append(listener)


def tell(event: Event) -> None:
    """Tells every listener at once, in the caller's transaction."""
    for listener in _LISTENERS.get(type(event), []):
        listener(event)
