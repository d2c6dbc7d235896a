"""Facts the shop tells the apps above it, inside its own transaction. cilexportal/wiring.py lists who listens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cilexportal.foundation.telling import Teller


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


Event = LinePaid | SessionsBought
_TELLER = Teller()
listen, tell = _TELLER.listen, _TELLER.tell
