"""Letters about an order: to the buyer always, and to the employer where one pays [TC-5.5a] [TC-9.6]."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.correspondence.services import Letter
from shop.enums import PayerKind
from shop.models import Cancellation, Order


def about(notice: Cancellation, *, order: Order, kind: str, at: datetime, once: str = "") -> None:
    """[LAW-CCR32] Writes about one notice. `once` tells apart letters of one kind about the same notice."""
    both(order=order, kind=kind, context={"cancellation": notice.pk}, key=f"{notice.uuid}{once}", at=at)


def both(*, order: Order, kind: str, context: dict[str, Any], key: str, at: datetime) -> None:
    """[TC-5.5a] Queues one letter for the buyer, and the same for an employer who pays; each at most once for `key`."""
    correspondence.queue_all(letters=letters(order=order, kind=kind, context=context, key=key), at=at)


def letters(*, order: Order, kind: str, context: dict[str, Any], key: str) -> Iterator[Letter]:
    """[TC-5.5a] The same letter to each of the one or two people whom an order concerns."""
    yield Letter(
        kind=kind, to_user_id=order.buyer_id, to_name=str(order.buyer), to_email=order.email,
        context={**context, "to": PayerKind.BUYER.value}, dedupe_key=f"{kind}:{key}:buyer",
    )  # fmt: skip
    payer = order.payer
    if payer.kind == PayerKind.EMPLOYER:
        yield Letter(
            kind=kind, to_user_id=None, to_name=payer.contact or payer.name, to_email=payer.email,
            context={**context, "to": PayerKind.EMPLOYER.value}, dedupe_key=f"{kind}:{key}:employer",
        )  # fmt: skip
