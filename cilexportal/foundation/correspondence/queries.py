"""Reads of the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from cilexportal.foundation.correspondence import kinds
from cilexportal.foundation.correspondence.apart import hidden_from
from cilexportal.foundation.correspondence.models import ARRIVED, STUCK, Message, MessageState

# Longer than a letter takes to print and send; after it a letter taken by a worker that died is taken again.
LEASE = timedelta(minutes=2)
LISTED = ("id", "uuid", "kind", "to_name", "state", "subject", "queued_at", "sent_at", "error", "letter", "attempts")


class LongPaginator(Paginator):
    """Pages of a list that may have a million rows: counting stops at `most`, and so do the pages."""

    most = 5_000

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[: self.most].count()


def due(*, at: datetime) -> QuerySet[Message]:
    """Messages to be sent at `at` and in nobody's hands, the longest due first. Hands are timed by the database's
    clock, which no demo moves."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=Now() - LEASE)
    return Message.objects.filter(free, state=MessageState.QUEUED, send_after__lte=at).order_by("send_after", "id")


def kept() -> QuerySet[Message]:
    """All but secret kinds, whose addresses anybody may have typed."""
    return Message.objects.exclude(kind__in=kinds.secret_codes())


def at_desk(roles: Collection[str]) -> QuerySet[Message]:
    """[LAW-ART10] What somebody of the staff with these roles may see."""
    return kept().exclude(hidden_from(roles))


def stuck(roles: Collection[str]) -> QuerySet[Message]:
    """Messages that need somebody on the staff, the oldest first."""
    return at_desk(roles).filter(state__in=STUCK).only(*LISTED).order_by("id")


def in_state(state: str, roles: Collection[str]) -> QuerySet[Message]:
    """Messages in a state that the staff may see, the latest first."""
    return at_desk(roles).filter(state=state).only(*LISTED).order_by("-id")


def of_person(user_id: int) -> QuerySet[Message]:
    """What has been sent to a person and is kept, the latest first; codes are not, and stand in no list."""
    return kept().filter(to_user_id=user_id, state__in=ARRIVED).only(*LISTED).order_by("-id")


def written(message_uuid: uuid.UUID, roles: Collection[str]) -> QuerySet[Message]:
    """The message of this uuid for the staff, unless it still waits to be written."""
    return at_desk(roles).filter(uuid=message_uuid).exclude(state=MessageState.QUEUED)


def oldest_due(*, at: datetime) -> datetime | None:
    """Since when the longest due message has waited; None where nothing is due."""
    waiting = Message.objects.filter(state=MessageState.QUEUED, send_after__lte=at).order_by("send_after", "id")
    return waiting.values_list("send_after", flat=True).first()
