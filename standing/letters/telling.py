"""Letters about benefits that a CPD year took away, and that are back."""

from __future__ import annotations

from datetime import date
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from standing.services.telling import LOST, RETURNED, still_lost


def in_words(context: dict[str, Any]) -> dict[str, Any]:
    """[CPD-13] [CPD-14] The letter as it was queued, its day in words."""
    day = context.get("since") or context["on"]
    return {**context, "day": london.in_words(date.fromisoformat(day))}


KINDS = (Kind(code=LOST, build=in_words, still_needed=still_lost), Kind(code=RETURNED, build=in_words))
