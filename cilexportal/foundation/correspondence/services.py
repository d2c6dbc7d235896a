"""The verbs on messages: queue one or many, try it again, note that it was posted, forget secrets.

Letters that one statement finds the people of are queued by setwise.py; sending is in sending.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction

from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.correspondence.models import STUCK, Message, MessageState
from cilexportal.foundation.nudge import nudge

# How long the row of a secret kind stays after it was queued: people ask within days where their code has gone.
KEEP_SECRETS = timedelta(days=7)


class NotStuck(Exception):
    """The message has been dealt with already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one person. `context` holds ids and figures for the kind's `build`; a `dedupe_key` is queued once."""

    kind: str
    to_user_id: int | None
    to_name: str
    to_email: str
    context: dict[str, Any]
    dedupe_key: str


def queue_all(*, letters: Iterable[Letter], at: datetime) -> None:
    """Queues them in one statement, however many, inside the caller's transaction; a key that was used is left out.

    Raises kinds.UnknownKind.
    """
    messages = [
        Message(
            kind=letter.kind, category=kinds.get(letter.kind).category, to_user_id=letter.to_user_id,
            to_name=letter.to_name, to_email=letter.to_email, context=letter.context, dedupe_key=letter.dedupe_key,
            queued_at=at, send_after=at,
        )
        for letter in letters
    ]  # fmt: skip
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    if messages:
        _tell_worker()


def queue(
    *,
    kind: str,
    to_user_id: int | None,
    to_name: str,
    to_email: str,
    context: dict[str, Any],
    at: datetime,
    dedupe_key: str | None = None,
    send_after: datetime | None = None,
) -> Message | None:
    """Writes a message into the outbox inside the caller's transaction; it is sent when that commits.

    `context` holds ids and figures for the kind's `build`. A message without address waits for the staff to post it.
    Returns None where `dedupe_key` was used before. Raises kinds.UnknownKind.
    """
    message = Message(
        kind=kind,
        category=kinds.get(kind).category,
        to_user_id=to_user_id,
        to_name=to_name,
        to_email=to_email,
        context=context,
        dedupe_key=dedupe_key,
        queued_at=at,
        send_after=send_after or at,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError as refused:
        if "message_queued_once" not in str(refused):
            raise
        return None
    _tell_worker()
    return message


def try_again(*, message_id: int, by: AbstractBaseUser, at: datetime) -> None:
    """Queues a message anew that could not be sent, and keeps by whom and when. Raises NotStuck for any other."""
    again = Message.objects.filter(pk=message_id, state=MessageState.FAILED).update(
        state=MessageState.QUEUED, send_after=at, claimed_at=None, attempts=0, error="", again_at=at, again_by=by
    )
    if not again:
        raise NotStuck
    _tell_worker()


def send_to(*, message_id: int, to_email: str, by: AbstractBaseUser, at: datetime) -> None:
    """Queues a message that could not be sent for another address. Raises NotStuck for any other message."""
    again = Message.objects.filter(pk=message_id, state__in=STUCK).update(
        to_email=to_email, state=MessageState.QUEUED, send_after=at, claimed_at=None, attempts=0, error="", again_at=at,
        again_by=by,
    )  # fmt: skip
    if not again:
        raise NotStuck
    _tell_worker()


def mark_posted(*, message_id: int, by: AbstractBaseUser, at: datetime) -> None:
    """Notes who put the letter into the post. Raises NotStuck for one that was sent or posted before."""
    stuck = Message.objects.filter(pk=message_id, state__in=STUCK)
    with transaction.atomic():
        if not stuck.update(state=MessageState.POSTED, sent_at=at, posted_at=at, posted_by=by):
            raise NotStuck
        kind, context = Message.objects.values_list("kind", "context").get(pk=message_id)
        kinds.went_out(kind, context, at)


def forget_secrets(*, at: datetime) -> int:
    """Deletes messages of secret kinds that were dealt with, seven days after they were queued; returns how many."""
    old = Message.objects.filter(kind__in=kinds.secret_codes(), queued_at__lt=at - KEEP_SECRETS)
    return old.exclude(state=MessageState.QUEUED).delete()[0]


def _tell_worker() -> None:
    from cilexportal.foundation.correspondence.tasks import send_due

    nudge(send_due)
