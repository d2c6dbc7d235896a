"""Looking across the wall: each look leaves a row, and what may be seen is asked of the apps that have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import refuse_if_any
from members.models import Member, User
from people.models import Crossing
from people.rules.wall import (
    LETTERS_OF_CASES,
    LETTERS_OF_CILEX,
    LETTERS_OF_REGULATOR,
    READERS_OF_CASES,
    READERS_OF_CILEX,
    READERS_OF_REGULATOR,
    bad_reason,
)
from standing.enums import Body

# What each body sees of the other's.
SEEN = {Body.CILEX: "Whether an application is in progress", Body.REGULATOR: "Membership and standing"}
BY_DUTY = "Opened the member's page at the membership desk"
# Kinds of letters, and the roles that the desk of letters shows them to.
KEPT_LETTERS = (
    (LETTERS_OF_REGULATOR, READERS_OF_REGULATOR),
    (LETTERS_OF_CASES, READERS_OF_CASES),
    (LETTERS_OF_CILEX, READERS_OF_CILEX),
)
Since = Callable[[int], datetime | None]
_matters: list[Since] = []


def register(since: Since) -> None:
    """Adds an app's answer to "since when is something of this person in progress with the regulator?"."""
    if since not in _matters:
        _matters.append(since)


def in_progress(user_id: int | None) -> datetime | None:
    """[LAW-ART10] Since when the regulator has something of this person in hand; what it is, nobody is told."""
    if user_id is None:
        return None
    return min((at for at in (since(user_id) for since in _matters) if at is not None), default=None)


def cross(*, by: User, body: Body, member: Member | None, user: User | None, why: str, at: datetime) -> None:
    """[LAW-ART10] Notes that an officer of `body` looks at a person. Raises Refused without a reason."""
    words = " ".join(why.split())
    refuse_if_any(filter(None, [bad_reason(words)]))
    Crossing.objects.create(
        by=by, body=body, member=member, user=None if member else user, what=SEEN[body], why=words, at=at
    )  # fmt: skip


def said_today(*, by: User, member: Member | None, user: User | None, at: datetime) -> str:
    """The reason this officer gave today for looking at this person; empty where they gave none."""
    about = {"member": member} if member else {"user": user}
    today = Crossing.objects.filter(by=by, at__gte=london.start_of_day(london.date_of(at)), **about)
    return today.filter(body=Body.REGULATOR).values_list("why", flat=True).first() or ""
