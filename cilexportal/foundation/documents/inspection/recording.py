"""Sound and film: whole by their own account, and kept as they are. Nothing is decoded."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

from cilexportal.foundation.documents.inspection.finding import DAMAGED, Finding, Unwelcome

SHORT, LONG = 8, 16
TO_THE_END, LONG_FOLLOWS = 0, 1


def inspect(source: Path, target: Path) -> Finding:
    """Keeps an MP3, which is a row of frames that players find by themselves."""
    shutil.copyfile(source, target)
    return Finding()


def inspect_boxes(source: Path, target: Path) -> Finding:
    """Keeps an MP4 or M4A whose boxes fill the file and say what is in it. Raises Unwelcome for one cut short."""
    if not {b"ftyp", b"moov", b"mdat"} <= _boxes(source):
        raise Unwelcome(DAMAGED)
    return inspect(source, target)


def _boxes(source: Path) -> set[bytes]:
    """The kinds of the outermost boxes. Raises Unwelcome where one does not fit into the file."""
    kinds, place, end = set(), 0, source.stat().st_size
    with source.open("rb") as file:
        while place < end:
            file.seek(place)
            head = file.read(LONG)
            if len(head) < SHORT:
                raise Unwelcome(DAMAGED)
            length, kind = struct.unpack(">I4s", head[:SHORT])
            if length == LONG_FOLLOWS and len(head) == LONG:
                length = struct.unpack(">Q", head[SHORT:])[0]
            elif length == TO_THE_END:
                length = end - place
            if length < SHORT or place + length > end:
                raise Unwelcome(DAMAGED)
            kinds.add(kind)
            place += length
    return kinds
