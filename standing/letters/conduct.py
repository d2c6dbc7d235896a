"""Letters about declarations of conduct. None of them repeats what was disclosed, or what an officer wrote of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.correspondence.kinds import Kind
from standing.models import VerdictNote
from standing.services.conduct import LETTERS


def decided(context: dict[str, Any]) -> dict[str, Any]:
    """[CPD-15b] Which declaration was decided, and when. `context`: note by id."""
    note = VerdictNote.objects.select_related("declaration").defer("sealed").get(pk=context["note"])
    made = note.declaration
    return {
        "year": made.year,
        "made": london.in_words(london.date_of(made.made_at)),
        "decided": london.in_words(london.date_of(note.at)),
    }


def still_stands(context: dict[str, Any], at: datetime) -> bool:
    """Whether nothing newer has been declared or decided since the letter was queued."""
    note = VerdictNote.objects.select_related("declaration").defer("sealed").get(pk=context["note"])
    return note.declaration.superseded_at is None and note.declaration.verdict == note.verdict


KINDS = tuple(Kind(code=code, build=decided, still_needed=still_stands) for code in LETTERS.values())
