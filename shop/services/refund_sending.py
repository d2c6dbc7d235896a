"""The worker's part of refunds: claim one, ask the gateway, mark it. An outcome nobody knows is asked for again, unless
the gateway tells it first.

The gateway knows each refund by its key, so asking twice pays once; no network call stands in a transaction.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from shop.enums import EventVerdict, RefundState
from shop.gateways import choose
from shop.gateways.protocol import Refunded, Rejected, Unreachable
from shop.models import Refund
from shop.services import refunds

logger = logging.getLogger(__name__)

# A claim older than this belongs to a worker that died; nobody knows whether the money went.
CLAIM_HOLDS = timedelta(minutes=5)
AT_A_TIME = 50


def send_due(*, at: datetime, limit: int = AT_A_TIME) -> int:
    """[TC-9.6] Sends up to `limit` refunds that wait for the gateway; returns how many were dealt with."""
    for count in range(limit):
        refund = _claim(at=at)
        if refund is None:
            return count
        _send(refund, at=at)
    return limit


def due(*, at: datetime) -> Q:
    """Refunds to be asked for: new ones, those tried again, and those whose outcome is not known."""
    waited = at - CLAIM_HOLDS
    fresh = Q(state=RefundState.DUE) | Q(state=RefundState.SENDING, claimed_at=None)
    unknown = Q(state__in=[RefundState.SENDING, RefundState.UNKNOWN], claimed_at__lte=waited)
    return Q(payment__method__in=refunds.BY_GATEWAY) & (fresh | unknown)


def _claim(*, at: datetime) -> Refund | None:
    """Takes the oldest refund that is due out of everybody else's hands, and counts the attempt."""
    with transaction.atomic():
        waiting = Refund.objects.filter(due(at=at)).select_related("payment").order_by("pk")
        refund = waiting.select_for_update(of=("self",), skip_locked=True).first()
        if refund is None:
            return None
        if refund.state == RefundState.DUE:
            refund.state = RefundState.SENDING
        elif refund.state == RefundState.SENDING and refund.claimed_at is not None:
            refund.state = RefundState.UNKNOWN
        refund.claimed_at = at
        refund.save(update_fields=["state", "claimed_at"])
        Refund.objects.filter(pk=refund.pk).update(attempts=F("attempts") + 1)
        return refund


def _send(refund: Refund, *, at: datetime) -> None:
    """Asks the gateway and notes what it says."""
    try:
        said = _ask(refund)
    except Unreachable as away:
        logger.warning("A refund's outcome is not known (%s)", type(away).__name__, extra={"refund_id": refund.pk})
        _note(refund, RefundState.UNKNOWN, at=at)
    except Rejected as no:
        _note(refund, RefundState.FAILED, at=at, failure=f"The gateway refused it ({no.code}).")
    except choose.NoGateway:
        _note(refund, RefundState.FAILED, at=at, failure="No gateway is set up for this payment.")
    else:
        note(refund=refund, said=said, at=at)


def _ask(refund: Refund) -> Refunded:
    """The refund as the gateway has it: looked at where it has a name there, else asked for under our key."""
    gateway = choose.gateway(refund.payment.method)
    if refund.reference:
        return gateway.look_refund(reference=refund.reference)
    return gateway.refund(refund_key=refund.key, charge=refund.payment.charge, pence=refund.pence)


def heard(*, refund: Refund, said: Refunded, at: datetime) -> EventVerdict:
    """[TC-9.6] What the gateway tells of a refund by itself; the sweep finds out whatever gets lost on the way.

    One that was paid and then came back is owed again: finance is shown it, and sends it again.
    """
    if (said.pence, said.currency) != (refund.pence, refund.payment.currency):
        return EventVerdict.MISMATCH
    if said.state == RefundState.FAILED and _came_back(refund, said, at=at):
        return EventVerdict.APPLIED
    if said.state == RefundState.UNKNOWN:
        return EventVerdict.IGNORED
    return EventVerdict.APPLIED if note(refund=refund, said=said, at=at) else EventVerdict.IGNORED


def _came_back(refund: Refund, said: Refunded, *, at: datetime) -> bool:
    """Opens a refund again that was paid by the try this word is about; False for any other."""
    with transaction.atomic():
        _, notice = refunds.locked(refund.cancellation_id)
        now = Refund.objects.select_related("payment").get(pk=refund.pk)
        if now.state != RefundState.PAID or said.key not in (None, now.key) or said.reference != now.reference:
            return False
        logger.error("A refund that was paid has come back (%s)", said.why, extra={"refund_id": refund.pk})
        refunds.come_back(refund=now, notice=notice, why=said.why or "no reason was given", at=at)
        return True


def note(*, refund: Refund, said: Refunded, at: datetime) -> bool:
    """Marks a refund as the gateway has it; False where it was no longer under way."""
    failed = said.state == RefundState.FAILED
    failure = f"The gateway could not pay it out ({said.why or 'it gave no reason'})." if failed else ""
    return _note(refund, said.state, at=at, reference=said.reference, failure=failure)


def _note(refund: Refund, state: RefundState, *, at: datetime, reference: str = "", failure: str = "") -> bool:
    """Marks a refund that was sent, unless somebody else has done so, and closes its notice once all of it is paid."""
    with transaction.atomic():
        rows, notice = refunds.locked(refund.cancellation_id)
        now = Refund.objects.get(pk=refund.pk)
        if now.key != refund.key or now.state not in (RefundState.SENDING, RefundState.UNKNOWN):
            return False
        refunds.mark(refund=now, state=state, at=at, reference=reference, failure=failure)
        refunds.settle_if_paid(order=rows.order, notice=notice, at=at)
        return True
