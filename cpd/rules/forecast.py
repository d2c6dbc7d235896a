"""How many members will not have met a year when it closes, foreseen from where those of the year before stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cpd.enums import Scheme

HALF = Decimal("0.5")
WHOLE = Decimal(1)


class Stood(StrEnum):
    """How much of what is owed somebody has recorded, by its amount alone."""

    NOTHING = "Nothing recorded"
    LITTLE = "Less than half"
    HALF = "Half or more, not all"
    ALL = "As much as is owed"


@dataclass(frozen=True)
class Past:
    """Those who stood somewhere on the same day of the year before, and how many of them its close found not met."""

    members: int = 0
    not_met: int = 0


@dataclass(frozen=True)
class Line:
    """One place to stand: the members there now, those there a year before, and how many are foreseen not to meet.

    `by_all`: nobody stood there a year before, so the share of all members is taken.
    """

    stood: Stood
    members: int
    past: Past
    not_met: int
    by_all: bool


def done_share(scheme: Scheme, *, outcomes: int, hours: Decimal, owed_outcomes: int, owed_hours: Decimal) -> Decimal:
    """The part of what is owed that is recorded, 0 to 1: of the hours in the mixed scheme, of the outcomes otherwise.

    [CPD-5a] [CPD-7a] Only the amount is looked at, not what is planned, about professionalism or in the specialism.
    """
    done, owed = (hours, owed_hours) if scheme == Scheme.MIXED else (Decimal(outcomes), Decimal(owed_outcomes))
    return min(WHOLE, done / owed) if owed else WHOLE


def stood(share: Decimal, *, recorded: int) -> Stood:
    """Where somebody stands who has `recorded` so many records and done this share of the amount."""
    if not recorded:
        return Stood.NOTHING
    if share < HALF:
        return Stood.LITTLE
    return Stood.HALF if share < WHOLE else Stood.ALL


def forecast(now: Mapping[Stood, int], before: Mapping[Stood, Past]) -> tuple[Line, ...]:
    """[CPD-10] Of those who stand in each place now the share that was not met a year before, in whole members.

    Empty where nobody of the year before is known: nothing can be foreseen from nothing.
    """
    everybody = Past(sum(one.members for one in before.values()), sum(one.not_met for one in before.values()))
    if not everybody.members:
        return ()
    return tuple(_line(place, now.get(place, 0), before.get(place, Past()), everybody) for place in Stood)


def _line(place: Stood, members: int, past: Past, everybody: Past) -> Line:
    by_all = not past.members
    used = everybody if by_all else past
    return Line(place, members, past, (2 * members * used.not_met + used.members) // (2 * used.members), by_all)


def is_behind(share: Decimal, *, gone: Decimal) -> bool:
    """Whether somebody has done a smaller part of what is owed than has gone of the year (both 0 to 1)."""
    return share < gone
