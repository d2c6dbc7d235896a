"""Members of both schemes, a filled-in form, and the moments at which years close."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Extension, Record, YearResult
from cpd.services import records
from members.models import Member, User
from tests import factories

MAY = datetime(2026, 5, 14, 11, 0, tzinfo=UTC)
CLOSES = datetime(2026, 9, 30, 23, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def ada(db: None) -> Member:
    """A Fellow: nine outcomes, one about professionalism, five planned."""
    return factories.MemberFactory(grade="fellow")


@pytest.fixture
def ben(db: None) -> Member:
    """A Paralegal in conveyancing: eight hours, four of them in the specialism, one outcome."""
    return factories.MemberFactory(grade="paralegal", specialism=factories.PracticeAreaFactory())


@pytest.fixture
def year(db: None) -> CpdYear:
    """2025/26."""
    return CpdYear.objects.get(label="2025/26")


@pytest.fixture
def next_year(db: None) -> CpdYear:
    """2026/27."""
    return CpdYear.objects.get(label="2026/27")


@pytest.fixture
def fields() -> dict[str, Any]:
    """A form of the outcomes scheme with every question answered."""
    return {
        "title": "Witness statements",
        "completed_on_day": "14",
        "completed_on_month": "5",
        "completed_on_year": "2026",
        "planned": "yes",
        "learned": "Where a statement ends\r\nand argument begins.",
        "evaluation": "It did what I wanted.",
    }


@pytest.fixture
def save(fields: dict[str, Any]) -> Callable[..., records.Saved]:
    """`save(member, title="Other")` saves the filled-in form with changes, as somebody would at `at`."""

    def saving(
        member: Member,
        *,
        at: datetime = MAY,
        uuid_: uuid.UUID | None = None,
        version: int = 0,
        page: str = "",
        **changed: Any,
    ) -> records.Saved:
        typed = {**fields, **changed}
        return records.save(member=member, uuid=uuid_ or uuid.uuid4(), version=version, page=page, fields=typed, at=at)

    return saving


@pytest.fixture
def close(db: None) -> Callable[..., YearResult]:
    """`close(member, year, Outcome.MET)` gives the member's year a result, as the close would."""

    def closing(member: Member, year: CpdYear, outcome: Outcome = Outcome.MET, **facts: Any) -> YearResult:
        run, _ = CloseRun.objects.get_or_create(
            year=year, finished_at=None, defaults={"at": CLOSES, "started_at": CLOSES}
        )
        figures = dict.fromkeys(
            ("outcomes", "professionalism", "planned", "hours", "specialism_hours", "outside_study_hours"), 0
        )
        return YearResult.objects.create(
            member=member, year=year, run=run, outcome=outcome, reduced=False, closed_at=year.closes_at,
            **{**figures, **facts},
        )  # fmt: skip

    return closing


@pytest.fixture
def extend(db: None) -> Callable[..., Extension]:
    """`extend(member, year, until)` grants an extension."""

    def granting(member: Member, year: CpdYear, until: date = date(2026, 12, 31)) -> Extension:
        officer: User = factories.UserFactory()
        return Extension.objects.create(
            member=member, year=year, until=until, reason="Illness", granted_at=MAY, granted_by=officer
        )

    return granting


def counting(member: Member, year: CpdYear, **facts: Any) -> Record:
    """A complete record of the member's year."""
    day = facts.pop("completed_on", year.starts_on + timedelta(days=30))
    return Record.objects.create(
        member=member, year=year, completed_on=day, complete_at=MAY, saved_at=MAY,
        **{"title": "Seminar", "planned": False, "learned": "Much.", "evaluation": "Good.", **facts},
    )  # fmt: skip


class Browser:
    """A person at a form: opens it, and sends it with what its hidden fields say."""

    def __init__(self, member: Member, sign_in: Callable, at: Callable) -> None:
        self.member, self.sign_in, self.at = member, sign_in, at
        self.come_back(MAY)

    def come_back(self, moment: datetime) -> None:
        """Signs in anew at a later moment."""
        self.at(moment)
        self.client: Client = self.sign_in(self.member.user)

    def lapse(self) -> None:
        """The session ends; the browser keeps its other cookies."""
        self.client.session.flush()

    def open(self, url: str) -> str:
        answer = self.client.get(url, follow=True)
        assert answer.status_code == 200
        self.url = answer.request["PATH_INFO"]
        return answer.content.decode()

    def hidden(self, page: str) -> dict[str, str]:
        return dict(re.findall(r'<input type="hidden" name="(version|mode_shown|year|once)" value="([^"]*)"', page))

    def send(self, page: str, url: str = "", **fields: Any) -> Any:
        return self.client.post(url or self.url, {**self.hidden(page), **fields})


@pytest.fixture
def browser(ada: Member, sign_in: Callable, at: Callable) -> Browser:
    """Ada's browser on 14 May 2026."""
    return Browser(ada, sign_in, at)
