"""Joining anew after a lapse: who may have been a member is held until an officer says that they were not."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from cilexportal.foundation.rulebook.refusal import Refused
from members.models import Member, User
from members.rules import sort_name
from people.exporters.reading import columns_of
from people.exporters.standing import MEMBERSHIP
from people.models import Contact, Merge
from people.queries.earlier import memberships_of
from standing.models import Joining, Lapse
from standing.rules import renewing
from standing.services import joining
from tests import factories
from tests.standing.factories import NOON

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def applicant(name: str, **fields: str) -> User:
    made: User = factories.UserFactory(full_name=name, **fields)
    return made


def member(name: str, *, until: date | None = None, **fields: str) -> Member:
    made: Member = factories.MemberFactory(
        user=applicant(name, **fields), full_name=name, sort_name=sort_name(name), grade="paralegal"
    )
    made.grades.update(until_date=until)
    return made


def lapsed(name: str) -> Member:
    gone = member(name, until=date(2026, 4, 1))
    Lapse.objects.create(member=gone, year_id=2026, on=date(2026, 4, 1), grade_code="paralegal", recorded_at=NOON)
    return gone


def contact(user: User | None, **fields: str) -> None:
    address = {"line_1": "1 Row", "town": "Bath"} if "postcode" in fields else {}
    Contact.objects.create(user=user, **address, **fields)


def asked(user: User) -> Joining:
    return Joining.objects.create(
        user=user, grade_id="paralegal", year_id=2026, asked_at=NOON, undertaken_at=NOON, cleared_at=NOON
    )


def page_of(found: Joining) -> str:
    return reverse("standing_desk:joining", args=[found.uuid])


def like(user: User) -> list[Member]:
    return [one.member for one in memberships_of(user, TODAY)]


@pytest.mark.clause("TC-4.4b")
def test_who_may_have_lapsed_is_held_until_an_officer_says_otherwise(at) -> None:
    at(NOON)
    gone, again = lapsed("Ann Mary Lee"), asked(applicant("Ann  Lée", email="new@example.org"))
    officer = factories.staff("membership_officer")
    with pytest.raises(Refused, match=gone.number):
        joining.admit(joining_id=again.pk, told_apart="  ", by=officer, at=NOON)
    assert not Member.objects.filter(user=again.user).exists()
    client, url = factories.signed_in(officer), page_of(again)
    page = client.get(url).content.decode()
    assert gone.number in page
    assert "How you know that this is somebody else" in page
    answer = client.post(url, {"do": "admit", "told_apart": "Born in 2004.", **factories.once(officer)})
    assert answer.status_code == 302
    again.refresh_from_db()
    assert (again.told_apart, again.renewal.member.user) == ("Born in 2004.", again.user)
    table = next(one for one in MEMBERSHIP.tables if one.model == "standing.Joining")
    assert "told_apart" not in {one.name for one in columns_of(Joining, table)}, "it speaks of others"


@pytest.mark.clause("TC-4.4b")
def test_who_is_like_nobody_is_admitted_without_a_word_more(at) -> None:
    at(NOON)
    lapsed("Ann Lee")
    again = asked(applicant("Anna Lee"))
    officer = factories.staff("membership_officer")
    page = factories.signed_in(officer).get(page_of(again)).content.decode()
    assert "somebody else" not in page
    assert joining.admit(joining_id=again.pk, told_apart="Not asked.", by=officer, at=NOON)
    again.refresh_from_db()
    assert again.told_apart == ""


def test_names_are_enough_for_who_left_and_not_for_who_is_a_member() -> None:
    left, stays = member("Jo Marsh", until=TODAY), member("Jo Marsh")
    member("Jo Marsh", until=date(2026, 11, 21))
    user = applicant("Jo Marsh")
    assert like(user) == [left]
    contact(user, postcode="ba1 1aa")
    contact(stays.user, postcode="BA11AA")
    assert like(user) == [stays, left], "the strongest likeness first"


def test_an_address_or_a_number_is_enough_whatever_the_name() -> None:
    mail = member("Kim One", email="k.one+x@gmail.com")
    phone = member("Lou Two")
    contact(phone.user, phone="+44 20 7946 0001")
    user = applicant("Somebody", email="kone@googlemail.com")
    contact(user, phone="020 7946 0001")
    assert like(user) == [mail, phone]
    assert like(applicant("")) == []


def test_a_number_that_was_given_up_is_nobody_and_one_without_an_account_is() -> None:
    left, kept = member("Una Old", until=TODAY), member("Other Name")
    Member.objects.filter(pk=left.pk).update(user=None)
    user = applicant("Una Old")
    assert like(user) == [left]
    Merge.objects.create(kept=kept, gone=left, reason="One person.", by=factories.UserFactory(), at=NOON)
    assert like(user) == []


def test_the_rule_names_everybody_alike() -> None:
    assert renewing.may_admit(like=[], told_apart="") is None
    assert renewing.may_admit(like=["1"], told_apart="Twins.") is None
    no = renewing.may_admit(like=["1", "2"], told_apart="")
    assert no is not None
    assert "1 or 2" in no.sentence
