"""What the boxes of an applicant's page hold, as typed: which of it can be kept, and under which name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.words import with_plain_newlines

Fields = Mapping[str, str | list[str]]

MOST_CHARACTERS = 100_000
MOST_BOXES = 300
MOST_PAGES = 200
PAGE = re.compile(r"[a-z][a-z-]{1,29}(:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?")
BOX = re.compile(r"[a-z][a-z0-9_-]{0,59}")
OURS = frozenset({"csrfmiddlewaretoken", "once", "revision"})
# What PostgreSQL cannot keep, and what no keyboard means: control characters other than tab and line end.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class TooMuch(Exception):
    """More text than one page can keep; `refusal` says so."""

    def __init__(self) -> None:
        self.refusal = Refusal(
            "REC-17",
            f"This is more than {MOST_CHARACTERS:,} characters in all, which is too much to keep here. "
            "Copy your text somewhere safe, then shorten it.",
        )
        super().__init__(self.refusal.sentence)


def is_page(name: str) -> bool:
    """[REC-17] Whether a name can be one of a page: "knowledge", or "role:" with the id of the role."""
    return PAGE.fullmatch(name) is not None


def tidy(fields: Mapping[str, object]) -> dict[str, str | list[str]]:
    """[REC-17] The boxes out of whatever was sent, line ends as one character, all of it keepable. Raises TooMuch."""
    kept: dict[str, str | list[str]] = {}
    for name, value in fields.items():
        if not BOX.fullmatch(name) or name in OURS:
            continue
        if isinstance(value, str):
            kept[name] = _plain(value)
        elif isinstance(value, list):
            kept[name] = [_plain(text) for text in value if isinstance(text, str)]
    length = sum(len(value) if isinstance(value, str) else sum(map(len, value)) for value in kept.values())
    if length > MOST_CHARACTERS or len(kept) > MOST_BOXES:
        raise TooMuch
    return {name: value for name, value in kept.items() if value}


def boxes_of(values: Mapping[str, object]) -> dict[str, str | list[str]]:
    """[REC-17] The boxes of a form as these values fill them: the three of a day, a tick that stands, and text."""
    boxes: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, date):
            boxes |= {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}
        else:
            boxes[name] = ["on"] if value is True else value
    return tidy(boxes)


def _plain(text: str) -> str:
    return UNKEEPABLE.sub("", with_plain_newlines(text))
