"""A portfolio's files: asked for by its owner, made by the worker in parts, given out until something changes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from cilexportal.foundation.nudge import nudge
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Build, BuildState, BuiltFile, Portfolio
from portfolio.queries import builds as queries
from portfolio.queries.content import Gathered, gathered
from portfolio.queries.owner import data_of
from portfolio.services import made
from portfolio.services.assembling import Assembled, assemble
from portfolio.services.workshop import CannotBuild

logger = logging.getLogger(__name__)
CLAUSE = "HB-57b"
NOTHING = "There is nothing to put together yet. Write your first example."
UNFINISHED = (
    "It could not be put together. Nothing of your portfolio is lost. Try again, and tell us if it fails again."
)
NOT_AS_SUBMITTED = "The portfolio was changed before the file of what was submitted was made."
# Each telling is a row's new version: once in so many seconds is enough for a page that is looked at.
TELL_SECONDS = 0.5


def ask(*, portfolio: Portfolio, shrink: bool, at: datetime) -> Build:
    """[HB-57b] [HB-57d] The build of the portfolio as it is now: the one there is, or one that the worker makes.
    `shrink`: its owner agrees to smaller pictures. Raises Refused where there is nothing to build."""
    with transaction.atomic():
        _hold(portfolio)
        content = gathered(portfolio).content
        if not content.examples:
            raise Refused.because(CLAUSE, NOTHING)
        build, new = Build.objects.get_or_create(
            portfolio=portfolio, content_sha256=content.sha256, shrink=shrink, defaults={"asked_at": at}
        )
        waiting = Build.objects.filter(portfolio=portfolio, state=BuildState.WAITING, kept=False)
        waiting.exclude(pk=build.pk).delete()
        if not new and build.state in (BuildState.FAILED, BuildState.WAITING):
            build.state, build.attempts, build.claimed_at, build.why = BuildState.WAITING, 0, None, ""
        build.asked_at = at
        build.save()
        _tell_worker()
    return build


def keep(*, portfolio: Portfolio, at: datetime) -> Build:
    """[HB-59b] The build of the portfolio as it is now, for good: what is built later does not take its place. The
    caller holds the portfolio. Raises Refused where there is nothing to build."""
    build = ask(portfolio=portfolio, shrink=False, at=at)
    if not build.kept:
        build.kept = True
        build.save(update_fields=["kept"])
    return build


def build_waiting(*, at: datetime) -> bool:
    """[HB-57b] Makes the oldest build that waits or was left half-way; False where there is none."""
    build = _claim()
    if build is None:
        return False
    try:
        if build.attempts <= queries.ATTEMPTS:
            _make(build, at=at)
            return True
        _fail(build, UNFINISHED)
    except CannotBuild as sentence:
        _fail(build, str(sentence))
    except Exception:
        logger.exception("A portfolio could not be put together", extra={"build_id": build.pk})
        if build.attempts >= queries.ATTEMPTS:
            _fail(build, UNFINISHED)
        else:
            _mine(build).update(claimed_at=None)
    return True


def _claim() -> Build | None:
    """Takes a build out of everybody else's hands, with its portfolio, and counts the attempt."""
    with transaction.atomic():
        build = queries.to_build().select_for_update(of=("self",), skip_locked=True).first()
        if build is None:
            return None
        Build.objects.filter(pk=build.pk).update(
            state=BuildState.WORKING, claimed_at=Now(), attempts=F("attempts") + 1, done=0
        )
        build.attempts += 1
    return build


def _mine(build: Build) -> QuerySet[Build]:
    """The row of a build while it is in the hands of whoever claimed it with this attempt; none once it was taken up by
    another worker, asked for again or deleted."""
    return Build.objects.filter(pk=build.pk, state=BuildState.WORKING, attempts=build.attempts)


def _make(build: Build, *, at: datetime) -> None:
    """Puts together what the portfolio is at this moment, and says that it is ready."""
    portfolio, found = _gathered(build)
    if found is None:
        return
    most = data_of(portfolio).evidence.most_bytes
    assembled = assemble(portfolio=portfolio, gathered=found, shrink=build.shrink, most_bytes=most, tell=_teller(build))
    _finish(build, assembled, at=at)


def _gathered(build: Build) -> tuple[Portfolio, Gathered | None]:
    """The content as it is now, under the build's hash; None where another build has that already, or another worker
    this one."""
    with transaction.atomic():
        portfolio = _hold(build.portfolio)
        found = gathered(portfolio)
        digest = found.content.sha256
        if build.kept and build.content_sha256 != digest:
            _fail(build, NOT_AS_SUBMITTED)
            return portfolio, None
        same = Build.objects.filter(portfolio=portfolio, content_sha256=digest, shrink=build.shrink)
        if same.exclude(pk=build.pk).exists() or not found.content.examples:
            _mine(build).delete()
            return portfolio, None
        is_mine = _mine(build).update(content_sha256=digest)
    return portfolio, found if is_mine else None


def _hold(portfolio: Portfolio) -> Portfolio:
    """The portfolio with its row held: nothing of it changes while it is read. A frozen one can be built too."""
    rows = Portfolio.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("case__application__user").get(pk=portfolio.pk)


def _finish(build: Build, assembled: Assembled, *, at: datetime) -> None:
    """Stores the files of a build, in place of those before; what neither needs is deleted."""
    with transaction.atomic():
        _hold(build.portfolio)
        if not _mine(build).exists():
            return
        over = (BuildState.READY, BuildState.FAILED)
        old = Build.objects.filter(portfolio=build.portfolio_id, state__in=over, kept=False)
        BuiltFile.objects.filter(build__in=old).delete()
        BuiltFile.objects.filter(build=build).delete()
        old.delete()
        BuiltFile.objects.bulk_create(
            BuiltFile(build=build, competency=one.competency, made=one.made, too_large=one.too_large)
            for one in assembled.files
        )
        ready = {"state": BuildState.READY, "made_at": at, "claimed_at": None, "done": F("parts"), "why": ""}
        Build.objects.filter(pk=build.pk).update(**ready)
    made.prune(portfolio=build.portfolio, keep=assembled.used)


def _fail(build: Build, sentence: str) -> None:
    """Says why a build failed; nothing where it is no longer this worker's."""
    _mine(build).update(state=BuildState.FAILED, why=sentence, claimed_at=None)


def _teller(build: Build) -> Callable[[int, int], None]:
    """Writes progress into the build's row now and then, which also says that its worker is alive."""
    last = 0.0

    def _told(done: int, parts: int) -> None:
        nonlocal last
        if monotonic() - last >= TELL_SECONDS:
            last = monotonic()
            _mine(build).update(done=done, parts=parts, claimed_at=Now())

    return _told


def _tell_worker() -> None:
    from portfolio.tasks import build_waiting as task

    nudge(task)
