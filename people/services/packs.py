"""The download of one's data: asked for, made by the worker a piece at a time, kept for some days, deleted."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from cilexportal.foundation import london, private_files
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.nudge import nudge
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from people.enums import PackState
from people.exporters import Copy, sections, writing
from people.models import DataPack
from people.queries import packs as queries
from people.queries.data_figures import figures_on

logger = logging.getLogger(__name__)
CLAUSE = "LAW-SAR"
READY = "people.data_ready"
MOST_A_DAY = 5
PIECE = 1 << 16
# Rarely written: each is a row's new version.
EVERY_FILES = 10
MOST_PARTS = 30_000


def ask(*, person: User, at: datetime) -> DataPack:
    """[LAW-SAR] The download that is being made, or a new one. Raises Refused for more than a few in a day."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        waiting = DataPack.objects.filter(person=person, state=PackState.WAITING).first()
        if waiting is not None:
            return waiting
        if DataPack.objects.filter(person=person, asked_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
            said = f"You have asked for {MOST_A_DAY} downloads in a day, the most that are made. Try again tomorrow."
            raise Refused.because(CLAUSE, said)
        made = DataPack.objects.create(person=person, asked_at=at)
    _tell_worker()
    return made


def make_waiting(*, at: datetime) -> bool:
    """Makes the oldest download that waits; False where none does. The third failure parks it."""
    with transaction.atomic():
        pack = queries.to_make().select_for_update(skip_locked=True).first()
        if pack is None:
            return False
        DataPack.objects.filter(pk=pack.pk).update(claimed_at=Now(), attempts=F("attempts") + 1, done=0)
        pack.attempts += 1
    try:
        if pack.attempts <= queries.ATTEMPTS:
            _make(pack, at=at)
            return True
    except Exception:
        logger.exception("A download of data could not be made", extra={"pack_id": pack.pk})
    if pack.attempts >= queries.ATTEMPTS:
        waiting = DataPack.objects.filter(pk=pack.pk, state=PackState.WAITING)
        waiting.update(state=PackState.FAILED, claimed_at=None)
    return True


def forget_old(*, at: datetime) -> int:
    """Deletes every download whose days are over at `at`; returns how many."""
    return sum(_forget(pack) for pack in DataPack.objects.filter(state=PackState.READY, expires_at__lte=at))


def forget_of(user_id: int) -> int:
    """Deletes every download of a person, whether its days are over or not; returns how many."""
    live = DataPack.objects.filter(person=user_id, state__in=[PackState.READY, PackState.WAITING, PackState.FAILED])
    return sum(_forget(pack) for pack in live)


def _forget(pack: DataPack) -> int:
    private_files.take_away(pack.file.name or "")
    return DataPack.objects.filter(pk=pack.pk).update(state=PackState.GONE, file="", claimed_at=None)


def _make(pack: DataPack, *, at: datetime) -> None:
    """Writes the ZIP to the disk, stores it, and says that it is ready, unless it was let go meanwhile."""
    person = User.objects.get(pk=pack.person_id)
    copies = [copy for one in sections() if one.copies for copy in one.copies(person.pk)]
    parts = min(len(sections()) * 2 + len(copies), MOST_PARTS)
    DataPack.objects.filter(pk=pack.pk).update(parts=parts)
    with tempfile.TemporaryFile() as whole:
        with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
            _write_rows(archive, pack, person, at=at)
            _write_copies(archive, pack, copies)
        size, digest = whole.tell(), _digest(whole)
        name = private_files.put(f"data/{pack.uuid.hex[:2]}/{pack.uuid}.zip", File(whole))
    days = figures_on(london.date_of(at)).pack_days
    ready: dict[str, Any] = {
        "state": PackState.READY, "file": name, "size": size, "sha256": digest, "made_at": at, "claimed_at": None,
        "expires_at": at + timedelta(days=days), "done": parts,
    }  # fmt: skip
    with transaction.atomic():
        if not DataPack.objects.filter(pk=pack.pk, state=PackState.WAITING).update(**ready):
            private_files.take_away(name)
            return
        correspondence.queue(
            kind=READY, to_user_id=person.pk, to_name=str(person), to_email=person.email, context={"pack": pack.pk},
            dedupe_key=f"{READY}:{pack.pk}", at=at,
        )  # fmt: skip


def _write_rows(archive: ZipFile, pack: DataPack, person: User, *, at: datetime) -> None:
    """The explanation and every row, a piece at a time."""
    archive.writestr("read-me.txt", writing.read_me(person, at))
    with archive.open("data.json", "w", force_zip64=True) as out:
        for piece, part_ends in writing.pieces(person, at):
            out.write(piece.encode())
            if part_ends:
                DataPack.objects.filter(pk=pack.pk, done__lt=F("parts")).update(done=F("done") + 1)


def _write_copies(archive: ZipFile, pack: DataPack, copies: list[Copy]) -> None:
    """The files themselves, stored as they are: most are packed already."""
    for count, copy in enumerate(copies, 1):
        if default_storage.exists(copy.stored):
            with default_storage.open(copy.stored, "rb") as file:
                _write_copy(archive, copy.name, file)
        if count % EVERY_FILES == 0:
            DataPack.objects.filter(pk=pack.pk, done__lte=F("parts") - EVERY_FILES).update(
                done=F("done") + EVERY_FILES, claimed_at=Now()
            )


def _write_copy(archive: ZipFile, name: str, file: IO[bytes]) -> None:
    archive.compression = ZIP_STORED
    with archive.open(name, "w", force_zip64=True) as out:
        shutil.copyfileobj(file, out, PIECE)


def _digest(whole: IO[bytes]) -> str:
    """The SHA-256 of a file, read in pieces; it can be read from its beginning afterwards."""
    digest = hashlib.sha256()
    whole.seek(0)
    pieces: Iterator[bytes] = iter(lambda: whole.read(PIECE), b"")
    for piece in pieces:
        digest.update(piece)
    whole.seek(0)
    return digest.hexdigest()


def _tell_worker() -> None:
    from people.tasks import make_packs

    nudge(make_packs)
