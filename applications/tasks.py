"""What the worker and beat do for applications. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from applications.services import calendar, clocks, ending, fees, references
from cilexportal.foundation import london


@shared_task(name="applications.end_drafts")
def end_drafts() -> None:
    """Warns of drafts that nobody goes on with, and ends those whose time is up."""
    ending.warn_and_end(at=london.now())


@shared_task(name="applications.follow_orders")
def follow_orders() -> int:
    """Gives back as drafts the submissions whose order ended unpaid; returns how many."""
    return fees.follow_orders(at=london.now())


@shared_task(name="applications.turn_clocks")
def turn_clocks() -> int:
    """Numbers the working days some years ahead, lets the cases go on that waited for a supervisor whose last day is
    over, and sets every open case's clock; returns how many changed."""
    calendar.rebuild(today=london.today())
    references.go_on(at=london.now())
    return clocks.recompute_all()


@shared_task(name="applications.remind_supervisors")
def remind_supervisors() -> int:
    """Reminds supervisors whose days come up, and tells applicants of links that ran out; returns how many letters."""
    return references.remind_due(at=london.now())
