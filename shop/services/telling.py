"""Letters about giving up and paying back: to the buyer always, and to the employer where one pays [TC-9.6]."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cilexportal.foundation.correspondence import services as correspondence
from shop.enums import PayerKind
from shop.models import Cancellation, Order


def about(notice: Cancellation, *, order: Order, kind: str, at: datetime, once: str = "") -> None:
    """[LAW-CCR32] Writes about one notice. `once` tells apart letters of one kind about the same notice."""
    both(order=order, kind=kind, context={"cancellation": notice.pk}, key=f"{notice.uuid}{once}", at=at)


def both(*, order: Order, kind: str, context: dict[str, Any], key: str, at: datetime) -> None:
    """[TC-5.5a] Queues one letter for the buyer, and the same for an employer who pays; each at most once for `key`."""
    correspondence.queue(
        kind=kind, to_user_id=order.buyer_id, to_name=str(order.buyer), to_email=order.email,
        context={**context, "to": PayerKind.BUYER.value}, dedupe_key=f"{kind}:{key}:buyer", at=at,
    )  # fmt: skip
    if order.payer.kind == PayerKind.EMPLOYER:
        correspondence.queue(
            kind=kind, to_user_id=None, to_name=order.payer.contact or order.payer.name, to_email=order.payer.email,
            context={**context, "to": PayerKind.EMPLOYER.value}, dedupe_key=f"{kind}:{key}:employer", at=at,
        )  # fmt: skip
