"""What was declared of prior conduct."""

from __future__ import annotations

from standing.models import Declaration


def declaration_of(*, user_id: int, year: int) -> Declaration | None:
    """The declaration that stands for a calendar year, or None."""
    return Declaration.objects.filter(user=user_id, year=year, superseded_at=None).first()
