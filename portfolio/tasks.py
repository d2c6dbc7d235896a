"""What the worker and beat do for portfolios. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from portfolio.services import leaving


@shared_task(name="portfolio.remind_leavers")
def remind_leavers() -> int:
    """Reminds applicants and supervisors of packs whose last day at work comes near; returns how many packs."""
    return leaving.remind_due(at=london.now())
