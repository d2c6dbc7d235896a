"""Pages of a checked PDF: which of their places name somebody, and how one looks with places marked. The file is opened
in the sandbox, because it was hostile once."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from cilexportal.foundation import private_files
from cilexportal.foundation.documents import sandbox
from cilexportal.foundation.documents.models import Document

TRACE = f"{sandbox.INSPECTION}.trace"
SEEK = f"{sandbox.INSPECTION}.seek"
DRAW = f"{sandbox.INSPECTION}.draw"
SECONDS_TO_DRAW = 10.0
FOLDER = "pictures"
KEEP = timedelta(days=1)
Share = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody is named: the page from 1, a kind of inspection.identifiers, and a box in shares of its sides."""

    page: int
    kind: str
    box: Share


@dataclass(frozen=True, slots=True)
class Sought:
    """How many pages a file has, the places that were found on them, and how many more there are."""

    pages: int
    places: tuple[Place, ...]
    more: int = 0


def seek(document: Document, *, names: Sequence[str]) -> Sought:
    """Looks through a clean PDF for what could name somebody, and for these names. The words are not kept anywhere.

    Raises Unwelcome where that takes too much, sandbox.Broken, and FileNotFoundError.
    """
    with tempfile.TemporaryDirectory(prefix="seek-") as folder:
        source = _brought(document, Path(folder))
        answer = sandbox.ask(SEEK, str(source), folder=source.parent, typed=json.dumps(list(names)))
    places = (Place(page=one["page"], kind=one["kind"], box=tuple(one["box"])) for one in answer["spots"])
    return Sought(answer["pages"], tuple(places), answer["more"])


@dataclass(frozen=True, slots=True)
class Traced:
    """How many pages a file has, how many different runs of words, and the smallest of the numbers these give."""

    pages: int
    runs: int
    minima: tuple[int, ...]


def trace(document: Document) -> Traced:
    """Numbers of a clean PDF by which it can be compared with others; its words are not kept anywhere.

    Raises Unwelcome where that takes too much, sandbox.Broken, and FileNotFoundError.
    """
    with tempfile.TemporaryDirectory(prefix="trace-") as folder:
        source = _brought(document, Path(folder))
        answer = sandbox.ask(TRACE, str(source), folder=source.parent)
    return Traced(answer["pages"], answer["runs"], tuple(answer["minima"]))


def picture(document: Document, *, page: int, boxes: Sequence[Share]) -> bytes:
    """[HB-39] A page of a clean PDF as a JPEG picture with these places marked and numbered; kept for a day or two.

    Raises Unwelcome where there is no such page or drawing takes too much, sandbox.Broken, and FileNotFoundError.
    """
    marked = hashlib.sha256(json.dumps([document.clean_sha256, page, list(boxes)]).encode()).hexdigest()
    name = f"{FOLDER}/{marked[:2]}/{marked}.jpg"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            return kept.read()
    with tempfile.TemporaryDirectory(prefix="draw-") as folder:
        source, target = _brought(document, Path(folder)), Path(folder, "drawn.jpg")
        sandbox.ask(
            DRAW, str(source), str(target), str(page), folder=source.parent, typed=json.dumps(list(boxes)),
            seconds=SECONDS_TO_DRAW,
        )  # fmt: skip
        drawn = target.read_bytes()
    private_files.put(name, drawn)
    return drawn


def throw_pictures_away(*, at: datetime) -> int:
    """Deletes pictures of pages that are older than a day at `at`; they are drawn again when asked for."""
    old = [name for name in _pictures() if default_storage.get_modified_time(name) < at - KEEP]
    for name in old:
        private_files.take_away(name)
    return len(old)


def _pictures() -> Iterator[str]:
    try:
        folders = default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return
    for folder in folders:
        yield from (f"{FOLDER}/{folder}/{file}" for file in default_storage.listdir(f"{FOLDER}/{folder}")[1])


def _brought(document: Document, folder: Path) -> Path:
    """The clean copy in this folder."""
    source = folder / "checked.pdf"
    with default_storage.open(document.file.name) as stored, source.open("wb") as here:
        shutil.copyfileobj(stored, here)
    return source
