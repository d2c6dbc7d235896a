"""Files without a row: a form that was undone after its file had been stored leaves one behind, as does a check that
ended between sealing an original and writing it down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q

from cilexportal.foundation import private_files
from cilexportal.foundation.documents.models import Document, DocumentState, Original
from cilexportal.foundation.documents.originals import FOLDER as ORIGINALS

FOLDER = "documents"
# Far longer than any request lasts: a file is stored before its row is there to be seen.
KEEP = timedelta(days=1)


def throw_strays_away(*, at: datetime) -> int:
    """Deletes received files and originals that no row has and that are older than a day at `at`; returns how many."""
    received = (_strays(folder) for folder in _folders(FOLDER))
    originals = (_unsealed(folder) for folder in _folders(ORIGINALS))
    strays = [name for name in chain.from_iterable([*received, *originals]) if _is_old(name, at)]
    for name in strays:
        private_files.take_away(name)
    return len(strays)


def _folders(parent: str) -> list[str]:
    try:
        return default_storage.listdir(parent)[0]
    except FileNotFoundError:
        return []


def _strays(folder: str) -> Iterator[str]:
    """The names in a folder that no row has: a file waits under a name of its own, a checked one under its row's."""
    files = {f"{FOLDER}/{folder}/{file}": file for file in default_storage.listdir(f"{FOLDER}/{folder}")[1]}
    rows = Document.objects.filter(
        Q(uuid__in=filter(None, map(_uuid, files.values()))) | Q(state=DocumentState.WAITING, file__in=list(files))
    )
    return iter(set(files) - set(rows.values_list("file", flat=True)))


def _unsealed(folder: str) -> set[str]:
    """The names in a folder of originals that no row has."""
    there = {f"{ORIGINALS}/{folder}/{file}" for file in default_storage.listdir(f"{ORIGINALS}/{folder}")[1]}
    return there - set(Original.objects.filter(file__in=there).values_list("file", flat=True))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _is_old(name: str, at: datetime) -> bool:
    return default_storage.get_modified_time(name) < at - KEEP
