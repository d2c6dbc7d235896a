"""What the addresses of portfolios name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import User
from portfolio.models import Portfolio
from tests.applications.factories import NOON
from tests.project import application_objects

Arguments = dict[str, Any]


def portfolio(owner: User) -> Portfolio:
    """The owner's portfolio, begun where there is none."""
    case = application_objects.application(owner).cases.get(kind="portfolio")
    return Portfolio.objects.get_or_create(case=case, defaults={"begun_at": NOON})[0]


def of(owner: User, **more: object) -> Arguments:
    """The application whose uuid is in every address."""
    return {"uuid": portfolio(owner).case.application.uuid, **more}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "portfolio:board": of,
}
