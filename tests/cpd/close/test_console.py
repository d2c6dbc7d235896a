"""The officer's console of a year: what it counts and foresees, and that its statements do not grow."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cpd.models import CpdYear, Record
from cpd.queries.console import console
from cpd.rules.forecast import Stood
from members.enums import Role
from members.models import Member
from tests import factories
from tests.cpd.close.conftest import log_nine
from tests.cpd.conftest import CLOSES, MAY, counting

HALFWAY = datetime(2027, 4, 1, 11, 0, tzinfo=UTC)
# The same day of 2025/26, before everything that is recorded there at MAY.
OCTOBER = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)


def noted(member: Member, year: CpdYear, at: datetime, **facts: object) -> None:
    """A complete record that was saved at an instant."""
    record = counting(member, year, **facts)
    Record.objects.filter(pk=record.pk).update(complete_at=at)


def crowd(year: CpdYear, last: CpdYear) -> list[Member]:
    """Last year four Fellows had five outcomes by autumn, and one of them met it; two had nothing, and neither did."""
    fellows = [factories.MemberFactory(grade="fellow") for _ in range(6)]
    for fellow in fellows[:4]:
        for number in range(5):
            noted(fellow, last, OCTOBER, planned=True, professionalism=number == 0)
    for _ in range(4):
        counting(fellows[0], last)
    for fellow in fellows[:2]:
        for _ in range(5):
            noted(fellow, year, OCTOBER.replace(year=2026))
    return fellows


@pytest.mark.clause("CPD-10", "CPD-5a")
def test_an_open_year_is_foreseen_from_the_one_before(year, next_year, run_close) -> None:
    factories.MemberFactory(grade="student")
    crowd(next_year, year)
    run_close()
    found = console(next_year, at=HALFWAY)
    members = found.members
    assert (members.asked, members.begun, members.not_begun, members.behind) == (6, 2, 4, 4)
    assert not found.judged
    assert dict(found.sums) == {"Not met": 6, "Not required": 1}
    lines = {line.stood: (line.members, line.past.members, line.past.not_met) for line in found.forecast}
    assert lines[Stood.HALF] == (2, 4, 3)
    assert lines[Stood.NOTHING] == (4, 2, 2)
    assert found.foreseen == 2 + 4
    assert found.records == 10
    assert dict(found.weeks)[date(2026, 11, 2)] == 10
    assert len(found.weeks) == 27


@pytest.mark.clause("CPD-10", "CPD-11a", "CPD-16a")
def test_a_closed_year_shows_its_results_and_foresees_nothing(year, ada, ben, run_close, extend) -> None:
    log_nine(ada, year)
    extend(ben, year)
    factories.MemberFactory(grade="fellow")
    run_close()
    found = console(year, at=CLOSES)
    assert found.judged
    assert dict(found.sums) == {"Met": 1, "Not met": 1, "Extended": 1}
    assert found.forecast == ()
    assert found.members.begun == 1


def test_without_a_year_before_only_those_behind_are_counted(year, ada) -> None:
    found = console(year, at=MAY)
    assert found.forecast == ()
    assert found.members.behind == 1
    log_nine(ada, year, of=6)
    assert console(year, at=MAY).members.behind == 0


@pytest.fixture
def desk(db, sign_in, at):
    at(HALFWAY)
    return sign_in(factories.staff(Role.CPD_OFFICER))


def test_the_page_says_it_in_drawings_tables_and_links(desk, year, next_year, run_close) -> None:
    crowd(next_year, year)
    run_close()
    words = desk.get(reverse("cpd:desk_console", args=["2026-27"])).content.decode()
    assert "About 6 members will not have met the year" in words
    assert words.count("Show as table") == 3
    assert words.count("<desc ") >= 4
    past = desk.get(reverse("cpd:desk_console", args=["2025-26"])).content.decode()
    assert reverse("cpd:desk_not_met", args=["2025-26"]) in past
    assert "Forecast" not in past


@pytest.mark.parametrize("many", [1, 3, 30])
def test_it_takes_as_many_statements_for_many_as_for_one(desk, next_year, many) -> None:
    for number in range(many):
        counting(factories.MemberFactory(grade="fellow" if number % 2 else "paralegal"), next_year)
    with CaptureQueriesContext(connection) as captured:
        words = desk.get(reverse("cpd:desk_console", args=["2026-27"])).content.decode()
    assert f"{many} of {many} member" in words
    assert len(captured) <= 24
