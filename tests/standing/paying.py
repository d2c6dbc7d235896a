"""Fees on their way through the shop, for tests: by card at the demo's gateway, or by bank transfer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cilexportal.foundation import london
from shop.gateways.demo import DemoGateway
from shop.models import Order
from shop.services import transfers
from shop.services.billing import BillTo
from tests import factories as people
from tests.shop import paying_steps

ADDRESS = {"line_1": "1 Example Lane", "town": "Bedford", "postcode": "MK42 7AB"}


def bill_to(**fields: Any) -> BillTo:
    """The member pays; `organisation` makes it an employer."""
    return BillTo(**{"name": "Ada", "email": "ada@example.org", **ADDRESS, **fields})


def by_card(order: Order, gateway: DemoGateway, *, at: datetime) -> None:
    """Pays an order by card: held, accepted, taken."""
    paying_steps.pay(order, gateway, at=at)
    paying_steps.work(order, at=at)


def by_transfer(order: Order, *, at: datetime) -> None:
    """Finance sees the money on the account on the London day of `at`, and matches it."""
    seen = transfers.enter(
        received_on=london.date_of(at), pence=order.total_pence, reference=order.number or "", sender="",
        by=people.staff("finance"), at=at,
    )  # fmt: skip
    transfers.match(transfer_id=seen.pk, order_id=order.pk, seen_owed_pence=order.total_pence, at=at)
