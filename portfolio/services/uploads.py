"""Files that arrive in parts: what has arrived stays for a day, and the rest begins there [HB-37].

A part is stored before its row says so, and its file is thrown away after its row has gone: whoever is killed between
leaves a stray part, which goes with the upload or with the daily sweep, and never a row without its file.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import uuid as uuids
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cilexportal.foundation import private_files
from cilexportal.foundation.audit import because
from cilexportal.foundation.documents import names
from cilexportal.foundation.documents.services import CLAUSE, too_large
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User
from portfolio.models import Piece, Portfolio, Upload
from portfolio.queries.library import bytes_of
from portfolio.rules import library as rules
from portfolio.services import pieces
from portfolio.services.holding import held, refuse_if_frozen

FOLDER = "uploads"
PART_BYTES = 1_000_000
# The last part may be shorter; others are not, so that no row names thousands of them.
FEWEST_BYTES = 50_000
KEEP = timedelta(days=1)
# A whole upload that is still no piece after this was left by a process that died.
LEFT_ALONE = timedelta(minutes=5)
TOO_SHORT = "The file came in parts that are too short. Open this page anew and choose the file again."
LOST = "A part of the file was lost after it had arrived. Choose the file again: it is sent from its beginning."


class WrongPlace(Exception):
    """A part begins elsewhere than the last one ended; `arrived` bytes are there, with this `fingerprint`."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(upload.arrived)
        self.arrived, self.fingerprint = upload.arrived, fingerprint(upload=upload)


def begin(
    *, portfolio: Portfolio, filename: str, size: int, by: User, at: datetime, anew: bool = False
) -> Upload:  # fmt: skip
    """[HB-37] The upload of a file of this name and size: the one that stopped half-way, or a new one. `anew`: that one
    is of another file, and is given up; whoever sends it still finds it gone, so that two files are never mixed.

    Raises Refused for a file that cannot be taken by its name and size, too many on their way, and a frozen portfolio.
    """
    name = names.visible(filename)[-200:] or "file"
    if size < 1:
        raise Refused.because(CLAUSE, "The file is empty. Choose another one.")
    if size > settings.DOCUMENT_MAX_BYTES:
        raise Refused.because(CLAUSE, too_large(size, limit=settings.DOCUMENT_MAX_BYTES))
    refuse_if_any([*rules.faults_of_file(name, b""), *rules.no_space(bytes_of(by), more=size)])
    if anew:
        refuse_if_frozen(portfolio)
        for other in Upload.objects.filter(portfolio=portfolio, owner=by, document=None, filename=name, size=size):
            give_up(upload=other)
    with transaction.atomic():
        found = held(portfolio=portfolio, at=at)
        open_ones = Upload.objects.filter(portfolio=found, owner=by, document=None)
        if stopped := open_ones.filter(filename=name, size=size).first():
            return stopped
        refuse_if_any(rules.no_way_free(open_ones.count()))
        return Upload.objects.create(portfolio=found, owner=by, filename=name, size=size, begun_at=at, last_at=at)


def fingerprint(*, upload: Upload) -> str:
    """sha256 of the bytes that have arrived: the page compares it, so that no other file of the same name goes on.
    Empty where a part was lost, which is no file's: the page begins anew."""
    digest = hashlib.sha256()
    try:
        for part in upload.parts:
            with default_storage.open(part) as stored:
                digest.update(stored.read())
    except FileNotFoundError:
        return ""
    return digest.hexdigest()


def append(*, upload: Upload, offset: int, content: bytes, at: datetime) -> Upload:
    """[HB-37] Keeps the next part. Raises WrongPlace, Refused for more bytes than were announced and for too few of
    them in a part that is not the last, and Upload.DoesNotExist where the upload was given up meanwhile."""
    if offset != upload.arrived:
        raise WrongPlace(upload)
    if offset + len(content) > upload.size:
        raise Refused.because(CLAUSE, "More arrived than the file has. Choose the file again.")
    if not content:
        return upload
    if len(content) < FEWEST_BYTES and offset + len(content) < upload.size:
        raise Refused.because(CLAUSE, TOO_SHORT)
    name = private_files.put(f"{FOLDER}/{upload.uuid}/{offset:012d}-{uuids.uuid4().hex}", content)
    with transaction.atomic():
        row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if row is not None and row.arrived == offset and row.document_id is None:
            row.arrived, row.parts, row.last_at = offset + len(content), [*row.parts, name], at
            row.save(update_fields=["arrived", "parts", "last_at"])
            return row
    private_files.take_away(name)
    if row is None:
        _clear(upload.uuid)
        raise Upload.DoesNotExist
    raise WrongPlace(row)


