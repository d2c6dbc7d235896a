"""A supervisor whom somebody leaves, for tests: the pack begun, the link opened, the examples signed."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from django.core import mail
from django.test import Client

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.guidance.cookies import portfolio_cookie
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link, Visit
from portfolio.models import Leaving, Portfolio, Sheet, Supervisor
from portfolio.queries import leaving as queries
from portfolio.queries import supervised
from portfolio.queries.leaving import PURPOSE
from portfolio.rules.marks import mark_of
from portfolio.services import leaving as services
from portfolio.services import supervised as acting
from portfolio.services.versions import note
from tests.portfolio import factories

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY, LAST_DAY = date(2026, 11, 22), date(2026, 12, 31)
PLACES = ("1.1-1", "1.1-2", "2.1-1")


def supervised_by(supervisor: Supervisor, *places: str) -> list[Sheet]:
    """Saved sheets in these places that name a supervisor, each with a letter as evidence."""
    sheets = []
    for place in places or PLACES:
        sheet = factories.sheet(supervisor.portfolio, place, supervisor=supervisor)
        factories.piece(supervisor.portfolio, sheet)
        note(sheet=sheet, at=NOW)
        sheets.append(sheet)
    return sheets


def mary(portfolio: Portfolio | None = None, **fields: Any) -> Supervisor:
    """A supervisor of three examples."""
    supervisor = factories.supervisor(portfolio or factories.portfolio(), **fields)
    supervised_by(supervisor)
    return supervisor


def plan(listed: Collection[str] = PLACES, **fields: Any) -> services.Plan:
    """A plan that was written over nothing, unless `seen` says otherwise."""
    unseen = mark_of(queries.boxes_of(None))
    return services.Plan(**{"last_day": LAST_DAY, "why_late": "", "listed": listed, "seen": unseen, **fields})


def begin(supervisor: Supervisor | None = None, *, at: datetime = NOW, **fields: Any) -> Leaving:
    """The pack of a supervisor, begun."""
    supervisor = supervisor or mary()
    by = supervisor.portfolio.case.application.user
    seen = mark_of(queries.boxes_of(Leaving.objects.filter(supervisor=supervisor, given_up_at=None).first()))
    return services.keep(supervisor=supervisor, plan=plan(**{"seen": seen, **fields}), by=by, at=at)


def path_of(supervisor: Supervisor) -> str:
    """The address of the link that is alive."""
    return f"/portfolio-link/{visiting.token_of(Link.objects.get(subject=supervisor.uuid, ended_at=None))}/"


def posted(supervisor: Supervisor, *, at: datetime = NOW) -> str:
    """The address in the last letter that went to a supervisor."""
    sending.send_due(at=at, limit=50)
    bodies = [one.body for one in mail.outbox if one.to == [supervisor.email] and "/portfolio-link/" in one.body]
    return re.findall(r"/portfolio-link/[\w-]+/", bodies[-1])[-1]


def visit(supervisor: Supervisor, *, at: datetime = NOW) -> Visit:
    """A visit by the link that is alive."""
    token = path_of(supervisor).split("/")[2]
    assert acting.enter(token=token, visitor=None, at=at)
    return Visit.objects.filter(link__purpose=PURPOSE, link__subject=supervisor.uuid).latest("pk")


def enter(supervisor: Supervisor, client: Client | None = None) -> Client:
    """A browser in which the button was pressed."""
    client = client or Client()
    answer = client.post(f"{path_of(supervisor)}open/")
    assert answer.status_code == 302, answer.content.decode()
    assert portfolio_cookie() in client.cookies
    return client


def sign(supervisor: Supervisor, *, codes: Collection[str] = PLACES, at: datetime = NOW, **signer: Any) -> Leaving:
    """What is listed, signed as it stands."""
    found = supervised.of_link(Link.objects.get(subject=supervisor.uuid, ended_at=None))
    asked = supervised.leaving_of(found)
    assert asked is not None
    who = acting.Signer(**{"name": supervisor.name, "visitor": None, "address": "192.0.2.1", **signer})
    seen = acting.shown_of(acting.declared(supervisor=found, leaving=asked))
    return acting.sign(visit_id=visit(supervisor, at=at).pk, codes=codes, seen=seen, signer=who, at=at)
