"""What the worker and beat do for standing. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from standing.services import lapsing, register, telling


@shared_task(name="standing.tell")
def tell() -> None:
    """Writes to members whose benefits are lost or back without a word yet."""
    telling.tell(at=london.now())


@shared_task(name="standing.lapse")
def lapse() -> None:
    """Writes to members whose year is not paid, and ends the membership of those whose day of lapsing has come."""
    lapsing.run(at=london.now())


@shared_task(name="standing.follow_register")
def follow_register() -> None:
    """Refreshes the entries of the register that a change has overtaken."""
    register.follow(at=london.now())


@shared_task(name="standing.turn_register")
def turn_register() -> None:
    """Refreshes the entries that the calendar alone has changed."""
    register.turn_day(at=london.now())
