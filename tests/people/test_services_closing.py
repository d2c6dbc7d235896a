"""Closing an account: refused while something is open, undone until the last day, then deleted and locked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.idempotency.models import HeldForm
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.models import Record
from members.models import Member, User
from people.models import Closing
from people.queries import closing as queries
from people.services import closing
from shop.models import Basket, Order
from tests import factories
from tests.shop import factories as shop
from tests.standing import factories as standing

pytestmark = pytest.mark.django_db
ASKED = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# The first instant after the fourteenth day.
OVER = datetime(2026, 12, 6, 0, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def asked(person: User) -> Closing:
    return closing.ask(person=person, typed="Close  my account", at=ASKED)


def why_not(person: User) -> str:
    return " ".join(one.sentence for one in queries.obstacles(user_id=person.pk, today=ASKED.date()))


def left_member() -> Member:
    """Somebody whose membership has ended."""
    member: Member = factories.MemberFactory()
    member.grades.update(until_date=date(2026, 1, 1))
    return member


@pytest.mark.clause("CPD-16e")
def test_it_closes_when_fourteen_days_are_over_and_not_a_second_before(user: User) -> None:
    made = asked(user)
    assert made.closes_at == OVER
    assert closing.close_due(at=OVER - A_SECOND) == 0
    user.refresh_from_db()
    assert user.is_active
    assert closing.close_due(at=OVER) == 1
    user.refresh_from_db()
    assert not user.is_active


def test_it_can_be_undone_until_the_last_second(user: User) -> None:
    asked(user)
    closing.undo(person=user, at=OVER - A_SECOND)
    assert closing.close_due(at=OVER) == 0
    asked(user)
    with pytest.raises(Refused):
        closing.undo(person=user, at=OVER)


def test_it_needs_the_words_and_asked_for_twice_it_is_one(user: User) -> None:
    with pytest.raises(Refused, match="Type the words"):
        closing.ask(person=user, typed="yes", at=ASKED)
    assert asked(user) == asked(user)
    assert Message.objects.filter(kind=closing.BEGUN).count() == 1


@pytest.mark.clause("CPD-16e")
def test_what_is_open_is_in_the_way() -> None:
    member = factories.MemberFactory()
    assert "does not end the membership" in why_not(member.user)
    assert why_not(left_member().user) == ""
    paid = left_member()
    standing.term(paid, number=2027)
    assert "does not end the membership" in why_not(paid.user)
    officer = factories.staff("finance")
    assert "role on the staff" in why_not(officer)
    with pytest.raises(Refused, match="role on the staff"):
        asked(officer)
    buyer = factories.UserFactory()
    shop.order(buyer)
    assert why_not(buyer) == ""
    shop.order(buyer, accepted_at=None)
    assert "not paid" in why_not(buyer)
    told = left_member()
    standing.declaration(told, verdict="", decided_at=None)
    assert "not finished" in why_not(told.user)


def test_what_has_opened_meanwhile_stops_it_and_the_person_is_told(user: User) -> None:
    made = asked(user)
    shop.order(user, accepted_at=None)
    assert closing.close_due(at=OVER) == 1
    made.refresh_from_db()
    user.refresh_from_db()
    assert user.is_active
    assert "not paid" in made.stopped_why
    assert Message.objects.filter(kind=closing.STOPPED).exists()
    assert closing.close_due(at=OVER + timedelta(days=1)) == 0


@pytest.mark.clause("CPD-16e")
def test_what_may_be_deleted_is_and_what_has_to_be_kept_stays(sign_in) -> None:
    member = left_member()
    user, address, name = member.user, member.user.email, member.full_name
    client: Client = sign_in(user)
    order = shop.order(user)
    record = factories.RecordFactory(member=member)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Basket.objects.create(owner=user, typed={"line_1": "1 Old Street"})
    HeldForm.objects.create(user=user, path="/x/", fields={})
    made = asked(user)
    assert client.get("/me/data/").status_code == 200
    closing.close_due(at=OVER)
    user.refresh_from_db()
    made.refresh_from_db()
    gone = (Authenticator, EmailAddress, HeldForm)
    assert [model.objects.filter(user=user).count() for model in gone] == [0, 0, 0]
    assert not Basket.objects.filter(owner=user).exists()
    assert made.deleted["basket"] == 1
    assert (user.is_active, user.has_usable_password(), user.email.endswith(".invalid")) == (False, False, True)
    assert client.get("/me/data/").status_code == 302, "the session is over"
    assert user.full_name == name, "orders and the register are under it"
    assert Order.objects.filter(pk=order.pk, email=address).exists()
    assert Record.objects.filter(pk=record.pk, member__user=user).exists()
    assert Message.objects.get(kind=closing.CLOSED).to_email == address


def test_a_name_that_nothing_needs_is_deleted_and_the_address_is_free(user: User) -> None:
    address = user.email
    asked(user)
    closing.close_due(at=OVER)
    user.refresh_from_db()
    assert user.full_name == "Closed account"
    assert factories.UserFactory(email=address).pk


def test_nobody_signs_in_to_a_closed_account(user: User, client: Client) -> None:
    address = user.email
    asked(user)
    closing.close_due(at=OVER)
    answer = client.post("/account/login/", {"login": address, "password": factories.PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
