"""What the worker and beat do for portfolios. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.nudge import nudge
from portfolio.services import building, leaving, looking, stale, uploads

AT_A_TIME = 5


@shared_task(name="portfolio.remind_leavers")
def remind_leavers() -> int:
    """Reminds applicants and supervisors of packs whose last day at work comes near; returns how many packs."""
    return leaving.remind_due(at=london.now())


@shared_task(name="portfolio.warn_of_age")
def warn_of_age() -> int:
    """Warns owners of evidence that will soon need an explanation; returns how many letters."""
    return stale.warn(at=london.now())


@shared_task(name="portfolio.look_through")
def look_through() -> int:
    """Looks through a handful of checked files, and calls for another go where there may be more."""
    with because(task="portfolio.look_through"):
        done = looking.look_through(limit=AT_A_TIME)
    if done == AT_A_TIME:
        nudge(look_through)
    return done


@shared_task(name="portfolio.sweep_uploads")
def sweep_uploads() -> int:
    """Makes pieces of what arrived whole and was left, and forgets what nothing came for in a day."""
    with because(task="portfolio.sweep_uploads"):
        return uploads.sweep(at=london.now())


@shared_task(name="portfolio.build_waiting")
def build_waiting() -> None:
    """Puts the oldest portfolio together that waits for it, and calls for another go where there was one."""
    if building.build_waiting(at=london.now()):
        nudge(build_waiting)
