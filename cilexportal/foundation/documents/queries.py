"""Reads of documents and print-outs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from cilexportal.foundation.documents.models import Document, DocumentState, Printout, PrintoutState

# Longer than any check or print takes; after it what a worker that died had taken is taken again.
LEASE = timedelta(minutes=5)
# How often a file may end the worker that checks it, or the print-out the one that makes it.
ATTEMPTS = 3


def _free() -> Q:
    return Q(claimed_at=None) | Q(claimed_at__lt=Now() - LEASE)


def documents_to_check() -> QuerySet[Document]:
    """Documents that wait and are in nobody's hands, the oldest first."""
    return Document.objects.filter(_free(), state=DocumentState.WAITING).order_by("id")


def printouts_to_make() -> QuerySet[Printout]:
    """Print-outs that wait and are in nobody's hands, the oldest first."""
    return Printout.objects.filter(_free(), state=PrintoutState.WAITING).order_by("id")


def oldest_waiting() -> datetime | None:
    """Since when the oldest unchecked document has waited; None where none does."""
    waiting = Document.objects.filter(state=DocumentState.WAITING).order_by("id")
    return waiting.values_list("received_at", flat=True).first()


def oldest_printout() -> datetime | None:
    """Since when the oldest print-out has waited to be made; None where none does."""
    waiting = Printout.objects.filter(state=PrintoutState.WAITING).order_by("id")
    return waiting.values_list("asked_at", flat=True).first()
