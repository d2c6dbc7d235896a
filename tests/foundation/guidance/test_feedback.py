"""The feedback form, its limits, and the rows it leaves."""

import re
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cilexportal.foundation.guidance import limits, queries, services
from cilexportal.foundation.guidance.forms import FeedbackForm, path_of
from cilexportal.foundation.guidance.models import TEXT_LIMIT, Feedback
from tests import factories

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
GOOD = {"page": "/help/", "text": "Say more about drafts.", "email": "", "website": ""}


@pytest.fixture(autouse=True)
def _nobody_has_written_yet() -> None:
    cache.clear()


@pytest.mark.clause("REC-31")
def test_the_page_is_filled_in_without_its_search_words(client: Client) -> None:
    html = client.get("/feedback/?page=/cpd/%3Fq%3Dsecret").content.decode()
    assert 'value="/cpd/"' in html
    assert "secret" not in re.sub(r"<footer.*</footer>", "", html, flags=re.S)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/help/", "/help/"),
        ("https://portal.example/help/?a=b#c", "/help/"),
        (" /help/ ", "/help/"),
        ("//elsewhere.example/x", "/x"),
        ("javascript:alert(1)", ""),
        ("help", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_only_the_path_of_an_address_is_kept(address: str, path: str) -> None:
    assert path_of(address) == path


@pytest.mark.clause("REC-31")
def test_a_visitor_sends_feedback(client: Client) -> None:
    response = client.post("/feedback/", GOOD | {"email": "ann@example.org"})
    assert response.status_code == 302
    assert response["Location"] == "/feedback/sent/"
    sent = Feedback.objects.get()
    assert (sent.page, sent.text, sent.email) == ("/help/", "Say more about drafts.", "ann@example.org")
    assert (sent.person_id, sent.done_at, sent.done_by) == (None, None, None)
    assert client.get("/feedback/sent/").status_code == 200


def test_a_person_signed_in_sends_feedback_once_however_often_it_is_pressed() -> None:
    person = factories.UserFactory(email="ann@example.org")
    client = factories.signed_in(person)
    form = client.get("/feedback/").content.decode()
    assert 'value="ann@example.org"' in form
    key = re.search(r'name="once" value="([^"]+)"', form)
    assert key
    for _press in range(2):
        assert client.post("/feedback/", GOOD | {"once": key[1]})["Location"] == "/feedback/sent/"
    assert Feedback.objects.get().person_id == person.pk


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": ""}, "Write what could be better"),
        ({"text": "   "}, "Write what could be better"),
        ({"text": "x" * (TEXT_LIMIT + 1)}, "You have 1 character too many"),
        ({"email": "ann at example"}, "Write the email address like this"),
        ({"page": "/" + "x" * 500}, "Shorten the address of the page"),
        ({"website": "https://spam.example"}, "marked to be left empty"),
        ({"text": "a\x00b"}, "Null characters"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_kept(client: Client, changed: dict[str, str], sentence: str) -> None:
    response = client.post("/feedback/", GOOD | {"text": "Kept words."} | changed)
    assert response.status_code == 422
    html = response.content.decode()
    assert sentence in html
    if "text" not in changed:
        assert "Kept words." in html
    assert not Feedback.objects.exists()


def test_the_longest_text_is_taken_with_line_ends_counted_once() -> None:
    text = "x" * (TEXT_LIMIT - 2) + "\r\n" + "y"
    form = FeedbackForm(GOOD | {"text": text})
    assert form.is_valid()
    assert len(form.cleaned_data["text"]) == TEXT_LIMIT


def test_the_eleventh_message_of_an_hour_waits_and_keeps_its_words(client: Client) -> None:
    for _message in range(limits.MOST):
        assert client.post("/feedback/", GOOD).status_code == 302
    response = client.post("/feedback/", GOOD)
    assert response.status_code == 429
    assert "Ten messages have come from your network" in response.content.decode()
    assert "Say more about drafts." in response.content.decode()
    assert Feedback.objects.count() == limits.MOST
    assert client.post("/feedback/", GOOD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_the_queue_is_oldest_first_and_done_messages_leave_it() -> None:
    second = services.send_feedback(page="", text="b", email="", person_id=None, at=AT.replace(hour=11))
    first = services.send_feedback(page="", text="a", email="", person_id=None, at=AT)
    assert list(queries.waiting()) == [first, second]
    assert services.mark_done(feedback_id=first.pk, by=7, at=AT)
    assert list(queries.waiting()) == [second]
    assert list(queries.done()) == [first]


def test_marking_twice_keeps_the_first_person() -> None:
    message = services.send_feedback(page="", text="a", email="", person_id=None, at=AT)
    assert services.mark_done(feedback_id=message.pk, by=7, at=AT)
    assert not services.mark_done(feedback_id=message.pk, by=8, at=AT)
    message.refresh_from_db()
    assert message.done_by == 7


@pytest.mark.parametrize(
    ("columns", "values", "constraint"),
    [
        ("text, done_at", "'a', now()", "feedback_done_by_somebody"),
        ("text, done_by", "'a', 7", "feedback_done_by_somebody"),
        ("text", "''", "feedback_says_something"),
        ("text", "repeat('x', 2001)", "feedback_within_limit"),
    ],
)
def test_the_database_refuses_what_the_form_refuses(columns: str, values: str, constraint: str) -> None:
    statement = f"INSERT INTO guidance_feedback (page, email, sent_at, {columns}) VALUES ('', '', now(), {values})"
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
