"""One member's year judged by itself: at once when an answer was given, and again when a closed year is reopened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from cilexportal.foundation import audit
from cilexportal.foundation.rulebook.refusal import Refused
from cpd import locks
from cpd.enums import NOT_FINAL, BatchState, Cause, Outcome
from cpd.models import CloseBatch, CloseRun, CpdYear, Reopening, YearResult
from cpd.queries.close import due_ids
from cpd.services.close import setwise
from members.models import Member, User


@contextmanager
def changing(
    *, member: Member, year: CpdYear, cause: Cause, reason: str, by: User, at: datetime, reopens: bool = True,
    own: bool = False,
) -> Iterator[YearResult | None]:  # fmt: skip
    """[CPD-10] A transaction that changes what a member's year comes to; gives the result as it stood before.

    A year that was closed with a final result is reopened for it, unless told otherwise, and judged again as it ends:
    both results are kept, with the reason, and a signature stays where the year is still not met. A result that waited
    for an answer, or for the end of an extension, is followed by the next one at once where that has come. A year not
    closed yet is left to its close, which waits meanwhile. Raises Refused, and undoes everything, where nobody can say
    what the year came to; and for an officer's own year, unless it is a change of one's `own` that any member may make.
    """
    if member.user_id == by.pk and not own:
        raise Refused.because("CPD-10", "This is your own CPD year: another officer sees to it.")
    with transaction.atomic(), audit.because(user_id=by.pk, why=f"cpd.{cause}"):
        locks.lock_exclusive(year_id=year.pk, bucket=locks.bucket_of(member.pk))
        live = YearResult.objects.filter(member=member, year=year, superseded_at=None)
        before = live.first()
        is_final = before is not None and before.outcome not in NOT_FINAL
        if is_final and reopens:
            live.update(superseded_at=at)
        yield before
        if before is None or (is_final and not reopens):
            return
        _judge(member, year, only_waiting=not is_final, by=by, at=at)
        if is_final:
            _keep_both(before, live.first(), cause=cause, reason=reason, by=by, at=at)


def _judge(member: Member, year: CpdYear, *, only_waiting: bool, by: User, at: datetime) -> None:
    """Closes the one member by the statements of the close, in a run of its own; nothing where nothing is due."""
    run = CloseRun(
        year=year, member=member, extensions_only=only_waiting, retry_parked=True, at=at, started_at=at,
        started_by=by, finished_at=at,
    )  # fmt: skip
    batch = CloseBatch(
        run=run, first=member.pk, last=member.pk + 1, members=1, state=BatchState.DONE, attempts=1, done_at=at
    )
    if not due_ids(run, first=batch.first, last=batch.last):
        return
    run.save()
    decided = setwise.close_range(batch, at=at)
    batch.run = run
    batch.totals, batch.reasons = decided.rows(), sorted(decided.unjudged.items())
    batch.save()


def _keep_both(
    before: YearResult, after: YearResult | None, *, cause: Cause, reason: str, by: User, at: datetime
) -> None:
    """Ties the two results of a reopened year together."""
    if after is None:
        raise Refused.because(
            "CPD-10", "Nobody can say what this year comes to: see the members left over in its close."
        )
    Reopening.objects.create(before=before, after=after, cause=cause, reason=reason, at=at, by=by)
    if before.signature_id and after.outcome == Outcome.NOT_MET:
        YearResult.objects.filter(pk=after.pk).update(signature=before.signature_id)


def judge_again(*, member: Member, year: CpdYear, reason: str, by: User, at: datetime) -> YearResult:
    """[CPD-10] Reopens a member's closed year for a reason, judges it by the facts as they stand, and closes it again.

    The new result is returned. Raises Refused where the year has no final result.
    """
    with changing(member=member, year=year, cause=Cause.CORRECTION, reason=reason, by=by, at=at) as before:
        if before is None or before.outcome in NOT_FINAL:
            raise Refused.because("CPD-10", f"{year.label} has not been closed with a result for this member.")
    return YearResult.objects.get(member=member, year=year, superseded_at=None)
