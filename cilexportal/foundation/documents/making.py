"""The making of print-outs: claim, build, print, store, mark."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.template.loader import render_to_string

from cilexportal.foundation import printing, private_files
from cilexportal.foundation.documents import printouts, queries
from cilexportal.foundation.documents.models import Printout, PrintoutState

logger = logging.getLogger(__name__)


def print_waiting(*, at: datetime, limit: int) -> int:
    """Makes up to `limit` waiting print-outs as of `at`; returns how many were dealt with."""
    for count in range(limit):
        printout = _claim()
        if printout is None:
            return count
        _deal_with(printout, at=at)
    return limit


def _claim() -> Printout | None:
    """Takes the oldest waiting print-out out of everybody else's hands, and counts the attempt."""
    with transaction.atomic():
        printout = queries.printouts_to_make().select_for_update(skip_locked=True).first()
        if printout is not None:
            Printout.objects.filter(pk=printout.pk).update(claimed_at=Now(), attempts=F("attempts") + 1)
            printout.attempts += 1
    return printout


def _deal_with(printout: Printout, *, at: datetime) -> None:
    """Makes one claimed print-out; a failure leaves it to a later attempt, the third parks it. One that was forgotten
    meanwhile leaves no file behind."""
    try:
        made = b"" if printout.attempts > queries.ATTEMPTS else _make(printout)
    except Exception:
        logger.exception("A print-out could not be made", extra={"document_id": printout.pk})
        made = b""
    waiting = Printout.objects.filter(pk=printout.pk, state=PrintoutState.WAITING)
    if made:
        name = private_files.put(f"printouts/{printout.uuid.hex[:2]}/{printout.uuid}.pdf", made)
        digest = hashlib.sha256(made).hexdigest()
        ready = waiting.update(state=PrintoutState.READY, file=name, sha256=digest, made_at=at, claimed_at=None)
        if not ready and not Printout.objects.filter(pk=printout.pk).exists():
            private_files.take_away(name)
    elif printout.attempts >= queries.ATTEMPTS:
        waiting.update(state=PrintoutState.FAILED, claimed_at=None)


def _make(printout: Printout) -> bytes:
    kind = printouts.get(printout.kind)
    page = kind.build(printout.params)
    html = render_to_string(page.template, {**page.context, "title": page.title, "site": settings.SITE})
    made = printing.pdf(html, title=page.title)
    return kind.seal(made) if kind.seal else made
