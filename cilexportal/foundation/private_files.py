"""Files that only their people may open: stored under names of ours, given out as downloads and never shown inline."""

from __future__ import annotations

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.http import FileResponse


def put(name: str, content: bytes | File) -> str:
    """Stores `content` under exactly this name, in place of what was there; returns the name."""
    take_away(name)
    return default_storage.save(name, ContentFile(content) if isinstance(content, bytes) else content)


def take_away(name: str) -> None:
    """Deletes a stored file; one that is not there is no fault."""
    if name:
        default_storage.delete(name)


def download(name: str, *, filename: str, media_type: str) -> FileResponse:
    """The stored file as a download. No browser guesses its type, runs it, or keeps a copy for the next person."""
    answer = FileResponse(
        default_storage.open(name, "rb"), as_attachment=True, filename=filename, content_type=media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
