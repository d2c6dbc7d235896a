"""One batch of a close: a transaction that a kill undoes whole, tried again, split until a bad member stands alone.

While a batch is being done its row is locked, so that a second worker passes it by and a dead one leaves it free.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import Error, InterfaceError, NotSupportedError, OperationalError, ProgrammingError, transaction
from django.db.models import F
from django.db.models.functions import Now

from cilexportal.foundation import audit
from cilexportal.foundation.nudge import nudge
from cpd import locks
from cpd.enums import BatchState
from cpd.models import CloseBatch, CloseRun, Parked
from cpd.queries.close import PARKED, due_ids
from cpd.services.close import setwise

log = logging.getLogger(__name__)

# A database that is away, or a statement that is wrong, says nothing about the members of a batch.
NOT_THE_DATA = (OperationalError, InterfaceError, ProgrammingError, NotSupportedError)
MOST_FAILURES = 3
# A worker that is killed says nothing, and is rarely killed by its batch.
MOST_DEATHS = 10
NO_REASON = "The process that closed this member's year was ended every time."


def close_batch(*, batch_id: int, at: datetime) -> bool:
    """[CPD-10] Closes the members of one batch, or tries to; False where it is done already, or being done.

    A batch that has failed three times is split in halves, and a single member left over is parked with the reason.
    Ends the run with its last batch. Raises where the fault is not in the members' data, such as a database that is
    away; the batch then waits to be tried again.
    """
    if not _begin(batch_id):
        return False
    try:
        with transaction.atomic(durable=True):
            batch = _take(batch_id)
            if batch is not None:
                _work(batch, at)
    except NOT_THE_DATA:
        raise
    except Exception as error:
        log.exception("closing batch %s failed", batch_id)
        CloseBatch.objects.filter(pk=batch_id).update(error=in_words(error))
        wake([batch_id])
    finish(run_id=CloseBatch.objects.values_list("run_id", flat=True).get(pk=batch_id), at=at)
    return True


def finish(*, run_id: int, at: datetime) -> bool:
    """Ends a run that has no batch left to do; returns whether it has ended, now or before."""
    with audit.because(why="cpd.close", run=run_id):
        running = CloseRun.objects.filter(pk=run_id, finished_at=None)
        running.exclude(batches__state=BatchState.WAITING).update(finished_at=at)
    return CloseRun.objects.filter(pk=run_id, finished_at__isnull=False).exists()


def wake(batch_ids: Iterable[int]) -> None:
    """Tells the workers, once the present transaction has committed, that these batches wait."""
    from cpd import tasks  # tasks call the services, so the services find them when all are loaded

    for batch_id in batch_ids:
        nudge(tasks.close_batch, batch_id)


def _begin(batch_id: int) -> bool:
    """Counts the attempt in a transaction of its own, before the work that may end this process."""
    free = CloseBatch.objects.filter(pk=batch_id, state=BatchState.WAITING)
    with transaction.atomic(durable=True):
        mine = list(free.select_for_update(skip_locked=True).values_list("pk", flat=True))
        return bool(CloseBatch.objects.filter(pk__in=mine).update(attempts=F("attempts") + 1, claimed_at=Now()))


def _take(batch_id: int) -> CloseBatch | None:
    """The batch, locked until the transaction ends; None where another worker has it or has done it."""
    free = CloseBatch.objects.select_for_update(skip_locked=True, of=("self",)).select_related("run")
    return free.filter(pk=batch_id, state=BatchState.WAITING).first()


def _work(batch: CloseBatch, at: datetime) -> None:
    """Closes the batch, or sets it aside where it has failed too often."""
    run = batch.run
    with audit.because(user_id=run.started_by_id, why="cpd.close", run=run.pk):
        if batch.attempts > (MOST_FAILURES if batch.error else MOST_DEATHS):
            _set_aside(batch, at)
            return
        if not run.rehearsal:
            locks.lock_exclusive(year_id=run.year_id, bucket=locks.bucket_of(batch.first))
        decided = setwise.close_range(batch, at=at)
        _done(batch, decided.rows(), decided.unjudged)


def _done(batch: CloseBatch, totals: Sequence[tuple[str, str, int]], reasons: Mapping[str, int]) -> None:
    batch.state = BatchState.DONE
    batch.totals = list(totals)
    batch.reasons = sorted(reasons.items())
    batch.done_at = Now()
    batch.save(update_fields=["state", "totals", "reasons", "done_at"])


def _set_aside(batch: CloseBatch, at: datetime) -> None:
    """Splits the batch in halves by its members, or parks the only one."""
    ids = due_ids(batch.run, first=batch.first, last=batch.last)
    if len(ids) <= 1:
        _park(batch, ids, at)
        return
    middle = ids[len(ids) // 2]
    halves = [(batch.first, middle, len(ids) // 2), (middle, batch.last, len(ids) - len(ids) // 2)]
    made = CloseBatch.objects.bulk_create(
        CloseBatch(run=batch.run, first=first, last=last, members=members) for first, last, members in halves
    )
    wake(half.pk for half in made)
    batch.state = BatchState.SPLIT
    batch.save(update_fields=["state"])


def _park(batch: CloseBatch, ids: list[int], at: datetime) -> None:
    """Ends a batch whose one member cannot be closed."""
    reason = batch.error or NO_REASON
    if not batch.run.rehearsal:
        Parked.objects.bulk_create(
            [Parked(run=batch.run, member_id=member_id, reason=reason, parked_at=at) for member_id in ids],
            ignore_conflicts=True,
        )
    _done(batch, [("", PARKED, len(ids))] if ids else [], {reason: len(ids)} if ids else {})


def in_words(error: Exception) -> str:
    """What an officer reads of an error: its first line, for the rest of a database's message repeats the row."""
    first_line = str(error).partition("\n")[0]
    if isinstance(error, Error):
        return f"The database refused this member's year: {first_line}"
    return f"This member's year could not be closed: {error!r}"
