"""What the addresses of portfolios name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import User
from portfolio.models import Portfolio
from tests.applications.factories import NOON
from tests.portfolio import factories
from tests.project import application_objects

Arguments = dict[str, Any]


def portfolio(owner: User) -> Portfolio:
    """The owner's portfolio, begun where there is none."""
    case = application_objects.application(owner).cases.get(kind="portfolio")
    return Portfolio.objects.get_or_create(case=case, defaults={"begun_at": NOON})[0]


def of(owner: User, **more: object) -> Arguments:
    """The application whose uuid is in every address."""
    return {"uuid": portfolio(owner).case.application.uuid, **more}


def sheet(owner: User) -> Arguments:
    """A parked sheet of the owner's."""
    return of(owner, sheet=factories.sheet(portfolio(owner)).uuid)


def gone(owner: User) -> Arguments:
    """A removed sheet of the owner's."""
    return of(owner, sheet=factories.sheet(portfolio(owner), removed_at=NOON).uuid)


SHEET = ("sheet", "sheet_move", "sheet_turn", "sheet_remove", "versions")


def supervisor(owner: User) -> Arguments:
    """Somebody on the owner's list."""
    return of(owner, supervisor=factories.supervisor(portfolio(owner)).uuid)


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "portfolio:board": of,
    "portfolio:supervisors": of,
    "portfolio:supervisor_add": of,
    "portfolio:supervisor": supervisor,
    "portfolio:supervisor_remove": supervisor,
    "portfolio:parked": of,
    "portfolio:place": lambda owner: of(owner, code="1.1-2"),
    **{f"portfolio:{name}": sheet for name in SHEET},
    "portfolio:sheet_back": gone,
}
