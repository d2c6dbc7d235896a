"""Files that only their people may open: stored under names of ours, given out as downloads; shown in the browser
where they are checked pictures and PDFs that staff read, and piece by piece for a player where they are sound and film.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import TypeVar

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

PIECE = 64 * 1024
PDF = "application/pdf"
SHOWN = frozenset({PDF, "image/png", "image/jpeg"})
# No browser draws a PDF in a sandbox. What was checked has no script in it, and nothing else is let in either.
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def put(name: str, content: bytes | File) -> str:
    """Stores `content` under exactly this name, in place of what was there; returns the name."""
    take_away(name)
    return default_storage.save(name, ContentFile(content) if isinstance(content, bytes) else content)


def take_away(name: str) -> None:
    """Deletes a stored file; one that is not there is no fault."""
    if name:
        default_storage.delete(name)


def download(name: str, *, filename: str, media_type: str) -> FileResponse:
    """The stored file as a download."""
    answer = FileResponse(
        default_storage.open(name, "rb"), as_attachment=True, filename=filename, content_type=media_type
    )
    return _guarded(answer)


def shown(name: str, *, filename: str, media_type: str) -> FileResponse:
    """The stored, checked file in the browser where it is a picture or a PDF; anything else as a download."""
    if media_type not in SHOWN:
        return download(name, filename=filename, media_type=media_type)
    answer = _guarded(FileResponse(default_storage.open(name, "rb"), filename=filename, content_type=media_type))
    if media_type == PDF:
        answer["Content-Security-Policy"] = PDF_POLICY
    return answer


def played(name: str, *, media_type: str, asked: str = "") -> HttpResponseBase:
    """The stored recording for a player, whole or the one range of bytes that is `asked` for by a Range header.

    416 answers a range that the file does not have; a header that asks for something else is left unread.
    """
    file = default_storage.open(name, "rb")
    size = file.size
    first, last = range_of(asked, size=size)
    if first > last:
        file.close()
        return _guarded(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}))
    answer = StreamingHttpResponse(_pieces(file, first, last), content_type=media_type)
    answer["Content-Disposition"] = "inline"
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Length"] = str(last - first + 1)
    if _is_range(asked):
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _guarded(answer)


def range_of(asked: str, *, size: int) -> tuple[int, int]:
    """The first and last byte of what is asked for; the first after the last where there is nothing of it."""
    read = ONE_RANGE.fullmatch(asked)
    if read is None or not _is_range(asked):
        return 0, size - 1
    if not read[1]:
        return max(0, size - int(read[2])), size - 1
    return int(read[1]), min(int(read[2] or size), size - 1)


def _is_range(asked: str) -> bool:
    return asked != "bytes=-" and ONE_RANGE.fullmatch(asked) is not None


def _pieces(file: File, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, both included."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _guarded(answer: Answer) -> Answer:
    """No browser guesses its type, runs it, or keeps a copy for the next person."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
