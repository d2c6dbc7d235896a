"""What the addresses of requests, claims and acts by hand name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Item, Request, Stage
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from shop.models import HarmClaim
from tests.project import refund_objects
from tests.shop import factories

Arguments = dict[str, Any]


def clean(owner: User, name: str) -> Document:
    """A file that has been checked."""
    at = london.now()
    return Document.objects.create(
        owner=owner, filename="paper.pdf", media_type="application/pdf", size=1, sha256="0" * 64, file=name,
        state=DocumentState.CLEAN, received_at=at, checked_at=at, clean_size=1, clean_sha256="0" * 64,
    )  # fmt: skip


def asked(owner: User, document: Document | None = None) -> Request:
    """A question about a line of the owner's; answered where there is a file."""
    line = refund_objects.line(owner)
    found = asking.ask(
        person=owner, email=owner.email, subject="Order", why="", about=f"shop line {line.pk}",
        items=[Wanted("What?", file=True)], by=owner, at=london.now(),
    )  # fmt: skip
    if document is not None:
        Item.objects.filter(request=found).update(document=document)
        Request.objects.filter(pk=found.pk).update(stage=Stage.ANSWERED, ended_at=london.now(), ended_by=owner)
    return found


def claim(owner: User, document: Document | None = None) -> Arguments:
    """A claim of harm by a download."""
    made = HarmClaim.objects.create(
        line=refund_objects.line(owner), words="It broke.", document=document, made_at=london.now(), made_by=owner,
        privacy_version="2026-11-22",
    )  # fmt: skip
    return {"uuid": made.uuid}


def objects(stored: Callable[[], str]) -> dict[str, Callable[[User], Arguments]]:
    """Route -> what makes the thing it names. `stored` keeps a file and gives its name."""
    orders = ("shop_desk:note", "shop_desk:resend", "shop_desk:acceptance_back")
    files = ("asking:file", "shop_desk:asked_file")
    return {
        **{name: lambda owner: {"uuid": refund_objects.line(owner).order.uuid} for name in orders},
        "shop_desk:decline": lambda owner: {"uuid": factories.order(owner, accepted_at=None).uuid},
        **{name: lambda owner: {"uuid": refund_objects.line(owner).uuid} for name in ("shop:harm", "shop_desk:ask")},
        **{name: lambda owner: {"uuid": asked(owner).uuid} for name in ("asking:one", "shop_desk:asked_withdraw")},
        **{name: lambda owner: {"uuid": asked(owner, clean(owner, stored())).uuid, "number": 1} for name in files},
        "shop_desk:claim": claim,
        **{
            name: lambda owner: claim(owner, clean(owner, stored()))
            for name in ("shop:harm_file", "shop_desk:claim_file")
        },
    }
