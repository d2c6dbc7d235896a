"""The worker's part of payments: claim one, ask the gateway, mark what it said. Never inside a transaction.

Nobody is told that a payment worked or failed before the gateway has said so: until then it reads "we are checking",
and is asked about again and again. Every question carries the payment's key, so that asking twice takes money once.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from cilexportal.foundation import london
from shop.enums import PaymentState, Stage
from shop.gateways import choose
from shop.gateways.protocol import Opened, PaymentGateway, Purchase, Rejected, Seen, Unreachable
from shop.models import Order, Payment
from shop.queries import payments as queries
from shop.services import orders, payments

logger = logging.getLogger(__name__)

AT_A_TIME = 50
# In the address to which a gateway sends a payer back who has paid there.
BACK = "paid"
S = PaymentState


def sweep(*, at: datetime, limit: int = AT_A_TIME) -> int:
    """Sees to up to `limit` payments that are due; returns how many. Whatever a worker or the broker lost is found."""
    due = list(queries.due(at=at).values_list("pk", flat=True)[:limit])
    return sum(drive(payment_id=pk, at=at) for pk in due)


def settle_order(*, order_id: int, at: datetime) -> int:
    """Sees to what is due of one order."""
    due = list(queries.due(at=at).filter(order=order_id).values_list("pk", flat=True))
    return sum(drive(payment_id=pk, at=at) for pk in due)


def close_late_pages(*, at: datetime) -> int:
    """Closes the pages of orders whose time is up, so that stock and places can be given back; returns how many."""
    late = Payment.objects.filter(
        order__stage=Stage.PLACED, order__held_until__lte=at, state__in=[S.STARTED, S.UNKNOWN], wanted="",
        method__in=queries.BY_GATEWAY,
    )  # fmt: skip
    return late.update(wanted=orders.RELEASE, checked_at=None, attempts=0)


def drive(*, payment_id: int, at: datetime) -> bool:
    """Brings one payment as far as it comes now; False where somebody else has it in hand."""
    payment = _claim(payment_id)
    if payment is None:
        return False
    try:
        gateway = choose.gateway(payment.method)
        said: Opened | Seen = _ask(gateway, payment)
    except Unreachable as away:
        logger.warning("A payment's outcome is not known (%s)", away, extra={"payment_id": payment.pk})
        _note_unknown(payment, at=at)
    except Rejected as no:
        logger.warning("The gateway said no (%s)", no.code, extra={"payment_id": payment.pk})
        _note_no(payment, at=at)
    except choose.NoGateway:
        logger.error("A payment's gateway is not set up", extra={"payment_id": payment.pk})
        _free(payment, checked_at=at)
    else:
        _note(payment, said, at=at)
    return True


def _claim(payment_id: int) -> Payment | None:
    """Takes a payment out of everybody else's hands and counts the attempt. Hands are timed by the database's clock."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=Now() - queries.LEASE)
    mine = Payment.objects.filter(free, pk=payment_id).update(claimed_at=Now(), attempts=F("attempts") + 1)
    return Payment.objects.select_related("order", "payer").get(pk=payment_id) if mine else None


def _ask(gateway: PaymentGateway, payment: Payment) -> Opened | Seen:
    """The one question that is next for a payment."""
    if not payment.reference:
        return gateway.open(payment, purchase_of(payment))
    if payment.wanted == orders.RELEASE:
        return gateway.release(payment)
    if payment.wanted == orders.CAPTURE and payment.state == S.AUTHORISED:
        return gateway.capture(payment)
    return gateway.look(payment)


def purchase_of(payment: Payment) -> Purchase:
    """What the gateway's page says and where it leads back to."""
    order: Order = payment.order
    back = reverse("shop:pay", args=[order.uuid]) if payment.payer.user_id else reverse("shop:employer")
    name = order.number or f"of {london.in_words(london.date_of(order.placed_at))}"
    words = f"{settings.SITE['organisation']} order {name}"
    return Purchase(words=words, email=payment.payer.email, return_url=f"{settings.BASE_URL}{back}")


def _note(payment: Payment, said: Opened | Seen, *, at: datetime) -> None:
    """What the gateway answered, written down."""
    if isinstance(said, Opened):
        _free(payment, reference=said.reference, page_url=said.page_url, expires_at=said.expires_at, checked_at=at)
        return
    with transaction.atomic():
        order = orders.locked(payment.order_id)
        now = Payment.objects.select_for_update().get(pk=payment.pk)
        payments.apply(order=order, payment=now, seen=said, at=at)
        _free(payment, checked_at=None if now.wanted and _moved(payment, now) else at)


def _moved(before: Payment, now: Payment) -> bool:
    return (before.state, before.wanted) != (now.state, now.wanted)


def _note_unknown(payment: Payment, *, at: datetime) -> None:
    """No answer: what was asked for may have happened. Where it was only looked at, nothing can have."""
    with transaction.atomic():
        now = Payment.objects.select_for_update().get(pk=payment.pk)
        asked = bool(payment.wanted) or not payment.reference
        if asked and now.state in (S.STARTED, S.AUTHORISED):
            Payment.objects.filter(pk=now.pk).update(state=S.UNKNOWN)
        _free(payment, checked_at=at)


def _note_no(payment: Payment, *, at: datetime) -> None:
    """A clear no. A page that is refused takes no money; a hold that cannot be taken is looked at before it is said."""
    with transaction.atomic():
        order = orders.locked(payment.order_id)
        now = Payment.objects.select_for_update().get(pk=payment.pk)
        if not now.reference:
            payments.apply(order=order, payment=now, seen=Seen(state=S.FAILED), at=at)
        elif now.state == S.AUTHORISED:
            Payment.objects.filter(pk=now.pk).update(state=S.UNKNOWN)
        _free(payment, checked_at=at)


def _free(payment: Payment, **fields: object) -> None:
    """Lets go of a payment, with what was learned about it."""
    Payment.objects.filter(pk=payment.pk).update(claimed_at=None, **fields)
