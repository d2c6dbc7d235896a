"""What the routes of orders and payments name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from members.models import User
from shop.gateways import choose
from shop.gateways.demo_bank import Account
from shop.models import Order, PaymentReminder, Transfer
from tests.shop import factories as shop

Arguments = Mapping[str, Any]


def placed(owner: User, **fields: Any) -> Arguments:
    """An order that waits to be paid."""
    return {"uuid": shop.order(owner, accepted_at=None, placed_at=london.now(), **fields).uuid}


def unpaid(owner: User) -> Order:
    """An accepted order that is owed in full since yesterday."""
    return shop.order(owner, accepted_at=london.now() - timedelta(days=1), paid=False)


def card_page(owner: User) -> Arguments:
    key = "00000000-0000-4000-8000-000000000001"
    expires = (london.now() + timedelta(hours=1)).timestamp()
    account = Account(key=key, pence=100, currency="GBP", words="An order", return_url="/", expires=expires)
    with choose.demo_gateway().bank.changing(account):
        return {"key": key}


def transfer(owner: User) -> Arguments:
    at = london.now()
    made = Transfer.objects.create(
        received_on=london.date_of(at), pence=100, reference="x", entered_at=at, entered_by=owner
    )  # fmt: skip
    return {"pk": made.pk}


def reminder(owner: User) -> Arguments:
    at = london.now()
    return {"pk": PaymentReminder.objects.create(order=unpaid(owner), asked_at=at, sent_at=at, asked_by=owner).pk}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "shop:pay": placed,
    "shop:pay_state": placed,
    "shop:pay_link": lambda owner: placed(owner, employer=True),
    "shop:employer_link": lambda owner: {"token": "no-such-token"},
    "shop:demo_gateway": card_page,
    "shop:webhook": lambda owner: {"gateway": "demo"},
    "shop_desk:transfer": transfer,
    "shop_desk:owed": lambda owner: {"uuid": unpaid(owner).uuid},
    "shop_desk:remind": lambda owner: {"uuid": unpaid(owner).uuid},
    "shop_desk:came_back": reminder,
}
