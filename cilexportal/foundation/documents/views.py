"""Files as downloads, and opened in the browser of whoever assesses them. Who may have one is decided by the caller."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from cilexportal.foundation import private_files
from cilexportal.foundation.documents.models import Document, DocumentState, Printout, PrintoutState


def attachment(document: Document) -> FileResponse:
    """The cleaned copy of a checked document. Raises Http404 for one that is not clean."""
    if document.state != DocumentState.CLEAN:
        raise Http404
    return private_files.download(document.file.name, filename=document.filename, media_type=document.media_type)


def shown(document: Document) -> FileResponse:
    """The cleaned copy of a checked document, in the browser where it can be drawn. Raises Http404 for one that is not
    clean."""
    if document.state != DocumentState.CLEAN:
        raise Http404
    return private_files.shown(document.file.name, filename=document.filename, media_type=document.media_type)


def played(document: Document, *, asked: str) -> HttpResponseBase:
    """A checked recording for a player; `asked` is the Range header. Raises Http404 for anything else."""
    if document.state != DocumentState.CLEAN or not document.is_recording:
        raise Http404
    return private_files.played(document.file.name, media_type=document.media_type, asked=asked)


def printed(printout: Printout) -> FileResponse:
    """A print-out that is ready. Raises Http404 for one that is not."""
    if printout.state != PrintoutState.READY:
        raise Http404
    return private_files.download(printout.file.name, filename=printout.filename, media_type="application/pdf")
