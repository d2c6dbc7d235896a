"""The verbs: take a form once, hold a form, give it back, forget old ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from cilexportal.foundation.idempotency.models import HeldForm, OnceKey

KEEP = timedelta(days=30)
MOST_HELD = 20
Fields = Mapping[str, Sequence[str]]


class SameKeyOtherForm(Exception):
    """A key came back with another form than the one it was used for."""


def take(*, user_id: int, scope: str, key: str, body_hash: str) -> OnceKey | None:
    """Claims a key inside the caller's transaction.

    Returns the new row where this form is the first with the key, else None: the caller answers with `answer_to`.
    A second request waits here until the first has committed. Raises SameKeyOtherForm when the body differs.
    """
    try:
        with transaction.atomic():
            return OnceKey.objects.create(user_id=user_id, scope=scope, key=key, body_hash=body_hash)
    except IntegrityError:
        if answer_to(user_id=user_id, scope=scope, key=key).body_hash != body_hash:
            raise SameKeyOtherForm from None
        return None


def answer_to(*, user_id: int, scope: str, key: str) -> OnceKey:
    """The row of a key that has been used, with the address that answered it."""
    return OnceKey.objects.get(user_id=user_id, scope=scope, key=key)


def hold(*, user_id: int, path: str, fields: Fields) -> None:
    """Keeps what a signed-out person sent to `path`: the last form of a page, and of a person the newest few."""
    storable = {name: [value.replace("\0", "") for value in values] for name, values in fields.items()}
    HeldForm.objects.update_or_create(user_id=user_id, path=path, defaults={"fields": storable, "held_at": Now()})
    newest = HeldForm.objects.filter(user_id=user_id).order_by("-held_at", "-pk").values("pk")[:MOST_HELD]
    HeldForm.objects.filter(user_id=user_id).exclude(pk__in=newest).delete()


@contextmanager
def giving_back(*, user_id: int, path: str) -> Iterator[Fields | None]:
    """A transaction that hands a held form back, or None; it is let go only if the block ends without an exception."""
    with transaction.atomic():
        held = HeldForm.objects.select_for_update().filter(user_id=user_id, path=path).first()
        yield held.fields if held else None
        if held:
            held.delete()


def let_go(*, user_id: int, path: str) -> None:
    """Forgets a held form whose person has dealt with it."""
    HeldForm.objects.filter(user_id=user_id, path=path).delete()


def forget_old(*, at: datetime) -> int:
    """Deletes keys and held forms older than thirty days; returns how many rows went."""
    keys, _ = OnceKey.objects.filter(used_at__lt=at - KEEP).delete()
    forms, _ = HeldForm.objects.filter(held_at__lt=at - KEEP).delete()
    return keys + forms
