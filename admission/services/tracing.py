"""Turning submitted files into numbers by which they are compared with other applicants'. The worker does it."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from admission.models import DocumentTrace
from applications.enums import StepKind
from applications.models import Submission
from cilexportal.foundation.documents import pages, sandbox
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.models import Document, DocumentState
from portfolio.models import Piece, Sheet

logger = logging.getLogger(__name__)

LEASE, MOST_ATTEMPTS = timedelta(minutes=5), 3


def trace_waiting(*, limit: int) -> int:
    """[HB-37a] Reads up to `limit` files of submitted final applications that were not read yet; returns how many were
    dealt with. One that cannot be read is tried again a few times."""
    _await_new(limit)
    for count in range(limit):
        row = _claim()
        if row is None:
            return count
        try:
            found = pages.trace(row.document)
        except (Unwelcome, sandbox.Broken, FileNotFoundError):
            logger.exception("A file could not be read", extra={"document_id": row.document_id})
            continue
        DocumentTrace.objects.filter(pk=row.pk).update(
            pages=found.pages, runs=found.runs, minima=list(found.minima), claimed_at=None
        )
    return limit


def _await_new(limit: int) -> None:
    """A row for each of the next files that have none."""
    sent = Submission.objects.filter(
        case__application=OuterRef("portfolio__case__application"), case__kind=StepKind.ADMISSION
    )
    pieces = Piece.objects.filter(Exists(sent), document=OuterRef("pk"), removed_at=None)
    sheets = Sheet.objects.filter(Exists(sent), upload=OuterRef("pk"), removed_at=None)
    traced = DocumentTrace.objects.filter(document=OuterRef("pk"))
    files = Document.objects.filter(
        Exists(pieces) | Exists(sheets), ~Exists(traced), state=DocumentState.CLEAN
    ).order_by("id")[:limit]  # fmt: skip
    DocumentTrace.objects.bulk_create([DocumentTrace(document=one) for one in files], ignore_conflicts=True)


def _claim() -> DocumentTrace | None:
    """Takes the oldest file out of everybody else's hands, and counts the attempt."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=Now() - LEASE)
    waiting = DocumentTrace.objects.filter(free, pages=None, attempts__lt=MOST_ATTEMPTS)
    with transaction.atomic():
        rows = waiting.select_for_update(of=("self",), skip_locked=True).select_related("document")
        row = rows.order_by("id").first()
        if row is not None:
            DocumentTrace.objects.filter(pk=row.pk).update(claimed_at=Now(), attempts=F("attempts") + 1)
    return row
