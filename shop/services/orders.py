"""What becomes of an order once it is placed: accepted with a number and a letter, declined, or left uncompleted.

Whoever changes an order holds its row first and its payments' rows after it, so that nobody waits in a ring.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.nudge import nudge
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from members.models import User
from shop import events
from shop.enums import DeclineReason, PayerKind, PaymentState, Stage, Supply
from shop.models import Order, OrderLine, PayLink, Payment
from shop.queries import orders_state
from shop.queries.order_rows import OrderRows
from shop.rules import moves, ordering
from shop.rules.moves import Act
from shop.services import baskets, credits, holding, invoicing, numbers

ACCEPTED, ACCEPTED_PAYER = "shop.accepted", "shop.accepted_payer"
DECLINED, DECLINED_PAYER = "shop.declined", "shop.declined_payer"
CAPTURE, RELEASE = "capture", "release"
NOT_NOW = {
    Act.ACCEPT: "This order cannot be accepted now: it is not paid for, or no longer waits.",
    Act.DECLINE: "This order cannot be declined now: it no longer waits, or its payment is still being checked.",
}


def locked(order_id: int) -> Order:
    """The order, its row held until the caller's transaction ends. Raises Order.DoesNotExist."""
    return Order.objects.select_for_update(of=("self",)).select_related("payer", "buyer", "policy").get(pk=order_id)


def after_placing(*, order_id: int, at: datetime) -> None:
    """[TC-5.5] What follows the placing of an order at once: with nothing to pay, or by transfer, it is accepted; an
    employer who pays by card is sent the link."""
    from shop.services import pay_links

    order = Order.objects.select_related("payer").get(pk=order_id)
    if order.by_transfer or order.total_pence == 0:
        accept(order_id=order_id, at=at)
    elif order.payer.kind == PayerKind.EMPLOYER:
        pay_links.send(order_id=order_id, at=at)


def accept(*, order_id: int, at: datetime) -> Order:
    """[TC-3.1] [TC-3.3] Accepts a placed order whose money is held, or which is paid by transfer: number, invoice and
    the letter that makes the contract; the money held is taken afterwards. Done once; again changes nothing.

    [TC-3.2] Where something stands against it, it is declined instead, and whatever is held is released.
    Raises Refused where it is not paid for, and where the course credit meant for it has been spent.
    """
    with transaction.atomic():
        order = locked(order_id)
        if order.stage == Stage.ACCEPTED:
            return order
        rows = orders_state.rows_for(order)
        _may(Act.ACCEPT, rows)
        declines = ordering.why_declined(orders_state.wanted_of(rows), policy=rows.policy)
        if declines:
            _decline(order, rows, declines[0].reason, at=at)
            return order
        _accept(order, rows, at=at)
        return order


def _accept(order: Order, rows: OrderRows, *, at: datetime) -> None:
    """The number, the days by which goods come, the credit, the invoice, the letters, and the money."""
    credits.spend(order, rows=rows, at=at)
    order.stage, order.number, order.accepted_at = Stage.ACCEPTED, numbers.order_number(), at
    order.save(update_fields=["stage", "number", "accepted_at"])
    _expect(rows, at=at)
    if order.total_pence:
        invoicing.issue(order_id=order.pk, at=at)
    _queue(ACCEPTED, order, at=at)
    if order.payer.kind == PayerKind.EMPLOYER:
        _queue(ACCEPTED_PAYER, order, at=at, to_payer=True)
    want(order, what=CAPTURE)
    tell_paid(order, at=at)


def _expect(rows: OrderRows, *, at: datetime) -> None:
    """[TC-6.2] Goods are expected so many days after the acceptance."""
    goods = [line for line in rows.lines.values() if line.supply == Supply.GOODS]
    for line in goods:
        line.deliver_by = london.date_of(at) + timedelta(days=line.product.delivery_days or 0)
    OrderLine.objects.bulk_update(goods, ["deliver_by"])


def want(order: Order, *, what: str) -> None:
    """Has the worker take, or let go of, the money that is held for an order."""
    held = Payment.objects.filter(order=order, state=PaymentState.AUTHORISED)
    if held.update(wanted=what, checked_at=None, attempts=0):
        nudge_worker(order.pk)


def nudge_worker(order_id: int) -> None:
    """Tells the worker that something is to be done at the gateway for an order."""
    from shop.tasks import settle_order

    nudge(settle_order, order_id)


def decline(*, order_id: int, reason: DeclineReason, by: User | None, at: datetime) -> Order:
    """[TC-3.2] Declines a placed order for a coded reason: nothing is charged, stock and places are free again, and
    buyer and payer are told by e-mail. Raises Refused where it no longer waits or its payment is being checked."""
    with transaction.atomic(), because(user_id=by.pk if by else None, reason=reason.value):
        order = locked(order_id)
        rows = orders_state.rows_for(order)
        _may(Act.DECLINE, rows)
        _decline(order, rows, reason, at=at)
        return order


