"""Course credit as a means of payment: spent in the transaction that accepts an order, never twice, never too much."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from cilexportal.foundation.rulebook.refusal import Refused
from shop.enums import Method, PaymentState
from shop.models import Credit, CreditUse, Order, Payment
from shop.queries.order_rows import OrderRows
from shop.queries.payments import held_pence
from shop.rules import money

LESS = "Your course credit is now {left}, less than this order counted on. Look at the sum again before you pay."


def spend(order: Order, *, rows: OrderRows, at: datetime) -> None:
    """[TC-7.4a] Pays from credit what the payment that is held leaves open, the oldest credit first.

    Nothing where the payment covers all, or nothing is held, as with a transfer. Raises Refused where the credit has
    become too little since it was counted on.
    """
    held = held_pence(rows.payments)
    rest = rows.owed_pence - held
    if rest <= 0 or order.by_transfer:
        return
    parts = _parts(order, rest)
    payment = Payment.objects.create(
        order=order, payer=order.payer, method=Method.CREDIT, pence=rest, started_at=at
    )  # fmt: skip
    CreditUse.objects.bulk_create(
        CreditUse(credit=credit, payment=payment, pence=pence) for credit, pence in parts
    )  # fmt: skip
    payment.state, payment.captured_at = PaymentState.CAPTURED, at
    payment.save(update_fields=["state", "captured_at"])
    rows.payments.append(payment)


def _parts(order: Order, pence: int) -> list[tuple[Credit, int]]:
    """The credits of the buyer that make up a sum, each with its part; their rows are held."""
    parts, missing = [], pence
    for credit in Credit.objects.select_for_update().filter(owner=order.buyer_id).order_by("given_at", "pk"):
        used = credit.uses.aggregate(sum=Sum("pence"))["sum"] or 0
        part = min(missing, credit.pence - used)
        if part > 0:
            parts.append((credit, part))
            missing -= part
    if missing:
        raise Refused.because("TC-7.4a", LESS.format(left=money.in_pounds(pence - missing)))
    return parts
