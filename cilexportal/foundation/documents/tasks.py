"""Checking and printing, by any number of workers side by side."""

from __future__ import annotations

from celery import shared_task

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.documents import checking, making, originals, pages, strays
from cilexportal.foundation.nudge import nudge

AT_A_TIME = 5


@shared_task(name="documents.check_waiting")
def check_waiting() -> int:
    """Checks a handful of waiting documents, and calls for another go where there may be more."""
    with because(task="documents.check_waiting"):
        done = checking.check_waiting(at=london.now(), limit=AT_A_TIME)
    if done == AT_A_TIME:
        nudge(check_waiting)
    return done


@shared_task(name="documents.print_waiting")
def print_waiting() -> int:
    """Makes a handful of waiting print-outs, and calls for another go where there may be more."""
    done = making.print_waiting(at=london.now(), limit=AT_A_TIME)
    if done == AT_A_TIME:
        nudge(print_waiting)
    return done


@shared_task(name="documents.throw_strays_away")
def throw_strays_away() -> int:
    """Deletes stored files whose form was undone, originals whose time is over, and pictures of pages that nobody has
    looked at today."""
    at = london.now()
    with because(task="documents.throw_strays_away"):
        over = originals.forget_over(today=london.date_of(at))
    return over + strays.throw_strays_away(at=at) + pages.throw_pictures_away(at=at)
