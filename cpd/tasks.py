"""What the worker and beat do for CPD. Correctness never hangs on them: all that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from cpd.services import close, reminders, years


@shared_task(name="cpd.close_due_years")
def close_due_years() -> None:
    """Starts closes that are due and takes up again whatever was left lying."""
    close.keep_going(at=london.now())


@shared_task(name="cpd.close_batch")
def close_batch(batch_id: int) -> None:
    """Closes one batch of members."""
    close.close_batch(batch_id=batch_id, at=london.now())


@shared_task(name="cpd.remind")
def remind() -> None:
    """Queues the reminders of today, and those of the last days that were missed."""
    reminders.remind(at=london.now())


@shared_task(name="cpd.open_years")
def open_years() -> None:
    """Sees to it that the next CPD year is in the list of years long before it begins."""
    years.open_next_years(today=london.today())
