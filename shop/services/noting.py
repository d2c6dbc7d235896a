"""Notes of the staff about an order."""

from __future__ import annotations

from datetime import datetime

from members.models import User
from shop.models import Order, OrderNote


def note(*, order: Order, words: str, by: User, at: datetime) -> OrderNote:
    """Adds a note; it stays as it is written."""
    return OrderNote.objects.create(order=order, words=words, by=by, at=at)
