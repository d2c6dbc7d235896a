"""My tasks: from every part of the portal, in the same number of questions however much there is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.documents.models import DocumentState
from cpd.models import Evidence
from members.models import Member, User
from people.services import tasks
from tests import factories
from tests.shop import factories as shop

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def todo(user: User, member: Member | None = None, at: datetime = NOW) -> list[tasks.Task]:
    return tasks.of_person(person=tasks.Person(user_id=user.pk, member=member, roles=user.roles), at=at)


def ask(user: User, number: int) -> None:
    asking.ask(
        person=user, email=user.email, subject=f"Order {number}", why="", about=f"test {number}",
        items=[Wanted("What?")], by=user, at=NOW,
    )  # fmt: skip


def refused_paper(member: Member) -> None:
    year = factories.CpdYearFactory(starts_on=date(2026, 10, 1))
    record = factories.RecordFactory(member=member, year=year)
    paper = factories.DocumentFactory(owner=member.user, state=DocumentState.REFUSED, reason="Locked.", checked_at=NOW)
    Evidence.objects.create(record=record, document=paper)


def test_each_part_says_what_is_to_do_and_the_first_to_end_stands_first(member: Member) -> None:
    ask(member.user, 1)
    refused_paper(member)
    shop.order(member.user, accepted_at=None, held_until=NOW + timedelta(minutes=20), placed_at=NOW)
    found = todo(member.user, member)
    kinds = [task.key.partition(":")[0] for task in found]
    assert kinds[0] == "order"
    assert set(kinds) >= {"order", "asked", "paper", "cpd", "conduct", "renewal"}
    ends = [task.ends_at for task in found if task.ends_at]
    assert ends == sorted(ends)
    assert all(task.clause and task.url and task.verb for task in found)


@pytest.mark.parametrize("many", [3, 30])
def test_thirty_cost_as_many_questions_as_one(member: Member, many: int) -> None:
    def questions(user: User, member: Member) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert todo(user, member)
        return len(asked)

    ask(member.user, 0)
    refused_paper(member)
    todo(member.user, member)
    few = questions(member.user, member)
    for number in range(1, many):
        ask(member.user, number)
        refused_paper(member)
    assert questions(member.user, member) == few


def test_who_has_nothing_to_do_is_told_so(client: Client, user: User) -> None:
    page = factories.signed_in(user).get("/me/tasks/").content.decode()
    assert "There is nothing that you have to do." in page
