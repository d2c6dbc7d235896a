"""The postman: every message at least once, under one Message-ID, and kept as it went out."""

from __future__ import annotations

import hashlib
import smtplib
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import connection

from cilexportal.foundation.correspondence import sending
from cilexportal.foundation.correspondence.models import Message, MessageState
from tests import factories

NOW = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def message(**fields) -> Message:
    given = {"queued_at": NOW, "send_after": NOW, "context": {"name": "Ada O'Brien"}, "to_name": "Ada O'Brien"}
    return factories.MessageFactory(**{**given, **fields})


def send(at: datetime = NOW, limit: int = 100) -> int:
    return sending.send_due(at=at, limit=limit)


def stored(sent: Message) -> bytes:
    """The PDF that was kept."""
    with default_storage.open(sent.letter.name) as file:
        return file.read()


class Refusing:
    """A mail server that answers every message with the same failure."""

    def __init__(self, failure: Exception) -> None:
        self.failure = failure

    def open(self) -> bool:
        return True

    def close(self) -> None:
        pass

    def send_messages(self, messages: list) -> int:
        raise self.failure


@pytest.fixture
def failing(monkeypatch):
    def fail(failure: Exception) -> None:
        monkeypatch.setattr(sending, "get_connection", lambda: Refusing(failure))

    return fail


def test_a_due_message_is_sent_and_kept_as_sent(kind):
    kind()
    sent = message()
    assert send() == 1
    sent.refresh_from_db()
    email = mail.outbox[0]
    assert email.to == [sent.to_email]
    assert email.subject == sent.subject == "News for Ada O'Brien"
    assert email.body == sent.text
    assert "Ada O'Brien has 2 < 3 outcomes." in sent.text
    assert email.alternatives[0].content == sent.html
    assert "Ada O&#x27;Brien has 2 &lt; 3 outcomes." in sent.html
    assert (sent.state, sent.sent_at, sent.attempts, sent.claimed_at) == (MessageState.SENT, NOW, 1, None)
    assert send() == 0


def test_the_message_id_is_made_from_the_uuid(kind, settings):
    settings.BASE_URL = "https://portal.example.org"
    kind()
    sent = message()
    send()
    assert mail.outbox[0].message()["Message-ID"] == f"<{sent.uuid}@portal.example.org>"
    assert mail.outbox[0].message()["Auto-Submitted"] == "auto-generated"


def test_a_message_is_not_sent_before_its_time(kind):
    kind()
    message(send_after=NOW + timedelta(seconds=1))
    assert send() == 0
    assert send(NOW + timedelta(seconds=1)) == 1


@pytest.mark.pango
def test_the_letter_goes_along_and_is_kept(kind):
    kind(letter=True)
    sent = message()
    send()
    sent.refresh_from_db()
    name, content, media_type = mail.outbox[0].attachments[0]
    assert (name, media_type) == ("news-for-ada-obrien.pdf", "application/pdf")
    assert content.startswith(b"%PDF-")
    assert stored(sent) == content
    assert sent.letter_sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.pango
def test_a_message_without_address_becomes_a_letter_for_the_post(kind):
    kind()
    sent = message(to_user=None, to_email="")
    send()
    sent.refresh_from_db()
    assert sent.state == MessageState.NO_ADDRESS
    assert stored(sent).startswith(b"%PDF-")
    assert mail.outbox == []


def test_need_is_asked_again_at_the_moment_of_sending(kind):
    asked = []
    kind(still_needed=lambda context, at: asked.append((context, at)))
    dropped = message()
    assert send() == 1
    dropped.refresh_from_db()
    assert dropped.state == MessageState.DROPPED
    assert asked == [({"name": "Ada O'Brien"}, NOW)]
    assert mail.outbox == []


def test_of_a_secret_only_the_subject_is_kept(kind):
    kind(secret=True)
    sent = message()
    send()
    sent.refresh_from_db()
    assert "Ada O'Brien has" in mail.outbox[0].body
    assert sent.subject
    assert (sent.text, sent.html, sent.context, sent.letter.name) == (sending.NOT_KEPT, "", {}, "")


def test_where_no_words_are_kept_it_stays_that_it_was_sent_and_whether_it_went(kind, failing):
    kind(keeps_words=False)
    sent = message()
    context = sent.context
    send()
    sent.refresh_from_db()
    assert "Ada O'Brien has" in mail.outbox[0].body
    assert (sent.state, sent.text, sent.html, sent.context) == (MessageState.SENT, sending.NOT_KEPT, "", context)
    failing(smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"no")}))
    refused = message()
    send()
    refused.refresh_from_db()
    assert (refused.state, refused.text) == (MessageState.FAILED, sending.NOT_KEPT)


