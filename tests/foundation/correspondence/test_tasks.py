"""The worker's side: it is nudged after the commit, drains what is due, and no broker is ever missed by a person."""

from __future__ import annotations

import socket
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from cilexportal.foundation import london, nudge
from cilexportal.foundation.correspondence import services, tasks
from cilexportal.foundation.correspondence.models import Message, MessageState
from tests import factories


@pytest.fixture
def closed_port():
    """An address at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def deaf_port():
    """An address that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield listener.getsockname()[1]


def queue() -> Message | None:
    return services.queue(
        kind="test", to_user_id=None, to_name="Ada", to_email="ada@example.org", context={}, at=london.now()
    )


@pytest.mark.django_db(transaction=True)
def test_a_message_is_sent_once_its_transaction_has_committed(kind, eager):
    kind()
    with transaction.atomic():
        queue()
        assert mail.outbox == []
    assert len(mail.outbox) == 1
    assert Message.objects.get().state == MessageState.SENT


@pytest.mark.django_db
def test_the_task_drains_more_than_one_batch(kind, monkeypatch):
    monkeypatch.setattr(tasks, "AT_A_TIME", 2)
    kind()
    for _ in range(5):
        queue()
    assert tasks.send_due() == 5
    assert len(mail.outbox) == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("port", ["closed_port", "deaf_port"])
def test_a_broker_that_is_away_costs_a_fraction_of_a_second_and_no_error(kind, port, request, settings, monkeypatch):
    kind()
    settings.NUDGES = True
    app = tasks.send_due.app
    url = f"redis://127.0.0.1:{request.getfixturevalue(port)}/0"
    connect = app.connection_for_write
    monkeypatch.setattr(app, "connection_for_write", lambda **options: connect(url, **options))
    queue()  # The first of a process loads the broker's client.
    monkeypatch.setattr(nudge, "_left_alone_until", 0.0)
    began = time.monotonic()
    queue()
    assert time.monotonic() - began < 1
    assert nudge._left_alone_until > began, "the broker was tried"
    began = time.monotonic()
    queue()
    assert time.monotonic() - began < 0.1, "a broker that is away is left alone for a while"
    assert Message.objects.filter(state=MessageState.QUEUED).count() == 3


@pytest.mark.django_db
def test_messages_of_secret_kinds_are_deleted_a_week_later(kind, at):
    kind("open")
    kind("hidden", secret=True)
    now = london.now()
    at(now)
    old, young = now - services.KEEP_SECRETS - timedelta(seconds=1), now - services.KEEP_SECRETS
    sent = {"state": MessageState.SENT, "sent_at": now}
    gone = factories.MessageFactory(kind="hidden", queued_at=old, **sent)
    kept = {
        factories.MessageFactory(kind="hidden", queued_at=young, **sent),
        factories.MessageFactory(kind="hidden", queued_at=old),
        factories.MessageFactory(kind="open", queued_at=old, **sent),
    }
    assert tasks.forget_secrets() == 1
    assert gone.kind == "hidden"
    assert set(Message.objects.all()) == kept
