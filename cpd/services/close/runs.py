"""A closing of a year: started once, done batch by batch, finished when none is left; and signed by an officer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from cilexportal.foundation import audit, london
from cilexportal.foundation.rulebook.refusal import Refusal, refuse_if_any
from cpd import locks
from cpd.models import CloseRun, CpdYear, Signature
from cpd.queries import close as queries
from cpd.rules.closing import may_close
from cpd.services.close.batches import close_batch, finish, wake
from members.models import User

PAUSE = 0.2
PLAN = f"""
    INSERT INTO cpd_closebatch (run_id, first, last, members, state, attempts, totals, reasons, error)
    SELECT
        %(run)s, min(bucket) * %(width)s, (min(bucket) + 1) * %(width)s, count(*), 'waiting', 0, '[]', '[]', ''
    FROM (SELECT member_id / %(width)s AS bucket FROM ({queries.DUE_SQL}) due) due
    GROUP BY bucket
    ORDER BY bucket
"""  # noqa: S608 - made of constants


def start(
    *,
    year: CpdYear,
    by: User | None,
    at: datetime,
    rehearsal: bool = False,
    extensions_only: bool = False,
    retry_parked: bool = False,
) -> CloseRun:
    """[CPD-10] Begins the close of a year, or a rehearsal of it, and wakes the workers; the run is returned.

    A run that is under way is adopted, and where nothing is left to do the last finished one is returned unchanged.
    Members parked before are tried again only where asked. Raises Refused before the closing instant, and for a
    rehearsal before the year begins.
    """
    with transaction.atomic(), audit.because(user_id=by.pk if by else None, why="cpd.close"):
        year = CpdYear.objects.select_for_update(no_key=True).get(pk=year.pk)
        refuse_if_any(filter(None, [_too_early(year, at, rehearsal)]))
        running = CloseRun.objects.filter(year=year, rehearsal=rehearsal, finished_at=None).first()
        if running:
            return running
        last = queries.last_run(year, rehearsal=rehearsal)
        run = CloseRun(
            year=year,
            rehearsal=rehearsal,
            extensions_only=extensions_only,
            retry_parked=retry_parked,
            at=at,
            started_at=at,
            started_by=by,
        )
        if last and not queries.anyone_due(run):
            return last
        run.save()
        _plan(run)
        wake(queries.waiting_batches(run))
    return run


def _too_early(year: CpdYear, at: datetime, rehearsal: bool) -> Refusal | None:
    if not rehearsal:
        return may_close(at=at, closes_at=year.closes_at, year=year.label)
    if at < london.start_of_day(year.starts_on):
        return Refusal("CPD-10", f"The CPD year {year.label} has not begun, so there is nothing to rehearse.")
    return None


def _plan(run: CloseRun) -> None:
    """One batch for every bucket of ids with a member to close."""
    parameters = queries.due_parameters(run, **queries.EVERYBODY)
    with connection.cursor() as cursor:
        cursor.execute(PLAN, parameters | {"run": run.pk, "width": locks.BUCKET})


def work_through(run: CloseRun, *, at: datetime) -> Iterator[queries.Progress]:
    """Does the waiting batches of a run in this process, beside any worker, and yields the progress after each."""
    while not finish(run_id=run.pk, at=at):
        idle = True
        for batch_id in queries.waiting_batches(run):
            if close_batch(batch_id=batch_id, at=at):
                idle = False
                yield queries.progress_of(run)
        if idle:
            # Workers hold all that is left.
            time.sleep(PAUSE)


def close_in_process(*, year: CpdYear, by: User | None, at: datetime, rehearsal: bool = False) -> CloseRun:
    """Starts the close of a year and does all of it in this process; the finished run is returned."""
    run = start(year=year, by=by, at=at, rehearsal=rehearsal)
    for _ in work_through(run, at=at):
        pass
    run.refresh_from_db()
    return run


def keep_going(*, at: datetime) -> None:
    """Starts what is due, wakes the workers for every batch still waiting, and ends runs that are done [CPD-10].

    Beat asks for it twice a minute: whatever died, in a worker or in the broker, is taken up again here.
    """
    for year in queries.years_to_close(at=at):
        start(year=year, by=None, at=at)
    for year in queries.years_with_ended_extensions(at=at):
        start(year=year, by=None, at=at, extensions_only=True)
    for run in queries.unfinished_runs():
        if not finish(run_id=run.pk, at=at):
            wake(queries.waiting_batches(run))


def sign(*, year: CpdYear, by: User, at: datetime) -> None:
    """[CPD-13] Puts one signature under all live not-met results of a year that have none.

    Raises Refused where there is none to sign, and while the year is not closed or somebody is parked.
    """
    with transaction.atomic(), audit.because(user_id=by.pk, why="cpd.sign"):
        year = CpdYear.objects.select_for_update(no_key=True).get(pk=year.pk)
        refuse_if_any(filter(None, [queries.why_not_signed(year)]))
        queries.unsigned(year).update(signature=Signature.objects.create(year=year, at=at, by=by))
