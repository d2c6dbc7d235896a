"""Asking the buyer of a line for what is needed to supply it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from shop.enums import Stage
from shop.models import OrderLine
from shop.queries.aftercare import key_of


def ask(*, line: OrderLine, why: str, items: Sequence[Wanted], by: User, at: datetime) -> Request:
    """[TC-6.10] Asks the buyer for particulars about a line of an accepted order. Raises Refused."""
    order = line.order
    if order.stage != Stage.ACCEPTED:
        raise Refused.because("TC-6.10", "Only where the order is accepted.")
    return asking.ask(
        person=order.buyer, email=order.email, subject=f"Order {order.number}: {line.title}", why=why,
        about=key_of(line.pk), items=items, by=by, at=at,
    )  # fmt: skip
