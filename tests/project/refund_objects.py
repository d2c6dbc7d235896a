"""What the addresses of giving up and paying back name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from shop.enums import Channel, Ground, Supply
from shop.models import Cancellation, OrderLine, Parcel, ParcelItem, Return
from shop.services import cancelling
from tests.shop import factories

Arguments = dict[str, Any]


def line(owner: User, supply: str = Supply.DIGITAL) -> OrderLine:
    """A line ordered yesterday."""
    thing = factories.product(supply)
    return factories.order(owner, [(thing, 1)], accepted_at=london.now() - timedelta(days=1)).lines.get()


def notice(owner: User) -> Cancellation:
    """Goods that were sent out and are given up."""
    ordered, at = line(owner, Supply.GOODS), london.now()
    parcel = Parcel.objects.create(order=ordered.order, dispatched_at=at, entered_by=owner)
    ParcelItem.objects.create(parcel=parcel, line=ordered, quantity=1)
    return cancelling.give_up(
        line_id=ordered.pk, quantity=1, ground=Ground.CHANGE_OF_MIND, channel=Channel.PORTAL, sent_at=at, by=owner,
        words="", at=at,
    )  # fmt: skip


def proof(owner: User, stored: Callable[[], str]) -> Arguments:
    """The same with proof of sending that has been checked."""
    given, at = notice(owner), london.now()
    document = Document.objects.create(
        owner=owner, filename="receipt.pdf", media_type="application/pdf", size=1, sha256="0" * 64, file=stored(),
        state=DocumentState.CLEAN, received_at=at, checked_at=at, clean_size=1, clean_sha256="0" * 64,
    )  # fmt: skip
    Return.objects.filter(cancellation=given).update(proof=document, proof_at=at)
    return {"uuid": given.uuid, "which": "proof"}


def objects(stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `stored` keeps a file and gives its name."""
    notices = ("shop:notice", "shop:notice_sent", "shop:notice_object", "shop_desk:refund")
    orders = ("shop:order", "shop_desk:order", "shop_desk:ending", "shop_desk:paid_in_error")
    return {
        **{name: lambda owner: {"uuid": notice(owner).uuid} for name in notices},
        **{name: lambda owner: {"uuid": line(owner).order.uuid} for name in orders},
        **{name: lambda owner: {"uuid": line(owner).uuid} for name in ("shop:give_up", "shop_desk:notice")},
        **{name: lambda owner: proof(owner, stored) for name in ("shop:notice_file", "shop_desk:refund_file")},
    }
