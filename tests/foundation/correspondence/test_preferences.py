"""What people wish to be sent: looked up as a message goes, changed by page or link, and kept as history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from cilexportal.foundation.correspondence import preferences, rules, sending
from cilexportal.foundation.correspondence.models import Message, MessageState, Preference
from cilexportal.foundation.correspondence.rules import Category, Through, Way
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from tests import factories

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
needs_database = pytest.mark.django_db


@pytest.mark.clause("TC-11.2")
@pytest.mark.parametrize(
    ("category", "said", "has_email", "way"),
    [
        ("administration", None, True, Way.EMAIL),
        ("cpd", "none", True, Way.EMAIL),
        ("governance", "none", False, Way.LETTER),
        ("policy_research", None, True, Way.EMAIL),
        ("policy_research", None, False, Way.NONE),
        ("policy_research", "none", True, Way.NONE),
        ("policy_research", "letter", True, Way.LETTER),
        ("marketing", None, True, Way.NONE),
        ("marketing", "email", True, Way.EMAIL),
        ("marketing", "none", True, Way.NONE),
    ],
)
def test_service_always_goes_research_until_a_no_marketing_after_a_yes(category, said, has_email, way) -> None:
    assert rules.way_to(category, said, has_account=True, has_email=has_email) is way


@pytest.mark.clause("TC-11.2")
def test_what_is_optional_goes_to_nobody_without_an_account() -> None:
    assert rules.way_to("policy_research", None, has_account=False, has_email=True) is Way.NONE
    assert rules.way_to("cpd", None, has_account=False, has_email=True) is Way.EMAIL


def message(user: User, category: str, **fields) -> Message:
    given = {"queued_at": NOW, "send_after": NOW, "context": {"name": "Ada"}, "category": category}
    return factories.MessageFactory(to_user=user, **{**given, **fields})


def choose(user: User, way: Way, at: datetime, category: str = "policy_research") -> bool:
    return preferences.choose(
        user_id=user.pk, category=category, way=way, by=user.pk, through=Through.PAGE, at=at
    )  # fmt: skip


def state(of: Message) -> str:
    return Message.objects.values_list("state", flat=True).get(pk=of.pk)


@needs_database
@pytest.mark.clause("TC-10")
def test_a_change_a_second_before_sending_counts_and_one_after_it_changes_nothing(kind, user: User) -> None:
    kind(category="policy_research")
    first, second = message(user, "policy_research"), message(user, "policy_research", send_after=NOW + 2 * SECOND)
    assert sending.send_due(at=NOW, limit=10) == 1
    assert choose(user, Way.NONE, NOW + SECOND)
    sending.send_due(at=NOW + 2 * SECOND, limit=10)
    assert (state(first), state(second)) == (MessageState.SENT, MessageState.DROPPED)
    assert len(mail.outbox) == 1


@needs_database
@pytest.mark.clause("TC-10", "TC-11.2")
def test_marketing_goes_only_after_a_yes(kind, user: User) -> None:
    kind(category="marketing")
    unasked = message(user, "marketing")
    sending.send_due(at=NOW, limit=10)
    choose(user, Way.EMAIL, NOW, "marketing")
    asked = message(user, "marketing")
    sending.send_due(at=NOW, limit=10)
    assert (state(unasked), state(asked)) == (MessageState.DROPPED, MessageState.SENT)


@needs_database
@pytest.mark.clause("TC-11.2")
def test_what_comes_with_membership_cannot_be_switched_off(kind, user: User) -> None:
    for category in (Category.ADMINISTRATION, Category.CPD, Category.GOVERNANCE):
        with pytest.raises(Refused, match="comes with membership"):
            choose(user, Way.NONE, NOW, category.value)
    kind(category="cpd")
    message(user, "cpd")
    sending.send_due(at=NOW, limit=10)
    assert "List-Unsubscribe" not in mail.outbox[0].message()
    assert "/letters/stop/" not in mail.outbox[0].body


@needs_database
@pytest.mark.clause("TC-10")
def test_who_wishes_letters_gets_them_by_post_and_a_later_no_takes_them_off_the_pile(kind, user: User) -> None:
    kind(category="policy_research")
    choose(user, Way.LETTER, NOW)
    posted = message(user, "policy_research")
    sending.send_due(at=NOW, limit=10)
    posted.refresh_from_db()
    assert (posted.state, bool(posted.letter), mail.outbox) == (MessageState.NO_ADDRESS, True, [])
    assert "/letters/stop/" not in posted.text
    choose(user, Way.NONE, NOW + SECOND)
    assert state(posted) == MessageState.DROPPED


@needs_database
@pytest.mark.clause("TC-10")
def test_every_change_is_history_and_the_same_choice_again_is_none(user: User) -> None:
    assert choose(user, Way.NONE, NOW)
    assert not choose(user, Way.NONE, NOW + SECOND)
    assert choose(user, Way.EMAIL, NOW + SECOND)
    events = apps.get_model("correspondence", "PreferenceEvent").objects.order_by("pgh_id")
    assert [event.way for event in events] == ["none", "email"]
    assert {event.pgh_context.metadata["user"] for event in events} == {user.pk}


@needs_database
@pytest.mark.clause("TC-10")
def test_what_is_optional_goes_to_no_closed_account(kind, user: User) -> None:
    kind(category="policy_research")
    optional = message(user, "policy_research")
    User.objects.filter(pk=user.pk).update(is_active=False)
    sending.send_due(at=NOW, limit=10)
    assert (state(optional), mail.outbox) == (MessageState.DROPPED, [])


@needs_database
@pytest.mark.clause("TC-11.2")
def test_what_always_comes_waits_for_the_staff_where_the_account_is_closed(kind, user: User) -> None:
    kind(category="administration")
    service = message(user, "administration")
    Message.objects.filter(pk=service.pk).update(to_email=f"closed-1@account{rules.NOWHERE}")
    sending.send_due(at=NOW, limit=10)
    service.refresh_from_db()
    assert (service.state, mail.outbox) == (MessageState.NO_ADDRESS, [])
    assert service.error == "The account is closed: there is no address."


@needs_database
@pytest.mark.clause("TC-10")
def test_the_link_of_a_closed_account_keeps_nothing_and_says_that_nothing_comes(user: User, client: Client) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    page = client.post(f"/letters/stop/{preferences.stop_token(user.pk, 'policy_research')}/", ONE_CLICK)
    assert b"Switched off" in page.content
    assert not Preference.objects.exists()


@needs_database
@pytest.mark.clause("TC-10")
def test_the_link_in_the_email_shows_a_button_and_the_button_switches_off(kind, user: User, settings) -> None:
    settings.BASE_URL = "https://portal.example.org"
    kind(category="policy_research")
    message(user, "policy_research")
    sending.send_due(at=NOW, limit=10)
    sent = mail.outbox[0].message()
    link = str(sent["List-Unsubscribe"])
    assert link.startswith("<https://portal.example.org/letters/stop/")
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.encode() in sent.as_bytes()
    assert link[1:-1] in mail.outbox[0].body
    path = link[1:-1].removeprefix("https://portal.example.org")
    client = Client(enforce_csrf_checks=True)
    assert b"Send me no more of these" in client.get(path).content
    assert not Preference.objects.exists()
    assert client.post(path, ONE_CLICK).status_code == 200
    kept = Preference.objects.get()
    assert (kept.user_id, kept.category, kept.way, kept.through) == (user.pk, "policy_research", "none", "link")
    assert client.post(path.replace("stop/", "stop/x"), ONE_CLICK).status_code == 404
