"""What tells apart two states of what two pages can change at once."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.rules.versions import fingerprint


def mark_of(boxes: Mapping[str, object]) -> str:
    """[REC-17] A mark of what the boxes of a form hold: a page that was shown another one did not see this."""
    return fingerprint({name: str(value) for name, value in boxes.items()})
