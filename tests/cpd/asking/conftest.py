"""Somebody who asks, the officer who answers, and the moments at which it matters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cpd.models import CpdYear, DispensationRequest, ExtensionRequest, ReductionRequest
from cpd.rules.closing import Spell
from cpd.services import asking
from members.enums import Role
from members.models import Member, User
from tests import factories

IN_TIME = datetime(2026, 8, 31, 22, 59, 59, tzinfo=UTC)
TOO_LATE = IN_TIME + timedelta(seconds=1)
OCTOBER = datetime(2026, 10, 9, 9, 0, tzinfo=UTC)
HALF_A_YEAR = Spell(date(2025, 10, 1), date(2026, 3, 31))


@pytest.fixture
def cleo(db: None) -> User:
    """A CPD officer."""
    return factories.staff(Role.CPD_OFFICER, full_name="Cleo Hart")


def asked(member: Member, year: CpdYear, at: datetime = IN_TIME) -> ExtensionRequest:
    return asking.ask_for_time(member=member, year=year, reason="I was ill.", at=at)


def asked_for_nothing(member: Member, year: CpdYear, *spells: Spell, at: datetime = IN_TIME) -> DispensationRequest:
    told: dict[str, Any] = {"member": member, "year": year, "reason": "Parental leave.", "at": at}
    return asking.ask_to_owe_nothing(spells=spells or [HALF_A_YEAR], **told)


def asked_for_less(member: Member, year: CpdYear, at: datetime = IN_TIME) -> ReductionRequest:
    return asking.ask_for_less(member=member, year=year, reason="Sent in May.", at=at)
