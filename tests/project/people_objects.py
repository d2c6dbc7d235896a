"""What the addresses of the membership desk name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cilexportal.foundation import london
from members.models import User
from people.models import Merge, Note
from tests import factories

Arguments = dict[str, Any]


def member(owner: User) -> Arguments:
    """Somebody who is not the one that looks."""
    return {"uuid": factories.MemberFactory().uuid}


def account(owner: User) -> Arguments:
    """Somebody with an account and no membership."""
    return {"pk": factories.UserFactory().pk}


def note(owner: User) -> Arguments:
    """A note about somebody."""
    made = Note.objects.create(
        member=factories.MemberFactory(), body="Words.", visibility="both", by=owner, at=london.now()
    )
    return {"uuid": made.uuid}


def merge(owner: User) -> Arguments:
    """A merge of two numbers."""
    kept, gone = factories.MemberFactory(), factories.MemberFactory()
    return {"uuid": Merge.objects.create(kept=kept, gone=gone, reason="One.", by=owner, at=london.now()).uuid}


def two(*names: str) -> Callable[[User], Arguments]:
    """Two members under the names that the address has for them."""
    return lambda owner: {name: factories.MemberFactory().uuid for name in names}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "people:one": member,
    "people:note": member,
    "people:grade": member,
    "people:account": account,
    "people:account_note": account,
    "people:note_correct": note,
    "people:note_withdraw": note,
    "people:pair": two("kept", "gone"),
    "people:apart": two("one", "other"),
    "people:merged": merge,
}
