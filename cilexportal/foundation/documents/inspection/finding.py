"""What looking at a file comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

TEXT_KEPT = 200_000


class Kind(StrEnum):
    """How something that was meant to be taken out is still there, or too much of a page is taken out."""

    UNSEEN = "unseen"
    TINY = "tiny"
    OUTSIDE = "outside"
    PICTURE = "picture"
    MARKED = "marked"
    BLACKED = "blacked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a page, counted from 1: left, upper, right and lower edge as shares of its width and height."""

    page: int
    kind: Kind
    box: tuple[float, float, float, float]


@dataclass
class Finding:
    """Sentences that warn the owner, the places they point to, and the words of the file for others to look through."""

    warnings: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    text: str = ""


class Unwelcome(Exception):
    """The file is not taken; the sentence says why and what to do."""


DAMAGED = "The file is damaged or not complete, so it cannot be opened. Save it anew and send it again."
LOCKED = "The file is protected with a password, so it cannot be checked. Save it without a password and send it again."
EMBEDDED = "The file carries other files inside it. Send each of them by itself, or save the file without them."
TOO_MUCH = "The file unpacks to more than can be checked. Save a smaller copy and send that."
TANGLED = "The file is built in a way that cannot be checked. Save it as a new PDF and send that."
