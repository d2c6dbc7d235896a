"""Names and types of files that people send: what is kept of a name, and what a file is by its content."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

import filetype

HEAD_BYTES = 8192
MAIL = rb"(From|To|Cc|Date|Subject|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Reply-To|Sender|X-[\w-]+):"
MAIL_FIELD, MAIL_FIELDS = re.compile(MAIL, re.I), re.compile(b"^" + MAIL, re.I | re.M)
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
MP3 = FileType("audio/mpeg", (".mp3",), "an MP3 recording")
M4A = FileType("audio/mp4", (".m4a",), "an M4A recording")
MP4 = FileType("video/mp4", (".mp4",), "an MP4 film")
# What was pasted into a page of ours; no file that is sent is ever taken for it.
PASTED = FileType("text/plain", (".txt",), "pasted text")
# What the head of a file shows; whether a zip is a Word document is seen when it is opened.
BY_HEAD = {"pdf": PDF, "docx": WORD, "zip": WORD, "png": PNG, "jpg": JPEG}
RECORDINGS = {"mp3": MP3, "m4a": M4A, "mp4": MP4}


def type_of(head: bytes, *, recordings: bool = False) -> FileType | None:
    """What the first bytes of a file say it is; None for anything that is not taken. `recordings` takes them too."""
    found = filetype.guess(head)
    taken = {**BY_HEAD, **RECORDINGS} if recordings else BY_HEAD
    return taken.get(found.extension) if found else None


def is_mail(head: bytes) -> bool:
    """Whether the first bytes are those of a message, or of a box of messages, as mail programs write them."""
    text = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
    if text.startswith(b"From ") and b"\n" in text:
        return MAIL_FIELD.match(text.split(b"\n", 1)[1]) is not None
    fields = text.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return MAIL_FIELD.match(fields) is not None and len({name.lower() for name in MAIL_FIELDS.findall(fields)}) > 1


def ending(name: str) -> str:
    """The last ending of a name, in small letters, with its dot: .pdf"""
    return PurePosixPath(name).suffix.lower()


def visible(name: str) -> str:
    """A name without folders, control characters and marks that turn the direction of writing."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C")
    return " ".join(kept.split())


def cleaned(name: str, *, file_type: FileType) -> str:
    """The name as it is kept: what is visible of it, at most 200 characters, and with an ending of its type."""
    stem, _, suffix = visible(name).rpartition(".")
    kept = f".{suffix.lower()}" if f".{suffix.lower()}" in file_type.endings else file_type.endings[0]
    return (stem.strip(". ") or "file")[: LONGEST - len(kept)] + kept


def as_pdf(name: str) -> str:
    """The name of a file once it has been turned into a PDF."""
    return f"{PurePosixPath(name).stem[: LONGEST - 4]}.pdf"
