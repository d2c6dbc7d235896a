"""Facts of cases that applications tells the apps above it, inside its own transaction. cilexportal/wiring.py lists
who listens; a listener that refuses undoes what it was told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cilexportal.foundation.telling import Teller


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case has come from one stage (`was`, a word of Stage) to another; it is held. `case` is its row as saved."""

    case: Any
    was: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision was recorded and its case settled. `outcome` and `body` are words of their enums; the case is held.
    `read` is what whoever listens had read of it before (services.beforehand)."""

    case_id: int
    decision_id: int
    outcome: str
    body: str
    by_id: int
    at: datetime
    read: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversed:
    """A decision was taken back for a reason that its applicant reads, and its case is assessed again; it is held."""

    case_id: int
    decision_id: int
    outcome: str
    why: str
    by_id: int
    at: datetime


Event = Moved | Decided | Reversed
_TELLER = Teller()
listen, tell = _TELLER.listen, _TELLER.tell
