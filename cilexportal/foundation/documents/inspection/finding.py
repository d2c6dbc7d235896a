"""What looking at a file comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

TEXT_KEPT = 200_000


@dataclass
class Finding:
    """Sentences that warn the owner, and the words found in the file for others to look through."""

    warnings: list[str] = field(default_factory=list)
    text: str = ""


class Unwelcome(Exception):
    """The file is not taken; the sentence says why and what to do."""


DAMAGED = "The file is damaged or not complete, so it cannot be opened. Save it anew and send it again."
LOCKED = "The file is protected with a password, so it cannot be checked. Save it without a password and send it again."
EMBEDDED = "The file carries other files inside it. Send each of them by itself, or save the file without them."
TOO_MUCH = "The file unpacks to more than can be checked. Save a smaller copy and send that."
TANGLED = "The file is built in a way that cannot be checked. Save it as a new PDF and send that."
