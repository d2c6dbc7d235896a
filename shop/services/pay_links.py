"""The link by which an employer pays without an account: sent to one address, kept as a hash, ended and sent anew."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import PayerKind, Stage
from shop.models import PayLink
from shop.services import orders

KIND = "shop.pay_link"
# Of an order that is accepted and not paid; before acceptance the link ends with what is kept for the order.
GOOD_FOR = timedelta(days=14)
# Not more often than this, so that nobody is flooded with links.
AGAIN_AFTER = timedelta(minutes=2)


def send(*, order_id: int, at: datetime) -> PayLink:
    """[TC-5.5] Sends the employer a new link; earlier ones end. Raises Refused where no employer is to pay any more."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        order = orders.locked(order_id)
        if order.payer.kind != PayerKind.EMPLOYER or order.paid_at is not None or not _waits(order.stage):
            raise Refused.because("TC-5.5", "There is nothing for an employer to pay on this order.")
        live = PayLink.objects.filter(order=order, ended_at=None)
        if live.filter(sent_at__gt=at - AGAIN_AFTER).exists():
            raise Refused.because("TC-5.5", "The link was sent a moment ago. Give it two minutes to arrive.")
        live.update(ended_at=at)
        expires = order.held_until if order.stage == Stage.PLACED else at + GOOD_FOR
        link = PayLink.objects.create(order=order, token_hash=hashed(token), sent_at=at, expires_at=expires)
        correspondence.queue(
            kind=KIND, to_user_id=None, to_name=order.payer.contact or order.payer.name, to_email=order.payer.email,
            context={"order": order.pk, "token": token, "expires": expires.isoformat()}, at=at,
        )  # fmt: skip
        return link


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _waits(stage: str) -> bool:
    return stage in (Stage.PLACED, Stage.ACCEPTED)
