"""Evidence as it was received, kept sealed beside its clean copy [HB-57c]: no page reads it, and an operator opens one
for an investigation in the names of two officers only."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from cilexportal.foundation import london, private_files, vault
from cilexportal.foundation.documents.models import Document, Original
from cilexportal.foundation.rulebook.refusal import Refused

FOLDER = "originals"
CLAUSE = "HB-57c"
# As long as what rests on the evidence can be disputed.
YEARS = 6
AT_A_TIME = 1_000
TWO_NEEDED = "A sealed original is opened in the names of two officers, not of one."
WHY_NEEDED = "Say why the sealed original is opened."
NOT_THE_SAME = "What was sealed is not what was received."


def store(document: Document, received: Path) -> str:
    """Stores the received file sealed, under a name of its own, and returns that; until `keep` no row has it."""
    box = received.with_name("sealed")
    with received.open("rb") as plain, box.open("wb") as sealed:
        vault.shut(plain, sealed, about=str(document.uuid))
    with box.open("rb") as sealed:
        return default_storage.save(f"{FOLDER}/{document.uuid.hex[:2]}/{uuid4().hex}", File(sealed))


def keep(document: Document, name: str, *, at: datetime) -> None:
    """Writes down where the original of a document is and until when, in the caller's transaction."""
    until = london.add_months(london.date_of(document.received_at), 12 * YEARS)
    Original.objects.create(document=document, file=name, sealed_at=at, keep_until=until)


def forget_over(*, today: date) -> int:
    """Deletes the originals whose last day has passed, and their files once that is certain; returns how many."""
    with transaction.atomic():
        over = dict(Original.objects.filter(keep_until__lt=today).values_list("pk", "file")[:AT_A_TIME])
        Original.objects.filter(pk__in=over).delete()
        for name in over.values():
            transaction.on_commit(partial(private_files.take_away, name))
    return len(over)


def note_opening(*, original: Original, by_id: int, second_id: int, reason: str, at: datetime) -> None:
    """Writes into the trail who opens an original and why: before a byte of it is read. Raises Refused for one officer
    alone or without a reason."""
    if by_id == second_id:
        raise Refused.because(CLAUSE, TWO_NEEDED)
    if not reason.strip():
        raise Refused.because(CLAUSE, WHY_NEEDED)
    opening = {"opened_at": at, "opened_by": by_id, "opened_with": second_id, "opened_why": reason.strip()}
    Original.objects.filter(pk=original.pk).update(**opening)


def write_out(original: Original, target: IO[bytes]) -> None:
    """Writes the file as it was received. Raises vault.Shut where it does not open, and where it is not, byte for byte,
    what came."""
    document, digest = original.document, hashlib.sha256()
    with default_storage.open(original.file.name) as sealed:
        for piece in vault.opened(sealed, about=str(document.uuid)):
            digest.update(piece)
            target.write(piece)
    if digest.hexdigest() != document.sha256:
        raise vault.Shut(NOT_THE_SAME)
