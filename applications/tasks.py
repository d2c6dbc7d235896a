"""What the worker and beat do for applications. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from applications.services import ending
from cilexportal.foundation import london


@shared_task(name="applications.end_drafts")
def end_drafts() -> None:
    """Warns of drafts that nobody goes on with, and ends those whose time is up."""
    ending.warn_and_end(at=london.now())
