"""Word of a payment that came after the acceptance, which itself confirms the one that came before it."""

from __future__ import annotations

from datetime import datetime

from cilexportal.foundation.correspondence import services as correspondence
from shop.enums import PayerKind
from shop.models import Payment

PAYER, BUYER = "shop.paid", "shop.paid_buyer"


def send(payment: Payment, *, at: datetime) -> None:
    """[TC-5.5a] Confirms such a payment to the payer and, where an employer paid, to the buyer too."""
    order, payer = payment.order, payment.payer
    correspondence.queue(
        kind=PAYER, to_user_id=payer.user_id, to_name=payer.contact or payer.name, to_email=payer.email,
        context={"payment": payment.pk, "order": order.pk}, dedupe_key=f"{PAYER}:{payment.pk}", at=at,
    )  # fmt: skip
    if payer.kind == PayerKind.EMPLOYER:
        correspondence.queue(
            kind=BUYER, to_user_id=order.buyer_id, to_name=str(order.buyer), to_email=order.email,
            context={"payment": payment.pk, "order": order.pk}, dedupe_key=f"{BUYER}:{payment.pk}", at=at,
        )  # fmt: skip
