"""The bytes of an example's files: whether they are still those that were checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from django.core.files.storage import default_storage

from cilexportal.foundation.documents.models import Document
from portfolio.models import Sheet

# The name of a file -> the hash of its bytes; empty for one that could not be read.
Read = Mapping[str, str]


def documents_of(sheet: Sheet) -> Iterator[Document]:
    """Every file that belongs to an example."""
    if sheet.upload:
        yield sheet.upload
    yield from (on.piece.document for on in sheet.on_it.all())


def read(sheets: Iterable[Sheet], *, more: Iterable[Document] = ()) -> Read:
    """[HB-47] The files of examples, and `more` files, read whole, by the names they are kept under. Nobody is to hold
    a row meanwhile."""
    return {name: _bytes_of(name) for one in _files(sheets, more) if (name := one.file.name)}


def damaged(sheets: Iterable[Sheet], *, found: Read, more: Iterable[Document] = ()) -> list[Document]:
    """[HB-47] The files of examples, and of `more`, whose bytes, as they were read, are not what was checked."""
    return [one for one in _files(sheets, more) if not _is_as_read(one, found)]


def is_intact(document: Document) -> bool:
    """[HB-47] Whether the bytes of a file, read now, are what was checked."""
    name = document.file.name or ""
    return _is_as_read(document, {name: _bytes_of(name)})


def _files(sheets: Iterable[Sheet], more: Iterable[Document]) -> Iterator[Document]:
    for sheet in sheets:
        yield from documents_of(sheet)
    yield from more


def _is_as_read(document: Document, found: Read) -> bool:
    return bool(document.clean_sha256) and found.get(document.file.name or "") == document.clean_sha256


def _bytes_of(name: str) -> str:
    digest = hashlib.sha256()
    try:
        with default_storage.open(name) as file:
            for piece in file.chunks():
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()
