"""Links sent, opened by pressing a button, and ended. Reading a page never uses one up."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from cilexportal.foundation.visitors import keys
from cilexportal.foundation.visitors.keys import Opened
from cilexportal.foundation.visitors.models import Link, Visit


def send(*, purpose: str, subject: UUID, expires_at: datetime, at: datetime) -> Link:
    """A new link; the one before and its visits are dead from now on. The caller holds the subject, has asked whether
    one may be sent now (rules.why_not_yet), and writes the letter."""
    end(purpose=purpose, subject=subject, at=at)
    token = keys.token_of(purpose=purpose, subject=subject, sent_at=at)
    return Link.objects.create(
        purpose=purpose, subject=subject, token_hash=keys.hashed(token), sent_at=at, expires_at=expires_at
    )


def end(*, purpose: str, subject: UUID, at: datetime) -> None:
    """Ends the link of a subject and every visit by it."""
    of_subject = {"link__purpose": purpose, "link__subject": subject}
    Visit.objects.filter(**of_subject, ended_at=None).update(ended_at=at)
    Link.objects.filter(purpose=purpose, subject=subject, ended_at=None).update(ended_at=at)


def enter(*, link: Link, hours: int, at: datetime) -> Opened:
    """Opens a visit of some hours. The link stays good, so that the visitor comes back by it. The caller holds the
    subject and has asked whether the link opens (rules.why_shut)."""
    key = keys.fresh()
    Visit.objects.create(link=link, key_hash=keys.hashed(key), began_at=at, expires_at=at + timedelta(hours=hours))
    Link.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)
    return Opened(key=key, seconds=hours * 3600)


def leave(*, visit_id: int, at: datetime) -> None:
    """Ends a visit; the link opens another."""
    Visit.objects.filter(pk=visit_id, ended_at=None).update(ended_at=at)


def token_of(link: Link) -> str:
    """The secret of a link, for the letter that carries it."""
    return keys.token_of(purpose=link.purpose, subject=link.subject, sent_at=link.sent_at)
