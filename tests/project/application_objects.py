"""What the addresses of applications name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from applications.models import Application, CaseFee, Closure
from members.models import User
from tests import factories as people
from tests.applications import factories
from tests.shop import factories as shop

Arguments = dict[str, Any]


def application(owner: User) -> Application:
    """The owner's live application, begun where there is none."""
    return Application.objects.filter(user=owner, ended_at=None).first() or factories.application(owner)


def _of(owner: User, **more: object) -> Arguments:
    return {"uuid": application(owner).uuid, **more}


def paper(owner: User) -> Arguments:
    """A checked file of the owner's knowledge step."""
    found = application(owner)
    return {"uuid": found.uuid, "paper": factories.paper(found.cases.get(kind="knowledge")).uuid}


def fee(owner: User) -> Arguments:
    """A case whose fee was billed."""
    case = application(people.UserFactory()).cases.get(kind="experience")
    CaseFee.objects.create(case=case, order=shop.order(), billed_at=factories.NOON)
    return {"uuid": case.uuid}


def closure(owner: User) -> Arguments:
    """Days on which the office is closed."""
    days = {"from_date": date(2031, 12, 24), "until_date": date(2031, 12, 31)}
    return {"object_id": Closure.objects.get_or_create(name="Between the years", defaults=days)[0].pk}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    **{f"admin:applications_closure_{name}": closure for name in ("change", "history")},
    "applications:begin": lambda owner: {"pathway": "immigration"},
    "applications:brief": lambda owner: {"pathway": "immigration"},
    "applications:knowledge": _of,
    "applications:paper": paper,
    "applications:paper_remove": paper,
    "applications:mine": _of,
    "applications:withdraw": _of,
    "applications:write": _of,
    "applications:plan": _of,
    "applications_desk:fee": fee,
    "applications:submit": lambda owner: _of(owner, step="experience"),
    "applications:take_back": lambda owner: _of(owner, step="experience"),
    "applications:reconsider": lambda owner: _of(owner, step="experience"),
    "applications:keep": lambda owner: _of(owner, page="knowledge"),
}
