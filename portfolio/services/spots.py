"""What the owner says to the places that the check pointed out. The check warns; it never decides [HB-38]."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cilexportal.foundation.audit import because
from members.models import User
from portfolio.models import Piece, SpotAnswer
from portfolio.services.holding import held


def answer(*, piece: Piece, reasons: Mapping[int, str], by: User, at: datetime) -> int:
    """[HB-38] Writes why places of a piece may stay as they are; an empty reason takes an answer back.

    `reasons` goes by the ids of the places; those of another piece are left alone. Returns how many were changed.
    Raises Refused for a frozen portfolio.
    """
    with transaction.atomic(), because(user_id=by.pk, why="portfolio.spots.answer"):
        held(portfolio=piece.portfolio_id, at=at)
        changed = []
        for spot in SpotAnswer.objects.filter(piece=piece, pk__in=reasons):
            reason = reasons[spot.pk].strip()
            if reason != spot.why_kept:
                spot.why_kept, spot.answered_at = reason, at if reason else None
                changed.append(spot)
        SpotAnswer.objects.bulk_update(changed, ["why_kept", "answered_at"])
        return len(changed)
