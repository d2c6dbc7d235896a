"""What the shop's addresses about papers, supply and announcements name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.documents.models import Document, DocumentState, Printout, PrintoutState
from members.models import User
from shop.enums import AnnouncementKind, Supply
from shop.models import Order, Product
from shop.queries.papers import INVOICE
from shop.services import access, announcements, changes, fulfilment, invoicing
from shop.services.announcements import Said
from tests.shop import factories

Arguments = dict[str, Any]


def ordered(owner: User, supply: str = Supply.GOODS) -> Order:
    """An accepted and paid order of one thing, long enough ago that no gate asks anything."""
    sessions = factories.weekly(london.now() - timedelta(days=1), 1) if supply == Supply.SESSIONS else ()
    thing = factories.product(supply, sessions=sessions)
    return factories.order(buyer=owner, lines=[(thing, 1)], accepted_at=london.now() - timedelta(days=60))


def paper(owner: User, stored: Callable[[], str]) -> Arguments:
    """An invoice whose PDF is made."""
    invoice = invoicing.issue(order_id=ordered(owner).pk, at=london.now())
    made = {"state": PrintoutState.READY, "file": stored(), "made_at": london.now()}
    Printout.objects.filter(kind=INVOICE, key=invoice.number).update(**made)
    return {"number": invoice.number}


def download(owner: User, stored: Callable[[], str], media_type: str = "application/pdf") -> Arguments:
    """A download with a checked file behind its gate."""
    line, at = ordered(owner, Supply.DIGITAL).lines.get(), london.now()
    document = Document.objects.create(
        owner=owner, filename="talk.pdf", media_type=media_type, size=1, sha256="0" * 64, file=stored(),
        state=DocumentState.CLEAN, received_at=at, checked_at=at, clean_size=1, clean_sha256="0" * 64,
    )  # fmt: skip
    file = access.add_file(product_id=line.product_id, document=document, at=at)
    return {"uuid": line.uuid, "pk": file.pk}


def told(owner: User) -> Arguments:
    """Something announced about a line."""
    product_id = ordered(owner, Supply.DIGITAL).lines.get().product_id
    said = Said(kind=AnnouncementKind.ERROR, text="It was wrong.")
    made = announcements.announce(product_id=product_id, said=said, by=owner, at=london.now())
    return {"pk": made.told.get().pk}


def announced(owner: User) -> Arguments:
    """An announcement that nobody had to be told of."""
    said = Said(kind=AnnouncementKind.MINOR, text="A detail.")
    product_id = factories.product().pk
    return {"pk": announcements.announce(product_id=product_id, said=said, by=owner, at=london.now()).pk}


def line(owner: User) -> Arguments:
    """A line of goods."""
    return {"uuid": ordered(owner).lines.get().uuid}


def change(owner: User) -> Arguments:
    """A wish for something else."""
    asked = changes.ask(line_id=ordered(owner).lines.get().pk, text="Another.", by=owner, at=london.now())
    return {"pk": asked.pk}


def sending(owner: User) -> Arguments:
    """An order with goods to send."""
    return {"uuid": ordered(owner).uuid}


def parcel(owner: User) -> Arguments:
    """A parcel on its way."""
    order, at = ordered(owner), london.now()
    units = {order.lines.get().pk: 1}
    sent = fulfilment.dispatch(order_id=order.pk, units=units, carrier="", tracking="", by=owner, at=at)
    return {"uuid": order.uuid, "pk": sent.pk}


def session(owner: User) -> Arguments:
    """A session that has begun."""
    return {"pk": ordered(owner, Supply.SESSIONS).lines.get().sessions.get().session_id}


def product(owner: User) -> Arguments:
    """Something that can be downloaded."""
    found = Product.objects.filter(slug="announced").first() or factories.product(slug="announced")
    return {"slug": found.slug}


def objects(stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `stored` keeps a file and gives its name."""
    papers = ("shop:paper", "shop:paper_file", "shop:link_paper", "shop:link_paper_file", "shop_desk:paper")
    return {
        **{name: lambda owner: paper(owner, stored) for name in papers},
        "shop:gate": lambda owner: download(owner, stored),
        "shop:gate_file": lambda owner: download(owner, stored),
        "shop:gate_player": lambda owner: download(owner, stored, "audio/mpeg"),
        "shop:gate_stream": lambda owner: download(owner, stored, "audio/mpeg"),
        "shop:choice": told,
        "shop:ask_change": line,
        "shop:change": change,
        "shop_desk:sending": sending,
        "shop_desk:parcel": parcel,
        "shop_desk:attendance": session,
        "shop_desk:files": product,
        "shop_desk:announce": product,
        "shop_desk:announcement": announced,
        "shop_desk:change": change,
    }
