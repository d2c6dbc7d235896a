"""Looking through checked files for what names somebody. Only kinds and places are kept, never the words [HB-38]."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from cilexportal.foundation.documents import pages, sandbox
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.nudge import nudge
from portfolio.models import Piece, Portfolio, SpotAnswer
from portfolio.rules.library import MOST_LOOKS

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_SPOTS = 600
Key = tuple[int, str, tuple[float, ...]]


def told(document_id: int) -> None:
    """A file has been checked: where it is evidence, the worker looks through it. Listened to by documents."""
    if Piece.objects.filter(document=document_id).exists():
        _tell_worker()


def ask_again(*, portfolio_id: int) -> None:
    """[HB-38] Has every file of a portfolio looked through again, as for another list of names."""
    Piece.objects.filter(portfolio=portfolio_id).update(pages=None, look_claimed_at=None, look_attempts=0)
    _tell_worker()


def look_through(*, limit: int) -> int:
    """[HB-38] Looks through up to `limit` checked files that wait for it; returns how many were dealt with."""
    for count in range(limit):
        piece = _claim()
        if piece is None:
            return count
        try:
            _look(piece)
        except (Unwelcome, sandbox.Broken, FileNotFoundError):
            logger.exception("A file could not be looked through", extra={"document_id": piece.document_id})
    return limit


def _claim() -> Piece | None:
    """Takes the oldest file out of everybody else's hands, and counts the attempt."""
    free = Q(look_claimed_at=None) | Q(look_claimed_at__lt=Now() - LEASE)
    waiting = Piece.objects.filter(free, pages=None, look_attempts__lt=MOST_LOOKS, document__state=DocumentState.CLEAN)
    with transaction.atomic():
        rows = waiting.select_for_update(of=("self",), skip_locked=True).select_related("document", "portfolio")
        piece = rows.order_by("id").first()
        if piece is not None:
            Piece.objects.filter(pk=piece.pk).update(look_claimed_at=Now(), look_attempts=F("look_attempts") + 1)
    return piece


def _look(piece: Piece) -> None:
    """Raises Unwelcome, sandbox.Broken and FileNotFoundError; what was found before then stands."""
    names = piece.portfolio.private_names
    sought = pages.seek(piece.document, names=names)
    hidden: list[Key] = [(one["page"], one["kind"], tuple(one["box"])) for one in piece.document.spots]
    named: list[Key] = [(one.page, one.kind, one.box) for one in sought.places]
    with transaction.atomic():
        now = Portfolio.objects.select_for_update().get(pk=piece.portfolio_id)
        mine = Piece.objects.filter(pk=piece.pk, pages=None)
        if now.private_names != names:  # Others were given meanwhile: it waits for the next go.
            mine.update(look_claimed_at=None)
            return
        found = list(dict.fromkeys([*hidden, *named]))
        more = len(found[MOST_SPOTS:]) + sought.more
        if mine.update(pages=sought.pages, more_spots=more, look_claimed_at=None):
            SpotAnswer.objects.bulk_create(_new_spots(piece, found[:MOST_SPOTS]))


def _new_spots(piece: Piece, found: list[Key]) -> Iterator[SpotAnswer]:
    """The places that were not known. Those that are found no more go, but for answered ones; the others stay as they
    are: somebody may be typing an answer to them."""
    wanted = dict.fromkeys(found)
    known = {one.pk: (one.page, one.kind, tuple(one.box)) for one in SpotAnswer.objects.filter(piece=piece)}
    gone = [pk for pk, key in known.items() if key not in wanted]
    SpotAnswer.objects.filter(pk__in=gone, answered_at=None).delete()
    there = set(known.values())
    for page, kind, box in wanted:
        if (page, kind, box) not in there:
            yield SpotAnswer(piece=piece, page=page, kind=kind, box=list(box))


def _tell_worker() -> None:
    from portfolio.tasks import look_through as task

    nudge(task)
