"""Money coming in through a gateway: one attempt at a time, what the gateway says of it, what follows for the order.

What a gateway tells, in a message or when it is asked, goes through `apply`: the one place where a payment moves.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from shop.enums import EventVerdict, PaymentState, Stage
from shop.gateways import choose
from shop.gateways.protocol import Forged, Message, Seen
from shop.models import GatewayEvent, Order, Payment
from shop.queries import orders_state
from shop.queries import payments as queries
from shop.rules import moves, paying
from shop.rules.moves import Act
from shop.services import credits, orders, paid_letters, refund_sending

logger = logging.getLogger(__name__)

# How long the gateway's page stays open; Stripe wants half an hour at least.
PAGE_OPEN = timedelta(minutes=45)
# How much longer stock and places are kept than the page is open, so that word of a payment can come in.
GRACE = timedelta(minutes=15)
# Past this a message is kept by its fingerprint alone.
LONGEST_NAME = 120
S = PaymentState


def start(*, order_id: int, seen_pence: int, with_credit: bool = False, at: datetime) -> Payment | None:
    """[TC-5.1] One attempt to pay an order; the one that is under way where there is one, so that a double click or a
    second tab pays once. None where course credit paid all of it and the order is accepted.

    `seen_pence` is the sum the payer was shown for the card. Raises Refused where that has changed, where nothing can
    be paid now, and where nobody takes cards.
    """
    with transaction.atomic():
        order = orders.locked(order_id)
        under_way = queries.open_payment(order.pk)
        if under_way is not None and can_go_on(under_way):
            return under_way
        rows = orders_state.rows_for(order)
        facts = orders_state.facts_of(rows)
        if Act.PAY not in moves.acts(facts):
            raise Refused(_why_not(facts, order))
        pence = queries.to_pay(rows).card_pence(with_credit=with_credit)
        if refusal := paying.stale_sum(seen_pence=seen_pence, pence=pence):
            raise Refused(refusal)
        if pence == 0:
            credits.spend(order, rows=rows, at=at)
            orders.accept(order_id=order.pk, at=at)
            return None
        return _begin(order, pence, at=at)


def can_go_on(payment: Payment) -> bool:
    """Whether the payer can still pay on the page of this attempt, or on the page that is about to be opened for it."""
    known = payment.state == S.STARTED or (payment.state == S.UNKNOWN and bool(payment.page_url))
    return known and not payment.wanted


def _begin(order: Order, pence: int, *, at: datetime) -> Payment:
    """A new attempt. Stock and places are kept at least as long as its page is open."""
    method = choose.method_for_new()
    if method is None:
        raise Refused.because("TC-5.4", "Cards cannot be taken at the moment. Nothing has been charged.")
    expires = at + PAGE_OPEN
    if order.stage == Stage.PLACED and order.held_until < expires + GRACE:
        order.held_until = expires + GRACE
        order.save(update_fields=["held_until"])
    orders.nudge_worker(order.pk)
    return Payment.objects.create(
        order=order, payer=order.payer, method=method, pence=pence, started_at=at, expires_at=expires
    )


def _why_not(facts: moves.OrderFacts, order: Order) -> Refusal:
    if facts.payment in (S.UNKNOWN, S.AUTHORISED, S.STARTED):
        return Refusal("TC-3.2", "We are still checking your last payment. You are not charged twice.")
    if order.stage in (Stage.DECLINED, Stage.WITHDRAWN):
        return Refusal("TC-3.2", "This order can no longer be paid. Nothing was charged; you can order again.")
    return Refusal("TC-5.1", "Nothing is left to pay.")


def receive(*, method: str, body: bytes, headers: Mapping[str, str], at: datetime) -> EventVerdict:
    """A message as it came in: its signature is proved on the raw bytes first. One that is forged is kept in the log
    of messages and changes nothing. Raises choose.NoGateway."""
    try:
        message = choose.gateway(method).read(body, headers, at=at)
    except Forged:
        logger.warning("A message of a gateway was forged", extra={"gateway": method})
        if not queries.is_flooded(at=at):
            _keep(method, f"forged {hashlib.sha256(body).hexdigest()}", "", body, EventVerdict.FORGED, None, at=at)
        return EventVerdict.FORGED
    return heard(method=method, message=message, body=body, at=at)


def heard(*, method: str, message: Message, body: bytes, at: datetime) -> EventVerdict:
    """Acts on a message whose signature is good, once: the same message again changes nothing.

    Messages may come late and in any order; one about another sum or currency is kept and changes nothing.
    """
    told = message.refunded
    refund = queries.refund_by_message(method, told.key, told.reference) if told else None
    payment = refund.payment if refund else queries.by_message(method, message.payment_key, message.reference)
    with transaction.atomic():
        if payment is not None:
            order = orders.locked(payment.order_id)
            payment = Payment.objects.select_for_update().get(pk=payment.pk)
        if GatewayEvent.objects.filter(gateway=method, event_id=message.event_id).exists():
            verdict = EventVerdict.REPLAYED
        elif refund is not None and told is not None:
            verdict = refund_sending.heard(refund=refund, said=told, at=at)
        elif payment is None or message.seen is None:
            verdict = EventVerdict.IGNORED
        elif not is_ours(payment, seen=message.seen):
            verdict = EventVerdict.MISMATCH
        else:
            verdict = apply(order=order, payment=payment, seen=message.seen, at=at)
        _keep(method, message.event_id, message.kind, body, verdict, payment, at=at)
    return verdict


def is_ours(payment: Payment, *, seen: Seen) -> bool:
    """[TC-5.1] [TC-5.2] Whether the money that a gateway names is the payment's own sum, in its own currency."""
    if seen.state not in moves.HELD:
        return True
    policy = orders_state.policy_of(payment.order)
    wrong = paying.bad_charge(pence=seen.pence, currency=seen.currency, wanted_pence=payment.pence, policy=policy)
    return wrong is None


