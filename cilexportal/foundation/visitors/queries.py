"""The link and the visit behind a secret."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from cilexportal.foundation.visitors.keys import hashed
from cilexportal.foundation.visitors.models import Link, Visit


def by_token(*, purpose: str, token: str) -> Link | None:
    """The link, dead or alive; None where there never was one for this purpose."""
    return Link.objects.filter(purpose=purpose, token_hash=hashed(token)).first()


def visit_of(*, purpose: str, key: str, at: datetime) -> Visit | None:
    """The visit of this key until its hours are over; one that was ended is given too, for its last page."""
    if not key:
        return None
    found = Visit.objects.select_related("link").filter(link__purpose=purpose, key_hash=hashed(key))
    return found.filter(began_at__lte=at, expires_at__gt=at).first()


def newest(*, purpose: str, subjects: Collection[UUID]) -> dict[UUID, Link]:
    """The last link that was sent of each subject, dead or alive; one statement however many there are."""
    found = Link.objects.filter(purpose=purpose, subject__in=subjects).order_by("subject", "-sent_at", "-pk")
    return {link.subject: link for link in found.distinct("subject")}
