"""What the worker and beat do for standing. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from standing.services import lapsing, telling


@shared_task(name="standing.tell")
def tell() -> None:
    """Writes to members whose benefits are lost or back without a word yet."""
    telling.tell(at=london.now())


@shared_task(name="standing.lapse")
def lapse() -> None:
    """Writes to members whose year is not paid, and ends the membership of those whose day of lapsing has come."""
    lapsing.run(at=london.now())
