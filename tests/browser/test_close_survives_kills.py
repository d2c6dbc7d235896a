"""kill -9 of the worker at ten random moments of a close gives what an undisturbed close gives."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from cilexportal.celery import app
from cilexportal.foundation import london
from cpd.enums import BatchState
from cpd.models import CloseBatch, CloseRun, CpdYear
from cpd.services import close
from tests.browser import acts, closing
from tests.browser.stack import Stack, kill

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 10
SWEEP_SECONDS = 5.0
UNDISTURBED, KILLED = "2024/25", "2025/26"


def test_ten_kills_change_nothing(stack: Stack, record_property: Callable[[str, object], None]) -> None:
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    given_a_crowd_with_the_same_records_in_two_years()
    when_one_year_closes_undisturbed()
    done = when_the_other_closes_under_ten_kills(stack, chance)
    then_both_years_came_to_the_same()
    record_property("figure", f"close: {KILLS} kills of the worker, after {done} batches, seed {seed}: same results")


def given_a_crowd_with_the_same_records_in_two_years() -> None:
    acts.it_is(datetime(2026, 10, 1, 0, 0, 10))
    with connection.cursor() as cursor:
        cursor.execute((Path(__file__).parent / "crowd.sql").read_text())
        cursor.execute("ANALYZE")


def when_one_year_closes_undisturbed() -> None:
    close.close_in_process(year=CpdYear.objects.get(label=UNDISTURBED), by=None, at=london.now())


def when_the_other_closes_under_ten_kills(stack: Stack, chance: random.Random) -> list[int]:
    """Kills the worker and its children ten times while it closes; each time a new one takes the rest up."""
    moments = []
    for _ in range(KILLS):
        before = batches_done()
        target = before + chance.randint(1, 4)
        worker = stack.spawn("killed-worker", stack.worker_command)
        closing.until("batches are done", sweeping(stack, lambda target=target: batches_done() >= target), seconds=120)
        time.sleep(chance.uniform(0, 0.15))
        kill(worker)
        assert running() is not None, "the close ended before its last kill"
        moments.append(batches_done())
    with stack.worker():
        closing.until("the close ends", sweeping(stack, lambda: running() is None), seconds=180)
    return moments


def sweeping(stack: Stack, done: Callable[[], bool]) -> Callable[[], bool]:
    """Asks `done`, and sweeps by the site's own broker every few seconds meanwhile, as beat does every thirty."""
    swept_at = -SWEEP_SECONDS

    def look() -> bool:
        nonlocal swept_at
        if time.monotonic() - swept_at > SWEEP_SECONDS:
            swept_at = time.monotonic()
            with app.connection_for_write(stack.env["REDIS_URL"]) as broker:
                app.send_task("cpd.close_due_years", connection=broker)
        return done()

    return look


def batches_done() -> int:
    return CloseBatch.objects.filter(run__year__label=KILLED, state=BatchState.DONE).count()


def running() -> CloseRun | None:
    return CloseRun.objects.filter(year__label=KILLED, finished_at=None).first()


def then_both_years_came_to_the_same() -> None:
    assert closing.fingerprint(KILLED) == closing.fingerprint(UNDISTURBED)
    run = CloseRun.objects.get(year__label=KILLED)
    assert not run.parked.exists()
    assert run.results.count() == 6_000