def test_a_newline_in_a_name_cannot_add_a_header(kind):
    kind()
    message(context={"name": "Ada\r\nBcc: all@example.org"})
    send()
    assert mail.outbox[0].subject == "News for Ada Bcc: all@example.org"
    assert mail.outbox[0].recipients() == [mail.outbox[0].to[0]]


def test_a_passing_failure_is_tried_again_ever_more_slowly(kind, failing):
    kind()
    failing(smtplib.SMTPServerDisconnected("gone"))
    stuck = message()
    at = NOW
    waits = []
    for _ in sending.WAITS:
        assert send(at) == 1
        stuck.refresh_from_db()
        assert stuck.state == MessageState.QUEUED
        waits.append((stuck.send_after - at).total_seconds() / 60)
        assert send(stuck.send_after - timedelta(seconds=1)) == 0
        at = stuck.send_after
    assert tuple(waits) == sending.WAITS
    assert sum(waits) > 72 * 60
    assert send(at) == 1
    stuck.refresh_from_db()
    assert stuck.state == MessageState.FAILED
    assert stuck.error == "The mail server could not be reached (SMTPServerDisconnected)."
    assert stuck.subject, "the staff can read and post what could not be sent"


def test_an_address_refused_for_good_is_not_tried_again(kind, failing):
    kind()
    failing(smtplib.SMTPRecipientsRefused({"ada@example.org": (550, b"no such user")}))
    stuck = message()
    send()
    stuck.refresh_from_db()
    assert stuck.state == MessageState.FAILED
    assert stuck.error == "The mail server refused the address (550)."


def test_a_secret_that_cannot_be_sent_is_soon_dropped(kind, failing):
    kind(secret=True)
    failing(smtplib.SMTPServerDisconnected("gone"))
    stuck = message(attempts=len(sending.WAITS_OF_A_SECRET))
    send()
    stuck.refresh_from_db()
    assert (stuck.state, stuck.context) == (MessageState.DROPPED, {})


def test_one_message_that_cannot_be_written_does_not_hold_up_the_rest(kind):
    def build(context):
        return {"name": 1 / context["outcomes"]}

    kind(build=build)
    first, second = message(context={"outcomes": 0}), message(context={"outcomes": 1})
    assert send() == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (MessageState.QUEUED, MessageState.SENT)
    assert first.error == "The letter could not be written (ZeroDivisionError)."


def test_a_kind_that_was_taken_away_fails_with_a_reason():
    stuck = message(kind="gone.away", attempts=len(sending.WAITS))
    send()
    stuck.refresh_from_db()
    assert (stuck.state, stuck.error) == (MessageState.FAILED, "This kind of letter is not known.")


def test_no_attempt_is_used_up_while_the_mail_server_is_away(kind, monkeypatch):
    kind()
    waiting = message()

    class Away(Refusing):
        def open(self) -> bool:
            raise ConnectionRefusedError

    monkeypatch.setattr(sending, "get_connection", lambda: Away(ValueError()))
    assert send() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (MessageState.QUEUED, 0)


def test_a_message_in_the_hands_of_a_worker_is_left_to_it_until_the_lease_ends(kind):
    kind()
    taken = message()
    assert sending._claim(at=NOW) == taken
    assert send() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE correspondence_message SET claimed_at = now() - interval '121 seconds'")
    assert send() == 1
    taken.refresh_from_db()
    assert (taken.state, taken.attempts) == (MessageState.SENT, 2)


def test_a_message_that_ends_every_worker_is_parked(kind):
    kind()
    poison = message(attempts=len(sending.WAITS) + 1)
    send()
    poison.refresh_from_db()
    assert (poison.state, poison.error) == (MessageState.FAILED, "Each attempt ended the worker that made it.")
    assert mail.outbox == []


def test_a_batch_stops_at_its_limit(kind):
    kind()
    for _ in range(3):
        message()
    assert send(limit=2) == 2
    assert Message.objects.filter(state=MessageState.QUEUED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_message_once(kind):
    kind()
    for _ in range(30):
        message()

    def work() -> None:
        try:
            send()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    ids = [email.extra_headers["Message-ID"] for email in mail.outbox]
    assert len(ids) == len(set(ids)) == 30


@pytest.mark.django_db(transaction=True)
def test_without_locks_the_same_message_would_go_to_two_workers(kind, monkeypatch):
    """The control: the claim protects, not luck."""
    kind()
    message()
    both = threading.Barrier(2, timeout=10)
    unlocked = sending.queries.due

    class Unlocked:
        def __init__(self, at):
            self.found = unlocked(at=at)

        def exists(self):
            return True

        def select_for_update(self, **kwargs):
            return self

        def first(self):
            found = self.found.first()
            both.wait()
            return found

    monkeypatch.setattr(sending.queries, "due", lambda *, at: Unlocked(at))

    def work() -> None:
        try:
            send(limit=1)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mail.outbox) == 2
