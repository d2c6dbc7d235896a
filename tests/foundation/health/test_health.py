"""/healthz/: alive without asking anybody, ready as long as the database is, and honest about what waits."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import OperationalError

from cilexportal.foundation import london
from cilexportal.foundation.health import queries, tasks
from tests import factories

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def well(monkeypatch):
    """A broker that answers; each test takes away what it wants to miss."""
    monkeypatch.setattr(queries, "_broker", lambda: None)


def down() -> None:
    raise OperationalError


def test_live_asks_nobody(client):
    """No database is allowed here, so that any question to it would fail the test."""
    answer = client.get("/healthz/live")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer["Cache-Control"]


def test_a_database_that_is_down_makes_the_portal_unready(client, monkeypatch):
    monkeypatch.setattr(queries, "_database", down)
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503
    assert json.loads(answer.content) == {"state": "down", "database": "down"}


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["broker", "storage"])
def test_anything_else_only_degrades_it(client, monkeypatch, part):
    tasks.beat()
    monkeypatch.setattr(queries, f"_{part}", down)
    answer = client.get("/healthz/ready")
    state = answer.json()
    assert (answer.status_code, state["state"], state[part]) == (200, "degraded", "degraded")


@pytest.mark.django_db
def test_all_is_well(client):
    tasks.beat()
    state = client.get("/healthz/ready").json()
    assert state == {
        "state": "ok",
        "database": "ok",
        "broker": "ok",
        "storage": "ok",
        "seconds_since_beat": state["seconds_since_beat"],
        "oldest_letter_seconds": None,
        "oldest_document_seconds": None,
        "oldest_printout_seconds": None,
    }
    assert state["seconds_since_beat"] < 60
    assert default_storage.listdir("health")[1] == [], "the trial file is taken away"


@pytest.mark.django_db
def test_the_storage_is_written_to_once_in_ten_seconds_whoever_asks(client, monkeypatch):
    tries = []
    held_for = []
    remember = cache.set
    monkeypatch.setattr(queries, "_storage", lambda: tries.append(1))
    monkeypatch.setattr(cache, "set", lambda *what, timeout: held_for.append(timeout) or remember(*what, timeout))
    answers = [client.get("/healthz/ready").json()["storage"] for _ in range(3)]
    assert (answers, len(tries), held_for) == (["ok"] * 3, 1, [10])
    cache.delete(queries.PARTS)
    client.get("/healthz/ready")
    assert len(tries) == 2


@pytest.mark.django_db
def test_a_database_that_goes_down_is_noticed_at_once(client, monkeypatch):
    assert client.get("/healthz/ready").status_code == 200
    monkeypatch.setattr(queries, "_database", down)
    assert client.get("/healthz/ready").status_code == 503


@pytest.mark.django_db
def test_ages_are_of_the_oldest_that_waits():
    queries.note_beat(at=NOW)
    factories.MessageFactory(send_after=NOW - timedelta(seconds=50), queued_at=NOW)
    factories.MessageFactory(send_after=NOW - timedelta(seconds=70), queued_at=NOW)
    factories.MessageFactory(send_after=NOW + timedelta(days=1), queued_at=NOW)
    factories.MessageFactory(send_after=NOW - timedelta(days=1), state="failed")
    factories.DocumentFactory(received_at=NOW - timedelta(seconds=90))
    state = queries.state(at=NOW)
    assert (state["oldest_letter_seconds"], state["oldest_document_seconds"]) == (70, 90)
    assert (state["seconds_since_beat"], state["state"]) == (0, "ok")


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "word"), [(600, "ok"), (601, "degraded")])
def test_work_that_waits_ten_minutes_is_late(age, word):
    queries.note_beat(at=NOW)
    factories.DocumentFactory(received_at=NOW - timedelta(seconds=age))
    assert queries.state(at=NOW)["state"] == word


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "word"), [(120, "ok"), (121, "degraded")])
def test_a_beat_that_stops_is_noticed_after_two_minutes(age, word):
    queries.note_beat(at=NOW - timedelta(seconds=age))
    assert queries.state(at=NOW)["state"] == word


@pytest.mark.django_db
def test_no_beat_at_all_is_noticed():
    cache.delete(queries.BEAT)
    state = queries.state(at=NOW)
    assert (state["state"], state["seconds_since_beat"]) == ("degraded", None)


@pytest.mark.django_db
def test_the_beat_is_noted_by_the_portals_clock():
    tasks.beat()
    assert abs(queries.last_beat() - london.now()) < timedelta(seconds=30)


def test_a_broker_that_is_away_is_found_out_soon(monkeypatch):
    monkeypatch.undo()
    app = tasks.beat.app
    connect = app.connection_for_write
    monkeypatch.setattr(queries, "current_app", app)
    monkeypatch.setattr(app, "connection_for_write", lambda **given: connect("redis://127.0.0.1:1/0", **given))
    assert queries._word(queries._broker) == "degraded"
