"""Bank transfers: entered as the bank statement has them, and matched to the order they pay."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from members.models import User
from shop.enums import Method, PaymentState, Stage
from shop.models import Order, Payment, Transfer
from shop.queries import orders_state
from shop.rules import money, paying
from shop.services import orders, paid_letters, vat_changes

A_SECOND = timedelta(seconds=1)


def enter(*, received_on: date, pence: int, reference: str, sender: str, by: User, at: datetime) -> Transfer:
    """Keeps a transfer that stands on the bank statement. Raises Refused for a day to come, a sum of nothing, and one
    that has been entered with the same day, sum and reference."""
    if received_on > london.date_of(at):
        raise Refused.because("TC-5.5", "Enter the day on which the money came. It cannot lie ahead.")
    if pence <= 0:
        raise Refused.because("TC-5.2", "Enter what came, from £0.01.")
    with transaction.atomic():
        known = Transfer.objects.filter(received_on=received_on, pence=pence, reference=reference, sender=sender)
        if known.exists():
            raise Refused.because("TC-5.5", "This transfer has been entered: same day, sum, reference and sender.")
        return Transfer.objects.create(
            received_on=received_on, pence=pence, reference=reference, sender=sender, entered_at=at, entered_by=by
        )


def match(*, transfer_id: int, order_id: int, seen_owed_pence: int, at: datetime) -> Payment:
    """[TC-5.5] [TC-13.4] Takes a transfer for the payment of an accepted order, or for a part of it.

    `seen_owed_pence` is what the officer saw to be owed. Raises Refused where that has changed, where the transfer is
    matched already, and where it is more than is owed: what is too much goes back by the bank first.
    """
    with transaction.atomic():
        order = orders.locked(order_id)
        transfer = Transfer.objects.select_for_update().get(pk=transfer_id)
        if transfer.payment_id is not None:
            raise Refused.because("TC-5.5", "This transfer has been matched to an order in the meantime.")
        owed = orders_state.rows_for(order).owed_pence
        if refusal := paying.stale_sum(seen_pence=seen_owed_pence, pence=owed) or _misfit(order, transfer, owed):
            raise Refused(refusal)
        payment = Payment.objects.create(
            order=order, payer=order.payer, method=Method.BANK, pence=transfer.pence, reference=transfer.reference,
            started_at=at,
        )  # fmt: skip
        payment.state, payment.captured_at = PaymentState.CAPTURED, _came_at(transfer, at=at)
        payment.save(update_fields=["state", "captured_at"])
        transfer.payment = payment
        transfer.save(update_fields=["payment"])
        vat_changes.follow_back(order=order, at=at)
        came = order.payments.filter(state=PaymentState.CAPTURED).aggregate(last=Max("captured_at"))["last"]
        orders.tell_paid(order, at=at, paid_at=came)
        paid_letters.send(payment, at=at)
        return payment


def take_out(*, transfer_id: int) -> None:
    """[TC-9.6] Takes out a transfer that is for no order: typed wrongly, or sent back by the bank. The trail keeps it.

    Raises Refused for one that is matched, or gone.
    """
    with transaction.atomic():
        transfer = Transfer.objects.select_for_update().filter(pk=transfer_id, payment=None).first()
        if transfer is None:
            raise Refused.because("TC-5.5", "This transfer has been matched or taken out in the meantime.")
        transfer.delete()


def _came_at(transfer: Transfer, *, at: datetime) -> datetime:
    """[TC-5.3] When the bank received a transfer, however late it is entered: the end of that day, at most now."""
    return min(at, london.end_of_day(transfer.received_on) - A_SECOND)


def _misfit(order: Order, transfer: Transfer, owed: int) -> Refusal | None:
    """Why this transfer cannot pay this order."""
    if order.stage != Stage.ACCEPTED:
        return Refusal("TC-5.5", "Only an accepted order is paid by transfer.")
    if orders_state.telling(orders_state.rows_for(order).payments) in orders_state.OPEN:
        return Refusal("TC-5.5", "A payment by card for this order is being checked. Look again in a few minutes.")
    if transfer.pence > owed:
        more = money.in_pounds(transfer.pence - owed)
        return Refusal("TC-9.6", f"This is {more} more than is owed. Send that back by the bank, and enter the rest.")
    return None
