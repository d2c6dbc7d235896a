"""Views of the queue that somebody at the desk keeps under a name."""

from __future__ import annotations

from datetime import datetime

from applications.models import SavedFilter
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User

MOST = 20


def keep(*, user: User, name: str, query: str, at: datetime) -> SavedFilter:
    """[HB-26] Keeps filters, as the address of the queue has them; one of that name is replaced. Raises Refused where
    nothing is chosen, and for one more than MOST."""
    if not query:
        raise Refused.because("HB-26", "Choose at least one filter first.")
    own = SavedFilter.objects.filter(user=user)
    if not own.filter(name=name).exists() and own.count() >= MOST:
        raise Refused.because("HB-26", f"You keep {MOST} already. Take one away first.")
    kept, _ = SavedFilter.objects.update_or_create(user=user, name=name, defaults={"query": query, "saved_at": at})
    return kept


def drop(*, filter_id: int) -> None:
    """Takes one away; nothing where it has gone already."""
    SavedFilter.objects.filter(pk=filter_id).delete()