def _decline(order: Order, rows: OrderRows, reason: DeclineReason, *, at: datetime) -> None:
    order.stage, order.decline_reason, order.declined_at = Stage.DECLINED, reason, at
    order.save(update_fields=["stage", "decline_reason", "declined_at"])
    _let_go(rows, at=at)
    want(order, what=RELEASE)
    _queue(DECLINED, order, at=at)
    if order.payer.kind == PayerKind.EMPLOYER:
        _queue(DECLINED_PAYER, order, at=at, to_payer=True)


def withdraw_stale(*, at: datetime) -> int:
    """Ends placed orders that nobody paid while stock and places were kept for them; returns how many."""
    late = Order.objects.filter(stage=Stage.PLACED, held_until__lte=at).values_list("pk", flat=True)
    return sum(withdraw(order_id=pk, at=at) for pk in list(late))


def withdraw(*, order_id: int, at: datetime) -> bool:
    """Ends one such order; False where it is no longer late, or where a payment may still come. Nothing was taken."""
    with transaction.atomic():
        order = locked(order_id)
        if order.held_until > at or Act.WITHDRAW not in moves.acts(orders_state.facts_of(orders_state.rows_for(order))):
            return False
        order.stage, order.withdrawn_at = Stage.WITHDRAWN, at
        order.save(update_fields=["stage", "withdrawn_at"])
        _let_go(orders_state.rows_for(order), at=at)
        baskets.refill(order=order, at=at)
        return True


def _let_go(rows: OrderRows, *, at: datetime) -> None:
    """Stock and places of an order that came to nothing, and the links by which it could be paid."""
    held = Counter[int]()
    for line in rows.lines.values():
        held[line.product_id] += line.quantity
    holding.give_back_all(held)
    PayLink.objects.filter(order=rows.order, ended_at=None).update(ended_at=at)


def tell_paid(order: Order, *, at: datetime, paid_at: datetime | None = None) -> bool:
    """Notes that nothing is left to pay of an accepted order, once, and tells the apps above; whether it did.

    [TC-5.3] `paid_at` is when the last of the money came, where that was before now.
    """
    if order.stage != Stage.ACCEPTED or order.paid_at is not None:
        return False
    rows = orders_state.rows_for(order)
    if rows.owed_pence:
        return False
    order.paid_at = paid_at or at
    order.save(update_fields=["paid_at"])
    for line in rows.lines.values():
        _tell(line, rows, at=at)
    return True


def _tell(line: OrderLine, rows: OrderRows, *, at: datetime) -> None:
    events.tell(
        events.LinePaid(
            line_id=line.pk, product_kind=line.kind, beneficiary_id=line.beneficiary_id, purpose=line.purpose, at=at
        )
    )
    sessions = rows.sessions.get(line.pk)
    if sessions and line.beneficiary_id is not None:
        hours = sum((one.ends_at - one.starts_at).total_seconds() for one in sessions) / 3600
        events.tell(
            events.SessionsBought(
                line_id=line.pk,
                beneficiary_id=line.beneficiary_id,
                title=line.title,
                first_day=london.date_of(min(one.starts_at for one in sessions)),
                last_day=london.date_of(max(one.ends_at for one in sessions)),
                hours=hours,
                topics=tuple(line.product.topics),
                at=at,
            )
        )


def confirmed(context: dict[str, Any], at: datetime) -> None:
    """[TC-3.1] The acceptance has been sent: from this instant there is a contract, and 14 days begin.

    [LAW-CCR31] One that is sent again because the first came back tells of the right to give it up.
    """
    accepted = Order.objects.filter(pk=context["order"], stage=Stage.ACCEPTED)
    accepted.filter(confirmed_at__isnull=False, came_back_at__isnull=False, told_again_at=None).update(told_again_at=at)
    accepted.filter(confirmed_at=None).update(confirmed_at=at)


def _queue(kind: str, order: Order, *, at: datetime, to_payer: bool = False) -> None:
    """[TC-2.2] [TC-5.5a] A letter to the address given with the order, or to whoever pays; once each."""
    payer = order.payer
    correspondence.queue(
        kind=kind,
        to_user_id=payer.user_id if to_payer else order.buyer_id,
        to_name=(payer.contact or payer.name) if to_payer else str(order.buyer),
        to_email=payer.email if to_payer else order.email,
        context={"order": order.pk},
        dedupe_key=f"{kind}:{order.pk}",
        at=at,
    )


def _may(act: Act, rows: OrderRows) -> None:
    if act not in moves.acts(orders_state.facts_of(rows)):
        raise Refused(Refusal("TC-3.2", NOT_NOW[act]))
