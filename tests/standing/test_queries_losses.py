"""What a not-met CPD year has taken, or is about to take, on a member's own pages and in their tasks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cpd.enums import Outcome
from members.models import Member
from people.services import tasks
from standing.queries.losses import Loss, losses_of
from tests.factories import signed_in
from tests.standing import factories
from tests.standing.people import SIGNED, closed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOST_FROM = date(2026, 10, 1)


def page(member: Member, url: str) -> str:
    return signed_in(member.user).get(url).content.decode()


def what_to_do(member: Member) -> list[tasks.Task]:
    person = tasks.Person(user_id=member.user.pk, member=member, roles=member.user.roles)
    return tasks.of_person(person=person, at=NOON)


@pytest.mark.clause("CPD-13", "CPD-14")
@pytest.mark.parametrize(
    ("today", "lost"),
    [
        (date(2026, 10, 19), []),
        (date(2026, 10, 20), [Loss("2025/26", LOST_FROM, date(2026, 10, 20))]),
        (date(2026, 10, 21), [Loss("2025/26", LOST_FROM, date(2026, 10, 20))]),
    ],
)
def test_a_year_is_lost_from_the_day_of_the_signature(member: Member, today: date, lost: list[Loss]) -> None:
    closed(member, Outcome.NOT_MET, signed=SIGNED)
    assert losses_of(member.pk, today=today) == lost


@pytest.mark.clause("CPD-13")
def test_who_waits_for_the_signature_reads_of_it_before_anything_is_lost(member: Member) -> None:
    factories.term(member)
    closed(member, Outcome.NOT_MET)
    shown = page(member, "/standing/")
    assert "Your CPD year 2025/26 was not met. Nothing is lost yet" in shown
    assert "not before 1 October 2026" in shown
    first = what_to_do(member)[0]
    assert first.what == "Make good your CPD year 2025/26"
    assert "lost once an officer has signed" in first.why
    assert "Make good your CPD year 2025/26" in page(member, "/")


@pytest.mark.clause("CPD-14")
def test_letters_that_are_lost_are_not_held_on_ones_own_details(member: Member) -> None:
    factories.term(member)
    result = closed(member, Outcome.NOT_MET, signed=SIGNED)
    shown = page(member, "/me/")
    assert "FCILEX may not be used today." in shown
    assert what_to_do(member)[0].why.startswith("Benefits of membership are lost since 20 October 2026.")
    assert "Nothing is lost yet" not in page(member, "/standing/")
    result.superseded_at = NOON
    result.save(update_fields=["superseded_at"])
    closed(member, Outcome.MET)
    assert "may not be used today" not in page(member, "/me/")
    assert losses_of(member.pk, today=NOON.date()) == []