def apply(*, order: Order, payment: Payment, seen: Seen, at: datetime) -> EventVerdict:
    """Moves a payment to what the gateway says, as far as that is a move, and its order with it.

    Both rows are held by the caller. Money that must not be kept (the order has ended, the card or the sum is wrong,
    another payment came first) is marked to be let go. IGNORED where nothing changes.
    """
    payment.brand, payment.charge = seen.brand or payment.brand, seen.charge or payment.charge
    if seen.state in moves.HELD:
        return _held(order, payment, seen, at=at)
    if seen.state in (S.RELEASED, S.FAILED):
        return _ended(payment, seen.state, at=at)
    return EventVerdict.IGNORED


def _held(order: Order, payment: Payment, seen: Seen, *, at: datetime) -> EventVerdict:
    """The gateway holds money, or has taken it."""
    if payment.state in (S.RELEASED, S.FAILED):
        return _let_go(payment)
    if payment.state == S.CAPTURED:
        return EventVerdict.IGNORED
    if payment.state == S.AUTHORISED and seen.state == S.AUTHORISED:
        return EventVerdict.IGNORED
    if payment.wanted == orders.RELEASE or not _is_welcome(order, payment, seen):
        _hold(payment, at=at)
        return _let_go(payment)
    if order.stage == Stage.PLACED:
        _hold(payment, at=at)
        order = _accepted(order, payment, at=at)
        payment.refresh_from_db()
    if order.stage == Stage.ACCEPTED and seen.state == S.CAPTURED:
        _take(order, payment, at=at)
    elif order.stage == Stage.ACCEPTED:
        _hold(payment, at=at)
        first, payment.wanted = payment.wanted != orders.CAPTURE, orders.CAPTURE
        _save(payment, anew=first)
    return EventVerdict.APPLIED


def _accepted(order: Order, payment: Payment, *, at: datetime) -> Order:
    """The order accepted or declined; where neither can be, the money is let go and the payer can try again."""
    try:
        with transaction.atomic():
            return orders.accept(order_id=order.pk, at=at)
    except Refused as refused:
        logger.warning("An order that was paid for could not be accepted: %s", refused, extra={"order_id": order.pk})
        _let_go(payment)
        return order


def _is_welcome(order: Order, payment: Payment, seen: Seen) -> bool:
    """[TC-3.2] [TC-5.4] Whether this money is still wanted: for an order that waits for it, by a card that is taken."""
    policy = orders_state.policy_of(order)
    if paying.bad_brand(payment.brand, policy=policy) or not is_ours(payment, seen=seen):
        return False
    if order.stage == Stage.PLACED:
        return True
    return order.stage == Stage.ACCEPTED and orders_state.rows_for(order).owed_pence >= payment.pence


def _hold(payment: Payment, *, at: datetime) -> None:
    """The money is held from now on."""
    if payment.state != S.AUTHORISED:
        payment.state, payment.authorised_at = S.AUTHORISED, payment.authorised_at or at
        _save(payment)


def _take(order: Order, payment: Payment, *, at: datetime) -> None:
    """The money has been taken; where that was the last of it, the order is paid."""
    payment.state, payment.captured_at, payment.wanted = S.CAPTURED, at, ""
    _save(payment)
    orders.tell_paid(order, at=at)
    if order.accepted_at is not None and payment.started_at > order.accepted_at:
        paid_letters.send(payment, at=at)


def _let_go(payment: Payment) -> EventVerdict:
    """Has the worker give back what the gateway holds or has taken: nothing of it is kept."""
    payment.wanted = orders.RELEASE
    _save(payment, anew=True)
    return EventVerdict.APPLIED


def _ended(payment: Payment, state: PaymentState, *, at: datetime) -> EventVerdict:
    """Nothing is held any more, and nothing was taken."""
    done = payment.state in (S.RELEASED, S.FAILED)
    if payment.state == S.CAPTURED or (done and not payment.wanted):
        return EventVerdict.IGNORED
    payment.wanted = ""
    if not done:
        payment.state, payment.ended_at = (S.RELEASED if payment.state == S.AUTHORISED else state), at
    _save(payment)
    return EventVerdict.APPLIED


def _save(payment: Payment, *, anew: bool = False) -> None:
    """Writes what has changed; `anew` has the worker see to it at once."""
    if anew:
        payment.checked_at, payment.attempts = None, 0
        orders.nudge_worker(payment.order_id)
    payment.save(
        update_fields=[
            "state", "brand", "charge", "authorised_at", "captured_at", "ended_at", "wanted", "checked_at", "attempts",
        ]
    )  # fmt: skip


def _keep(
    method: str, event_id: str, kind: str, body: bytes, verdict: EventVerdict, payment: Payment | None, *, at: datetime
) -> None:
    GatewayEvent.objects.create(
        gateway=method, event_id=event_id[:LONGEST_NAME], kind=kind[:80], sha256=hashlib.sha256(body).hexdigest(),
        verdict=verdict, payment=payment, received_at=at,
    )  # fmt: skip
