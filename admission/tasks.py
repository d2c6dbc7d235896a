"""What the worker and beat do for admission. All that is due is found in the database."""

from __future__ import annotations

from celery import shared_task
from django.conf import settings

from admission.services import archives, purging, reminding, tracing
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.nudge import nudge

AT_A_TIME, EXAMPLES_AT_A_TIME = 5, 50


@shared_task(name="admission.trace_files")
def trace_files() -> int:
    """Reads a handful of submitted files and examples for comparison, and calls for another go where there may be
    more."""
    with because(task="admission.trace_files"):
        read = tracing.trace_words(limit=EXAMPLES_AT_A_TIME)
        done = tracing.trace_waiting(limit=AT_A_TIME)
    if read == EXAMPLES_AT_A_TIME or done == AT_A_TIME:
        nudge(trace_files)
    return done


@shared_task(name="admission.remind_signers")
def remind_signers() -> int:
    """Reminds everybody who was asked to sign and has not, and gives officers the cases of those whose last day has
    passed; returns how many."""
    now = london.now()
    with because(task="admission.remind_signers"):
        return reminding.remind_due(at=now) + reminding.tell_overdue(at=now)


@shared_task(name="admission.make_archives")
def make_archives() -> None:
    """Makes one archive that waits, and calls for the next."""
    if archives.make_waiting(organisation=settings.SITE["organisation"], at=london.now()):
        nudge(make_archives)


@shared_task(name="admission.forget_archives")
def forget_archives() -> int:
    """Deletes the archives whose day is over."""
    return archives.forget_old(at=london.now())


@shared_task(name="admission.purge")
def purge() -> int:
    """Deletes what belongs to applications that were decided long enough ago."""
    with because(task="admission.purge"):
        return purging.run(at=london.now())
