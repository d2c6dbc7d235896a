"""What an officer's desk answers where no clause decides: plain sentences."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_REASON = 200


class Declined(Exception):
    """Raised by a service that does nothing of what was asked; `sentences` holds every reason, never none."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def decline_if_any(sentences: Iterable[str]) -> None:
    """Raises Declined with all of them; returns quietly where there are none."""
    if found := tuple(sentences):
        raise Declined(*found)


def reason(typed: str) -> str:
    """A reason as it is kept, on one line. Raises Declined for none, or for one that is too long."""
    words = " ".join(typed.split())
    if not 0 < len(words) <= LONGEST_REASON:
        raise Declined(f"Say why, in {LONGEST_REASON} characters at most.")
    return words
