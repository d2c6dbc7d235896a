"""Who somebody that asks to join may have been before; what tells people alike lies in an app above, which says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from members.models import Member, User


@dataclass(frozen=True, slots=True)
class Earlier:
    """A member, by now perhaps a former one, who may be the same person, and what the two have in common in words."""

    member: Member
    why: str


Finder = Callable[[User, date], list[Earlier]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Has another app say who is like somebody on a London date; declared in cilexportal/wiring.py."""
    if finder not in _finders:
        _finders.append(finder)


def of(user: User, *, today: date) -> list[Earlier]:
    """[TC-4.4b] Every membership that the person of this account may hold or have held already."""
    return [one for finder in _finders for one in finder(user, today)]
