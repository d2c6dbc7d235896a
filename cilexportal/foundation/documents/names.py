"""Names and types of files that people send: what is kept of a name, and what a file is by its content."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

import filetype

HEAD_BYTES = 8192
LONGEST = 200


@dataclass(frozen=True)
class FileType:
    """A type of file that is taken: what the browser is told, the endings it may have, and how people call it."""

    media_type: str
    endings: tuple[str, ...]
    called: str


PDF = FileType("application/pdf", (".pdf",), "a PDF")
WORD = FileType(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",), "a Word document"
)
PNG = FileType("image/png", (".png",), "a PNG picture")
JPEG = FileType("image/jpeg", (".jpg", ".jpeg"), "a JPEG picture")
# What the head of a file shows; whether a zip is a Word document is seen when it is opened.
BY_HEAD = {"pdf": PDF, "docx": WORD, "zip": WORD, "png": PNG, "jpg": JPEG}


def type_of(head: bytes) -> FileType | None:
    """What the first bytes of a file say it is; None for anything that is not taken."""
    found = filetype.guess(head)
    return BY_HEAD.get(found.extension) if found else None


def ending(name: str) -> str:
    """The last ending of a name, in small letters, with its dot: .pdf"""
    return PurePosixPath(name).suffix.lower()


def cleaned(name: str, *, file_type: FileType) -> str:
    """The name as it is kept: without folders, control characters and marks that turn the direction of writing,
    at most 200 characters, and with an ending of its type."""
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C")
    stem, _, suffix = " ".join(visible.split()).rpartition(".")
    kept = f".{suffix.lower()}" if f".{suffix.lower()}" in file_type.endings else file_type.endings[0]
    return (stem.strip(". ") or "file")[: LONGEST - len(kept)] + kept
