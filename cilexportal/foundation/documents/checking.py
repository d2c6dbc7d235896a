"""The check of waiting documents: claim, scan, open in a process of its own, keep a cleaned copy, mark.

Nothing is scanned, opened or stored inside a transaction. Evidence that is taken is sealed as it came, beside its
cleaned copy; of what is refused nothing stays. A worker that dies leaves the document to the next; a file
that ends three workers is refused.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from cilexportal.foundation import private_files
from cilexportal.foundation.documents import names, originals, queries, readers, sandbox, scanner, turning
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.models import Document, DocumentState

logger = logging.getLogger(__name__)

MALWARE = "A virus scanner found “{name}” in the file, so it was thrown away. Check the machine it came from."
LOST = "The file did not arrive whole. Send it again."
NO_END = "The check of this file did not come to an end. Save it as a new PDF and send that."


def check_waiting(*, at: datetime, limit: int) -> int:
    """Checks up to `limit` waiting documents as of `at`; returns how many are done with."""
    for count in range(limit):
        document = _claim()
        if document is None or not _deal_with(document, at=at):
            return count
    return limit


def _claim() -> Document | None:
    """Takes the oldest waiting document out of everybody else's hands, and counts the attempt."""
    with transaction.atomic():
        document = queries.documents_to_check().select_for_update(skip_locked=True).first()
        if document is not None:
            Document.objects.filter(pk=document.pk).update(claimed_at=Now(), attempts=F("attempts") + 1)
            document.attempts += 1
    return document


def _deal_with(document: Document, *, at: datetime) -> bool:
    """Checks one claimed document; False where it has to wait, and others with it."""
    tried = Document.objects.filter(pk=document.pk)
    try:
        if document.attempts > queries.ATTEMPTS:
            raise Unwelcome(NO_END)
        _check(document, at=at)
    except Unwelcome as no:
        _refuse(document, str(no), at=at)
    except scanner.ScannerAway:
        logger.warning("Documents wait for the scanner", extra={"document_id": document.pk})
        tried.update(claimed_at=None, attempts=F("attempts") - 1)
        return False
    except sandbox.Broken:
        logger.exception("A document could not be looked at", extra={"document_id": document.pk})
    except Exception:  # The storage, most likely: not the file's fault, so the attempt does not count.
        logger.exception("A document could not be checked", extra={"document_id": document.pk})
        tried.update(attempts=F("attempts") - 1)
    return True


def _check(document: Document, *, at: datetime) -> None:
    """Raises Unwelcome where the file is not taken, ScannerAway where nobody can scan it."""
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        source, copy = Path(folder, "received"), Path(folder, "cleaned")
        _fetch(document, source)
        with source.open("rb") as file:
            if malware := scanner.chosen().scan(file):
                raise Unwelcome(MALWARE.format(name=malware))
        finding = turning.inspect(document, source, copy)
        # Evidence is looked through for what names somebody by its own app, place by place.
        remarks = [] if document.as_evidence else readers.remarks(finding.text)
        warnings = [*finding.warnings, *remarks]
        sealed = originals.store(document, source) if document.as_evidence else ""
        _keep(document, copy, sealed, warnings, [asdict(spot) for spot in finding.spots], at=at)


def _fetch(document: Document, source: Path) -> None:
    """Brings the received file here. Raises Unwelcome where it never arrived."""
    try:
        with default_storage.open(document.file.name) as stored, source.open("wb") as here:
            shutil.copyfileobj(stored, here)
    except FileNotFoundError:
        raise Unwelcome(LOST) from None


def _keep(
    document: Document, copy: Path, sealed: str, warnings: list[str], spots: list[dict[str, Any]], *, at: datetime
) -> None:
    """Puts the cleaned copy in the place of the received file, which is stored under the name `sealed` as it came."""
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        name = private_files.put(f"documents/{document.uuid.hex[:2]}/{document.uuid}", File(file))
    cleaned = {"file": name, "clean_sha256": digest, "clean_size": copy.stat().st_size}
    if document.as_evidence:
        cleaned |= {"media_type": names.PDF.media_type, "filename": names.as_pdf(document.filename)}
    _mark(document, DocumentState.CLEAN, at=at, sealed=sealed, warnings=warnings, spots=spots, **cleaned)


def _refuse(document: Document, reason: str, *, at: datetime) -> None:
    """Says why, and throws the file away."""
    _mark(document, DocumentState.REFUSED, at=at, reason=reason, file="")


def _mark(document: Document, state: DocumentState, *, at: datetime, sealed: str = "", **fields: Any) -> None:
    """Writes the outcome, unless another worker has done so; the received file then goes, or what was sealed twice."""
    waiting = Document.objects.filter(pk=document.pk, state=DocumentState.WAITING)
    with transaction.atomic():
        is_first = waiting.update(state=state, checked_at=at, claimed_at=None, **fields)
        if is_first and sealed:
            originals.keep(document, sealed, at=at)
    if not is_first:
        private_files.take_away(sealed)
        return
    private_files.take_away(document.file.name)
    readers.tell(document.pk)
