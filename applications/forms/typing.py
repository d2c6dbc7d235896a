"""Forms that keep what is typed at each pause: where they send it, and what they say about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.rules.typed import MOST_CHARACTERS

# What a page keeps besides the text that was typed, in characters.
BESIDES = 1_000


@dataclass(frozen=True, slots=True)
class Keeps:
    """Where a page sends what is typed, the version that it holds, and since when it shows typing; `says` how that
    is told, with {ago} for how long it is since."""

    url: str
    version: int
    typed_at: datetime | None = None
    says: str = "Kept {ago}; it takes effect when you send it."

    def attrs(self, at: datetime) -> dict[str, str]:
        """What the form says of itself in the page, at an instant."""
        told = {
            "data-autosave-url": self.url, "data-autosave-version": str(self.version),
            "data-autosave-kept": self.says, "data-autosave-most": str(MOST_CHARACTERS - BESIDES),
        }  # fmt: skip
        if self.typed_at is not None:
            told["data-autosave-saved"] = str(max(0, int((at - self.typed_at).total_seconds())))
        return told
