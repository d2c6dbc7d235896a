"""What the page of a payment shows, to a buyer and to an employer alike: one state, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shop.enums import PayerKind, PaymentState, Stage
from shop.models import Order, OrderLine, PayLink, Payment
from shop.queries import orders_state
from shop.queries import payments as queries
from shop.queries.order_rows import OrderRows
from shop.queries.payments import ToPay
from shop.rules import paying


class Showing(StrEnum):
    """What a payer sees."""

    PAY = "pay"
    GO_ON = "go_on"
    OPENING = "opening"
    CHECKING = "checking"
    EMPLOYER = "employer"
    TRANSFER = "transfer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayPage:
    """An order as whoever pays it sees it. `again` says why the last attempt took no money, "" before the first."""

    order: Order
    lines: list[OrderLine]
    showing: Showing
    to_pay: ToPay
    payment: Payment | None
    link: PayLink | None
    again: str


def own_order(user_id: int, uuid: object) -> Order | None:
    """An order of this person, by its uuid."""
    return Order.objects.filter(buyer=user_id, uuid=uuid).select_related("payer").first()


def page_of(order: Order, *, as_payer: bool, claims_paid: bool = False) -> PayPage:
    """The page of an order. `as_payer` is false for a buyer whose employer pays; `claims_paid` says that the payer
    comes back from the gateway's page after paying there, of which the gateway's own word may still be to come."""
    rows = orders_state.rows_for(order)
    payment = queries.last_payment(order.pk)
    return PayPage(
        order=rows.order,
        lines=list(rows.lines.values()),
        showing=_showing(rows, payment, as_payer=as_payer, claims_paid=claims_paid),
        to_pay=queries.to_pay(rows),
        payment=payment,
        link=order.pay_links.order_by("-pk").first(),
        again=_again(rows, payment),
    )


def _showing(rows: OrderRows, payment: Payment | None, *, as_payer: bool, claims_paid: bool) -> Showing:
    order = rows.order
    ended = {Stage.DECLINED: Showing.DECLINED, Stage.WITHDRAWN: Showing.ENDED}
    if order.stage in ended:
        return ended[Stage(order.stage)]
    if order.stage == Stage.ACCEPTED and (not rows.owed_pence or _is_held(payment)):
        return Showing.ACCEPTED
    if payment is not None and payment.state in orders_state.OPEN:
        if payment.state == PaymentState.STARTED and not payment.page_url and not payment.wanted and not claims_paid:
            return Showing.OPENING
        goes_on = payment.page_url and payment.state != PaymentState.AUTHORISED and not payment.wanted
        return Showing.GO_ON if goes_on and not claims_paid else Showing.CHECKING
    if order.by_transfer:
        return Showing.TRANSFER
    return Showing.PAY if as_payer else Showing.EMPLOYER


def _is_held(payment: Payment | None) -> bool:
    return payment is not None and payment.state == PaymentState.AUTHORISED


def _again(rows: OrderRows, payment: Payment | None) -> str:
    """[TC-5.4] Why nothing was taken the last time."""
    if payment is None or payment.state not in (PaymentState.RELEASED, PaymentState.FAILED):
        return ""
    refusal = paying.bad_brand(payment.brand, policy=rows.policy)
    return refusal.sentence if refusal else "The last attempt took no money. You can try again, also with another card."


def live_link(token_hash: str, *, at: datetime) -> PayLink | None:
    """The link of this hash, unless it has ended or run out."""
    return PayLink.objects.filter(token_hash=token_hash, ended_at=None, expires_at__gt=at).first()


def linked_order(link_id: int, *, at: datetime) -> Order | None:
    """The order of a link that still works, for an employer."""
    live = PayLink.objects.filter(pk=link_id, ended_at=None, expires_at__gt=at, order__payer__kind=PayerKind.EMPLOYER)
    link = live.select_related("order__payer").first()
    return link.order if link else None
