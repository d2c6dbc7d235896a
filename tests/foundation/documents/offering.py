"""Hands a file in as evidence without a database and without a process of its own: the door, then the inspection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from cilexportal.foundation.documents import names, services
from cilexportal.foundation.documents.inspection import evidence, word
from cilexportal.foundation.documents.inspection.finding import Finding, Unwelcome
from cilexportal.foundation.rulebook.refusal import Refused

Inspector = Callable[[Path, Path], Finding]
INSPECTORS: dict[str, Inspector] = {
    names.PDF.media_type: evidence.inspect,
    names.JPEG.media_type: evidence.inspect_picture,
    names.PNG.media_type: evidence.inspect_picture,
    names.WORD.media_type: word.inspect,
}


@dataclass
class Outcome:
    """The sentence of a refusal, or the copy and what its owner is told."""

    refused: str = ""
    copy: bytes = b""
    told: tuple[str, ...] = ()


def offer(name: str, content: bytes, folder: Path) -> Outcome:
    """What comes of a file of this name. Nothing but a refusal with a sentence is caught."""
    try:
        file_type = services.type_of_upload(SimpleUploadedFile(name, content), recordings=False)
    except Refused as no:
        return Outcome(refused=no.refusals[0].sentence)
    source, target = folder / "received", folder / "cleaned"
    source.write_bytes(content)
    try:
        found = INSPECTORS[file_type.media_type](source, target)
    except Unwelcome as no:
        return Outcome(refused=str(no))
    return Outcome(copy=target.read_bytes(), told=tuple(found.warnings))
