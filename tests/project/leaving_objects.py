"""What the addresses of leaving a job name in the test of the access matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cilexportal.foundation import london
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link
from members.models import User
from portfolio.models import Leaving, Supervisor
from portfolio.queries.leaving import PURPOSE
from tests.applications.factories import NOON
from tests.portfolio import factories
from tests.project.portfolio_objects import of, portfolio

Arguments = dict[str, Any]


def supervisor(owner: User) -> Supervisor:
    """Somebody on the owner's list."""
    found = portfolio(owner)
    return found.supervisors.filter(removed_at=None).first() or factories.supervisor(found)


def named(owner: User) -> Arguments:
    return of(owner, supervisor=supervisor(owner).uuid)


def sealed(owner: User) -> Arguments:
    """An example that a supervisor has signed."""
    who = supervisor(owner)
    sheet = factories.sheet(who.portfolio, "6.4-1", supervisor=who, signing_hash="a" * 64)
    signed = {"sealed": {"6.4-1": sheet.signing_hash}, "signed_at": NOON, "signed_name": who.name, "statement": "So."}
    Leaving.objects.create(supervisor=who, last_day=NOON.date(), begun_at=NOON, listed=["6.4-1"], **signed)
    return {**named(owner), "code": "6.4-1"}


def link(owner: User) -> Arguments:
    """A live link to the sheets of a supervisor."""
    subject, now = supervisor(owner).uuid, london.now()
    live = Link.objects.filter(purpose=PURPOSE, subject=subject, ended_at=None).first()
    if live is None:
        ends = london.end_of_day(london.today())
        live = visiting.send(purpose=PURPOSE, subject=subject, expires_at=ends, at=now)
    return {"token": visiting.token_of(live)}


def sheet(owner: User) -> Arguments:
    return {"sheet": factories.sheet(portfolio(owner), supervisor=supervisor(owner)).uuid}


def file(owner: User) -> Arguments:
    return {"file": factories.piece(portfolio(owner)).uuid}


OBJECTS: dict[str, Callable[[User], Arguments]] = {
    "portfolio:leaving": of,
    "portfolio:leaving_plan": named,
    "portfolio:leaving_act": lambda owner: {**named(owner), "deed": "link"},
    "portfolio:leaving_release": sealed,
    "portfolio_link:land": link,
    "portfolio_link:open": link,
    "portfolio_link:sheet": sheet,
    "portfolio_link:file": file,
}
