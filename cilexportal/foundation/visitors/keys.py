"""Secrets of links and visits: made anew from the portal's key or by chance, and kept as hashes only."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Opened:
    """The key of a visit, which only the browser keeps, and for how many seconds."""

    key: str
    seconds: int


def token_of(*, purpose: str, subject: UUID, sent_at: datetime) -> str:
    """The secret of a link, made anew from the portal's key whenever a letter is written: no table and no queue holds
    it, so that whoever reads the database opens nothing."""
    digest = salted_hmac(purpose, f"{subject} {sent_at.astimezone(UTC).isoformat()}", algorithm="sha256")
    return base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")


def fresh() -> str:
    """The key of a new visit, by chance."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a link or of a visit's key."""
    return hashlib.sha256(secret.encode()).hexdigest()
