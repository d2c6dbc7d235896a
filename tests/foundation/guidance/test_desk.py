"""The staff queue of feedback."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from cilexportal.foundation.guidance import services
from cilexportal.foundation.guidance.models import Feedback
from cilexportal.foundation.guidance.views.desk import A_PAGE
from members.models import User
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.clause("REC-31")]

DESK = "/desk/feedback/"
AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def officer(db: None) -> User:
    return factories.staff("membership_officer")


def message(number: int = 0, **fields: str) -> Feedback:
    words = {"page": "/help/", "text": f"message {number}", "email": ""} | fields
    return services.send_feedback(**words, person_id=None, at=AT + timedelta(minutes=number))


def shown(client: Client, address: str = DESK) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def press_done(officer: User, number: int, key: dict[str, str]) -> str:
    response = factories.signed_in(officer).post(f"{DESK}{number}/done/", key)
    assert response.status_code == 302
    return response["Location"]


def test_the_oldest_message_is_first_and_pages_follow(officer: User) -> None:
    for number in range(A_PAGE + 1):
        message(number)
    client = factories.signed_in(officer)
    first = shown(client)
    assert f"{A_PAGE + 1} messages waiting" in first
    assert first.index(">message 0<") < first.index(">message 1<")
    assert f">message {A_PAGE}<" not in first
    assert f">message {A_PAGE}<" in shown(client, DESK + "?page=2")


def test_what_a_visitor_wrote_is_shown_as_text(officer: User) -> None:
    message(text="<b>bold</b>\nnext", email="ann@example.org")
    html = shown(factories.signed_in(officer))
    assert "&lt;b&gt;bold&lt;/b&gt;<br>next" in html
    assert 'href="mailto:ann@example.org"' in html
    assert "1 June 2026 at 10:00am" in html


def test_an_empty_queue_says_so(officer: User) -> None:
    client = factories.signed_in(officer)
    assert "No messages are waiting." in shown(client)
    assert "Nothing has been marked as done yet." in shown(client, DESK + "?show=done")


def test_done_takes_a_message_out_and_says_who(officer: User) -> None:
    sent = message()
    assert press_done(officer, sent.pk, factories.once(officer)) == DESK
    sent.refresh_from_db()
    assert sent.done_by == officer.pk
    assert sent.done_at is not None
    client = factories.signed_in(officer)
    assert "message 0" not in shown(client)
    assert f"by account {officer.pk}" in shown(client, DESK + "?show=done")


def test_pressing_done_twice_or_late_changes_nothing(officer: User) -> None:
    sent = message()
    key = factories.once(officer)
    press_done(officer, sent.pk, key)
    sent.refresh_from_db()
    first = sent.done_at
    assert press_done(officer, sent.pk, key) == DESK
    assert press_done(officer, sent.pk, factories.once(officer)) == DESK
    sent.refresh_from_db()
    assert sent.done_at == first


def test_done_needs_the_key_of_the_form(officer: User) -> None:
    sent = message()
    response = factories.signed_in(officer).post(f"{DESK}{sent.pk}/done/")
    assert response.status_code == 400
    sent.refresh_from_db()
    assert sent.done_at is None


def test_done_is_no_matter_of_following_a_link(officer: User) -> None:
    sent = message()
    assert factories.signed_in(officer).get(f"{DESK}{sent.pk}/done/").status_code in (403, 404, 405)
    sent.refresh_from_db()
    assert sent.done_at is None
