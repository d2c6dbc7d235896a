"""What the worker and beat do for people. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from cilexportal.foundation.nudge import nudge
from people.services import closing, packs, purging


@shared_task(name="people.make_packs")
def make_packs() -> None:
    """Makes the oldest download of data that waits, and calls for another go where there was one."""
    if packs.make_waiting(at=london.now()):
        nudge(make_packs)


@shared_task(name="people.forget_packs")
def forget_packs() -> int:
    """Deletes downloads of data whose days are over."""
    return packs.forget_old(at=london.now())


@shared_task(name="people.close_accounts")
def close_accounts() -> int:
    """Closes the accounts that were given up and not taken back."""
    return closing.close_due(at=london.now())


@shared_task(name="people.purge")
def purge() -> int:
    """Deletes what was kept of closed accounts and whose time is over."""
    return purging.run(at=london.now())
