"""A loss is told once, and its end once; a letter that is overtaken is not sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from cpd.enums import Outcome
from cpd.models import CpdYear, Extension, YearResult
from members.models import Member
from standing.models import ToldLoss
from standing.services import telling
from tests import factories
from tests.standing.people import AT, SIGNED, closed

pytestmark = pytest.mark.django_db
LOST, RETURNED = "standing.benefits_lost", "standing.benefits_returned"


@pytest.fixture
def ben(db: None) -> Member:
    """A Paralegal whose year was not met, signed on 20 October 2026."""
    member: Member = factories.MemberFactory(grade="paralegal")
    closed(member, Outcome.NOT_MET, signed=SIGNED)
    return member


def kinds() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.clause("CPD-13")
def test_a_loss_is_told_on_its_day_and_once(ben: Member) -> None:
    assert telling.tell(at=SIGNED - timedelta(days=1)) == 0
    assert [telling.tell(at=SIGNED), telling.tell(at=AT)] == [1, 0]
    assert kinds() == [LOST]
    letter = Message.objects.get()
    assert [one["name"] for one in letter.context["benefits"]] == [
        "Letters after your name",
        "Entry in the public register",
    ]
    assert letter.context["since"] == "2026-10-20"


@pytest.mark.clause("CPD-14")
def test_what_is_made_good_is_told_once_and_a_new_loss_again(ben: Member) -> None:
    telling.tell(at=SIGNED)
    YearResult.objects.update(superseded_at=AT)
    assert [telling.tell(at=AT), telling.tell(at=AT)] == [1, 0]
    closed(ben, Outcome.NOT_MET, signed=AT)
    assert telling.tell(at=AT) == 1
    assert kinds() == [LOST, RETURNED, LOST]


@pytest.mark.clause("CPD-11a")
def test_more_time_granted_late_brings_it_back_until_it_ends(ben: Member) -> None:
    telling.tell(at=SIGNED)
    year, officer = CpdYear.objects.get(label="2025/26"), factories.UserFactory()
    Extension.objects.create(
        member=ben, year=year, until=date(2026, 12, 31), reason="x", granted_at=AT, granted_by=officer
    )
    assert [telling.tell(at=AT), telling.tell(at=AT)] == [1, 0]
    assert telling.tell(at=AT + timedelta(days=60)) == 1
    assert kinds() == [LOST, RETURNED, LOST]


def test_who_has_nothing_to_lose_is_not_written_to() -> None:
    closed(factories.MemberFactory(grade="student"), Outcome.NOT_MET, signed=SIGNED)
    assert telling.tell(at=AT) == 0
    assert not ToldLoss.objects.exists()


def test_a_letter_that_is_overtaken_is_not_sent_and_the_others_say_what_and_why(ben: Member, mailoutbox) -> None:
    adam = factories.MemberFactory(grade="paralegal")
    closed(adam, Outcome.NOT_MET, signed=SIGNED)
    telling.tell(at=SIGNED)
    YearResult.objects.filter(member=ben).update(superseded_at=AT)
    telling.tell(at=AT)
    while sending.send_due(at=AT, limit=10):
        pass
    states = dict(Message.objects.values_list("to_name", "state").filter(kind=LOST))
    assert states[ben.full_name] != MessageState.SENT
    assert states[adam.full_name] == MessageState.SENT
    assert "you may not use" in Message.objects.get(kind=LOST, to_name=adam.full_name).text
