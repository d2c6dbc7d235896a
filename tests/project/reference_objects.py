"""What the addresses of references name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from applications.models import Application, ReferenceAsked, ReferenceLink
from applications.queries.references import hashed
from applications.services.links import token_of
from cilexportal.foundation import london
from members.models import User
from tests.applications import factories

Arguments = dict[str, Any]


def asked(owner: User) -> ReferenceAsked:
    """A reference that the owner waits for."""
    found = Application.objects.filter(user=owner, ended_at=None).first() or factories.application(owner)
    case = found.cases.get(step="experience")
    waiting = ReferenceAsked.objects.filter(case=case, stage="open").first()
    return waiting or factories.asked(case, due_on=london.today() + timedelta(days=28))


def request(owner: User) -> Arguments:
    return {"asked": asked(owner).uuid}


def step(owner: User) -> Arguments:
    return {"uuid": asked(owner).case.application.uuid, "step": "experience"}


def link(owner: User) -> Arguments:
    """A live link to it."""
    found = asked(owner)
    live = found.links.filter(ended_at=None).first()
    if live is None:
        now = london.now()
        live = ReferenceLink.objects.create(
            asked=found,
            sent_at=now,
            expires_at=london.end_of_day(found.due_on),
            token_hash=hashed(token_of(asked=found, sent_at=now)),
        )
    return {"token": token_of(asked=found, sent_at=live.sent_at)}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "applications:references": step,
    "applications:reference_ask": step,
    "applications:reference_again": request,
    "applications:reference_end": request,
    "reference:land": link,
    "reference:open": link,
    "reference:page": lambda owner: {"page": "person"},
    "reference:keep": lambda owner: {"page": "person"},
}
