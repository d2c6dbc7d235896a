"""What is deleted when an account closes: one eraser for each class of data, more from other apps by wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models.functions import Now

from cilexportal.foundation.correspondence.models import Preference
from cilexportal.foundation.idempotency.models import HeldForm, OnceKey
from cpd.models import Typing
from members.models import Member, User
from people.models import Contact, EmployerView
from people.services import packs
from shop.models import Basket, Order
from standing.models import Declaration, Practice, RegisterEntry

NOBODY = "Closed account"


@dataclass(frozen=True, slots=True)
class Eraser:
    """Deletes one class of data of a person, by their account; says how many rows went."""

    what: str
    run: Callable[[int], int]


_more: list[Eraser] = []


def register(eraser: Eraser) -> None:
    """Has what another app keeps of a person deleted, too; declared in cilexportal/wiring.py."""
    if eraser not in _more:
        _more.append(eraser)


def erase(user_id: int) -> dict[str, int]:
    """Deletes all of it inside the caller's transaction: what -> how many rows, without what there was none of."""
    counts = {eraser.what: eraser.run(user_id) for eraser in (*ERASERS, *_more)}
    return {what: count for what, count in counts.items() if count}


def _sessions(user_id: int) -> int:
    mine = list(UserSession.objects.filter(user=user_id))
    for session in mine:
        session.end()
    return len(mine)


def _practice(user_id: int) -> int:
    """Where the person works; the line of the register that shows it is hidden, and loses it."""
    RegisterEntry.objects.filter(member__user=user_id).update(shown=False, employer="", place="", folded="")
    return Practice.objects.filter(member__user=user_id).delete()[0]


def _links(user_id: int) -> int:
    """Links by which an employer looks: dead from now on."""
    live = EmployerView.objects.filter(member__user=user_id, withdrawn_at=None)
    return live.update(withdrawn_at=Now())


def forget_name(user_id: int) -> int:
    """The name on the account, where nothing that has to be kept is under it."""
    kept = (
        Member.objects.filter(user=user_id).exists()
        or Order.objects.filter(buyer=user_id).exists()
        or Declaration.objects.filter(user=user_id).exists()
    )
    return 0 if kept else User.objects.filter(pk=user_id).update(full_name=NOBODY)


ERASERS = (
    Eraser("sessions", _sessions),
    Eraser("second sign-in steps", lambda user: Authenticator.objects.filter(user=user).delete()[0]),
    Eraser("sign-in addresses", lambda user: EmailAddress.objects.filter(user=user).delete()[0]),
    Eraser("forms held", lambda user: HeldForm.objects.filter(user=user).delete()[0]),
    Eraser("keys of forms", lambda user: OnceKey.objects.filter(user=user).delete()[0]),
    Eraser("typed and not saved", lambda user: Typing.objects.filter(record__member__user=user).delete()[0]),
    Eraser("telephone and postal address", lambda user: Contact.objects.filter(user=user).delete()[0]),
    Eraser("preferences", lambda user: Preference.objects.filter(user=user).delete()[0]),
    Eraser("links to the lights", _links),
    Eraser("basket", lambda user: Basket.objects.filter(owner=user).delete()[0]),
    Eraser("downloads", packs.forget_of),
    Eraser("where they work", _practice),
    Eraser("name", forget_name),
)
