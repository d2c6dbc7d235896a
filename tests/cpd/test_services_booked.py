"""A booked course becomes one draft of a member, in the year of its last day, with what was booked alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cpd.models import Record
from cpd.services import booked
from members.models import Member, User
from tests.cpd.conftest import CLOSES, MAY

DAY = date(2026, 7, 2)


def draft(user: User, **changed: Any) -> Record | None:
    facts = {"key": "a 1", "user_id": user.pk, "title": "Costs", "day": DAY, "hours": 12.5, "topics": (), "at": MAY}
    return booked.draft_course(**{**facts, **changed})


def test_it_is_a_draft_of_the_year_of_its_day(ada: Member) -> None:
    record = draft(ada.user, topics=("ethics", "Costs law"))
    assert record is not None
    assert (record.member, record.year.label, record.complete_at) == (ada, "2025/26", None)
    assert record.typing.fields == {
        "title": "Costs", "completed_on_day": "2", "completed_on_month": "7", "completed_on_year": "2026",
        "hours": "12.5", "activity_type": "course", "planned": "yes", "professionalism": "on", "areas": ["ethics"],
    }  # fmt: skip


def test_told_again_it_stays_one_even_once_deleted(ada: Member) -> None:
    first = draft(ada.user)
    assert first is not None
    assert draft(ada.user, title="Other") is None
    Record.objects.filter(pk=first.pk).update(deleted_at=MAY)
    assert draft(ada.user) is None
    assert draft(ada.user, key="a 2") is not None
    assert Record.objects.count() == 2


def test_no_draft_for_somebody_who_is_no_member(user: User) -> None:
    assert draft(user) is None


def test_no_draft_in_a_year_that_is_closed_or_not_listed(ada: Member, year: Any, close: Callable) -> None:
    assert draft(ada.user, day=date(2040, 1, 1)) is None
    assert draft(ada.user, at=CLOSES) is None
    close(ada, year)
    assert draft(ada.user) is None
    assert not Record.objects.exists()


@pytest.mark.parametrize("hours", [0.0, 24.5])
def test_hours_that_no_day_has_are_left_to_the_member(ada: Member, hours: float) -> None:
    record = draft(ada.user, hours=hours)
    assert record is not None
    assert "hours" not in record.typing.fields
