"""Turning submitted files, and what was typed beside them, into numbers by which they are compared with other
applicants'. The worker does it."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from admission.models import DocumentTrace, WordsTrace
from applications.enums import StepKind
from applications.models import Submission
from cilexportal.foundation.documents import pages, sandbox
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.inspection.runs import numbers_of, smallest_of
from cilexportal.foundation.documents.models import Document, DocumentState
from portfolio.models import Piece, Sheet, SheetVersion

logger = logging.getLogger(__name__)

LEASE, MOST_ATTEMPTS = timedelta(minutes=5), 3
# What an applicant writes of an example; the rest of it is chosen, or names its evidence.
WRITTEN = ("how_met", "how_shown", "learned", "why_without")


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


def await_words(submission: Submission) -> None:
    """[HB-37a] Has the words of each submitted example read, each version of it once."""
    sent = {(one["sheet"], one["version"]) for one in submission.content.get("examples", ())}
    versions = SheetVersion.objects.filter(sheet__uuid__in={sheet for sheet, _ in sent}).select_related("sheet")
    rows = [
        WordsTrace(version=one) for one in versions.defer("content") if (str(one.sheet.uuid), one.number) in sent
    ]  # fmt: skip
    WordsTrace.objects.bulk_create(rows, ignore_conflicts=True)


def trace_words(*, limit: int) -> int:
    """[HB-37a] Reads what was typed in up to `limit` submitted examples that were not read yet; returns how many."""
    rows = list(WordsTrace.objects.filter(runs=None).select_related("version").order_by("id")[:limit])
    for row in rows:
        numbers = numbers_of(" ".join(row.version.content.get(box, "") for box in WRITTEN))
        row.runs, row.minima = len(numbers), smallest_of(numbers)
    WordsTrace.objects.bulk_update(rows, ["runs", "minima"])
    return len(rows)


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
