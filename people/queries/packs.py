"""Reads of the downloads of one's data."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from people.enums import PackState
from people.models import DataPack

# Longer than any step of a download takes; after it what a worker that died had taken is taken again.
LEASE = timedelta(minutes=11)
ATTEMPTS = 3
SHOWN = 5


def to_make() -> QuerySet[DataPack]:
    """Downloads that wait and are in nobody's hands, the oldest first."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=Now() - LEASE)
    return DataPack.objects.filter(free, state=PackState.WAITING).order_by("pk")


def of_person(user_id: int) -> list[DataPack]:
    """The latest downloads of a person."""
    return list(DataPack.objects.filter(person=user_id)[:SHOWN])


def own(user_id: int, pack: uuid.UUID) -> DataPack | None:
    """A person's own download, or None."""
    return DataPack.objects.filter(person=user_id, uuid=pack).first()


def is_open(pack: DataPack, at: datetime) -> bool:
    """Whether it can be downloaded at `at`."""
    return pack.state == PackState.READY and pack.expires_at is not None and at < pack.expires_at
