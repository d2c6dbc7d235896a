"""The acceptance of an order once more, to an address that works."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.correspondence.models import STUCK, Message, MessageState
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Stage
from shop.models import Order
from shop.services import noting, orders


def send_acceptance_again(*, order_id: int, email: str, by: User, at: datetime) -> Order:
    """[TC-2.2] [TC-3.1] Sends the acceptance to another address, where messages about the order go from now on.

    One that could not be sent goes itself; one that came back after it was sent goes once more, and the contract keeps
    its day. The change is noted on the order. Raises Refused where none was accepted, and while it is on its way.
    """
    with transaction.atomic(), because(user_id=by.pk, reason="acceptance sent again"):
        order = orders.locked(order_id)
        if order.stage != Stage.ACCEPTED:
            raise Refused.because("TC-3.1", "There is no acceptance to send: the order is not accepted.")
        last = acceptance_of(order)
        if last is not None and last.state == MessageState.QUEUED:
            raise Refused.because("TC-3.1", "It is on its way already. Look again in some minutes.")
        before, order.email = order.email, email
        order.save(update_fields=["email"])
        if last is not None and last.state in STUCK:
            correspondence.send_to(message_id=last.pk, to_email=email, by=by, at=at)
        else:
            correspondence.queue(
                kind=orders.ACCEPTED, to_user_id=order.buyer_id, to_name=str(order.buyer), to_email=email,
                context={"order": order.pk}, at=at,
            )  # fmt: skip
        noting.note(order=order, words=f"Acceptance sent again to {email}; before, messages went to {before}.",
                    by=by, at=at)  # fmt: skip
        return order


def came_back(*, order_id: int, by: User, at: datetime) -> Order:
    """[LAW-CCR31] Notes that the acceptance bounced: the contract keeps its day, and the right to give it up is open
    until fourteen days after the one that is sent again, twelve months longer where none is.

    Raises Refused where none has gone out, and while one that came back has not been sent again.
    """
    with transaction.atomic(), because(user_id=by.pk, reason="acceptance came back"):
        order = orders.locked(order_id)
        if order.confirmed_at is None:
            raise Refused.because("TC-3.1", "No acceptance of this order has gone out.")
        if order.came_back_at is not None and order.told_again_at is None:
            raise Refused.because("LAW-CCR31", "It is noted already. Send the acceptance again to a corrected address.")
        order.came_back_at, order.told_again_at = at, None
        order.save(update_fields=["came_back_at", "told_again_at"])
        return order


def acceptance_of(order: Order) -> Message | None:
    """The latest message of acceptance to the buyer of an order, whatever became of it."""
    found = Message.objects.filter(kind=orders.ACCEPTED, to_user_id=order.buyer_id, context__order=order.pk)
    return found.order_by("-id").first()
