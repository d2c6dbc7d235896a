"""Reads the messages that Django's file mail backend has written, newest first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

SEPARATOR = "-" * 79


@dataclass(frozen=True)
class Letter:
    """A PDF that came with a message."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One message as it would have reached its reader."""

    key: str
    to: str
    subject: str
    sent_at: datetime
    text: str
    letters: tuple[Letter, ...]


def mails() -> list[Mail]:
    """Every message sent so far, newest first."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "") or "missing")
    found = [mail for path in folder.glob("*.log") for mail in _read(path)]
    return sorted(found, key=lambda mail: mail.sent_at, reverse=True)


def mail(key: str) -> Mail | None:
    """The message with this key, if there is one."""
    return next((found for found in mails() if found.key == key), None)


def _read(path: Path) -> list[Mail]:
    """The messages in one file; a file holds those sent over one connection."""
    parts = path.read_bytes().split(f"\n{SEPARATOR}\n".encode())
    return [_parse(part) for part in parts if part.strip()]


def _parse(source: bytes) -> Mail:
    """A message from its source."""
    message = message_from_bytes(source, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    date = message["date"]
    return Mail(
        key=hashlib.sha256(str(message["message-id"]).encode() if message["message-id"] else source).hexdigest()[:16],
        to=str(message["to"]),
        subject=str(message["subject"]),
        sent_at=parsedate_to_datetime(date) if date else datetime.now(UTC),
        text=body.get_content() if body else "",
        letters=tuple(
            Letter(part.get_filename() or "letter.pdf", part.get_content())
            for part in message.iter_attachments()
            if part.get_content_type() == "application/pdf"
        ),
    )
