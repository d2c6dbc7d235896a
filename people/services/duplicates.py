"""An officer tells two people apart."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cilexportal.foundation.audit import because
from members.models import Member, User
from people.models import NotDuplicate
from people.rules.saying import Declined, reason


def tell_apart(*, one: Member, other: Member, why: str, by: User, at: datetime) -> None:
    """Remembers that these are two people, so that they are not asked about again. Raises Declined."""
    words = reason(why)
    if one.pk == other.pk:
        raise Declined("These are the same number.")
    first, second = sorted((one, other), key=lambda member: member.pk)
    with transaction.atomic(), because(user_id=by.pk, why="people.not_a_duplicate"):
        NotDuplicate.objects.get_or_create(one=first, other=second, defaults={"reason": words, "by": by, "at": at})
