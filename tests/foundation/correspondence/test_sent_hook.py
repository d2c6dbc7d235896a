"""What a kind does when its letter has gone out: once, with the instant, in the transaction that notes it."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime
from typing import Any

import pytest

from cilexportal.foundation.correspondence import sending, services
from cilexportal.foundation.correspondence.models import Message, MessageState
from tests import factories

NOW = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(kind) -> list[tuple[dict[str, Any], datetime]]:
    heard: list[tuple[dict[str, Any], datetime]] = []
    kind(sent=lambda context, at: heard.append((context, at)))
    return heard


def message(**fields: Any) -> Message:
    return factories.MessageFactory(queued_at=NOW, send_after=NOW, context={"name": "Ada"}, **fields)


def test_the_kind_hears_once_that_its_letter_went_out(told):
    message()
    sending.send_due(at=NOW, limit=10)
    sending.send_due(at=NOW, limit=10)
    assert told == [({"name": "Ada"}, NOW)]


def test_a_letter_that_was_refused_tells_nothing(told, monkeypatch):
    def refuses(*args: object, **kwargs: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"a@b": (550, b"no")})

    monkeypatch.setattr(sending, "_email", refuses)
    refused = message()
    sending.send_due(at=NOW, limit=10)
    refused.refresh_from_db()
    assert refused.state == MessageState.FAILED
    assert told == []


def test_a_letter_that_was_posted_has_gone_out_too(told):
    stuck = message(state=MessageState.FAILED, error="It came back.")
    services.mark_posted(message_id=stuck.pk, by=factories.UserFactory(), at=NOW)
    assert told == [({"name": "Ada"}, NOW)]


def test_where_the_hook_fails_the_letter_is_not_noted_as_sent(kind):
    def fail(context: dict[str, Any], at: datetime) -> None:
        raise RuntimeError("not now")

    kind(sent=fail)
    waiting = message()
    sending.send_due(at=NOW, limit=1)
    waiting.refresh_from_db()
    assert waiting.state == MessageState.QUEUED
    assert waiting.sent_at is None