def finish(*, upload: Upload, by: User, at: datetime) -> Piece:
    """[HB-37] Makes a piece of a file that has arrived whole; asked twice, the same piece.

    Raises WrongPlace where a part has not arrived, Refused where the file is not taken or a part of it was lost; it is
    gone then; and Upload.DoesNotExist where it was given up meanwhile.
    """
    try:
        with transaction.atomic(), because(user_id=by.pk, why="portfolio.upload.finish"):
            row = Upload.objects.select_for_update().select_related("portfolio").get(pk=upload.pk)
            if row.document_id is not None:
                return Piece.objects.get(document=row.document_id)
            if row.arrived < row.size:
                raise WrongPlace(row)
            piece = _made(row, by=by, at=at)
            row.document, row.parts, row.last_at = piece.document, [], at
            row.save(update_fields=["document", "parts", "last_at"])
            transaction.on_commit(partial(_clear, row.uuid))
            return piece
    except Refused:
        give_up(upload=upload)
        raise
    except FileNotFoundError as lost:
        give_up(upload=upload)
        raise Refused.because(CLAUSE, LOST) from lost


def give_up(*, upload: Upload) -> None:
    """Forgets an upload and throws what has arrived away."""
    Upload.objects.filter(pk=upload.pk, document=None).delete()
    _clear(upload.uuid)


def forget_of(user_id: int) -> int:
    """Forgets everything a person has on the way, whose account closes; how many files. Their parts are thrown away
    once that is certain."""
    mine = Upload.objects.filter(owner=user_id, document=None)
    for uuid in mine.values_list("uuid", flat=True):
        transaction.on_commit(partial(_clear, uuid))
    return mine.delete()[0]


def sweep(*, at: datetime) -> int:
    """[HB-37] Makes pieces of what was left whole, and forgets what nothing came for in a day at `at`; how many."""
    done = 0
    for upload in Upload.objects.filter(document=None, last_at__lt=at - LEFT_ALONE).select_related("owner"):
        if upload.arrived == upload.size:
            done += _finished(upload, at=at)
        elif upload.last_at < at - KEEP:
            give_up(upload=upload)
            done += 1
    Upload.objects.filter(last_at__lt=at - KEEP).exclude(document=None).delete()
    for folder in _strays(at=at):
        _clear(folder)
    return done


def _finished(upload: Upload, *, at: datetime) -> bool:
    try:
        finish(upload=upload, by=upload.owner, at=at)
    except (Refused, Upload.DoesNotExist):  # Nobody is there to be told: it is gone from those on their way.
        return False
    return True


def _made(upload: Upload, *, by: User, at: datetime) -> Piece:
    """The piece of the joined parts. Raises Refused."""
    with tempfile.TemporaryFile() as whole:
        for part in upload.parts:
            with default_storage.open(part) as stored:
                shutil.copyfileobj(stored, whole)
        whole.seek(0)
        file = UploadedFile(file=whole, name=upload.filename, size=upload.size)
        document = pieces.receive(portfolio=upload.portfolio, upload=file, by=by, at=at)
    return pieces.take(portfolio=upload.portfolio, document=document, by=by, at=at)


def _clear(uuid: UUID | str) -> None:
    """Throws a folder of parts away, with those that no row ever named."""
    folder = f"{FOLDER}/{uuid}"
    try:
        files = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for file in files:
        private_files.take_away(f"{folder}/{file}")
    private_files.take_away(folder)


def _strays(*, at: datetime) -> Iterator[str]:
    """Folders of parts that belong to no upload that is on its way, and in which nothing is new."""
    try:
        folders = default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return
    kept = {str(uuid) for uuid in Upload.objects.filter(document=None).values_list("uuid", flat=True)}
    for folder in set(folders) - kept:
        files = default_storage.listdir(f"{FOLDER}/{folder}")[1]
        times = [default_storage.get_modified_time(f"{FOLDER}/{folder}/{file}") for file in files]
        if all(time < at - LEFT_ALONE for time in times):
            yield folder
