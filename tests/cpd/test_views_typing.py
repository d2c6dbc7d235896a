"""Autosave as the page's script speaks it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cilexportal.foundation.idempotency import keys
from cpd.models import CpdYear, Record, Typing
from members.models import Member
from tests.cpd.conftest import MAY, counting


class Script:
    """The form's script: puts what is typed, and carries the key of its page."""

    def __init__(self, client: Client, member: Member) -> None:
        self.client, self.key = client, keys.new(member.user_id)

    def put(self, name: uuid.UUID, body: Any, **headers: str) -> Any:
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.put(
            f"/cpd/records/{name}/typing/?year=2025-26",
            sent,
            content_type="application/json",
            headers={"X-Once": self.key, "Accept": "application/json", **headers},
        )


@pytest.fixture
def script(ada: Member, sign_in: Callable, at: Callable) -> Script:
    at(MAY)
    return Script(sign_in(ada.user), ada)


@pytest.mark.clause("REC-17")
def test_a_pause_is_answered_with_the_version_and_the_time(script: Script) -> None:
    name = uuid.uuid4()
    answer = script.put(name, {"version": 0, "fields": {"title": "Half", "areas": ["ethics"]}})
    assert answer.status_code == 200
    assert answer.json() == {"version": 1, "saved_at": "2026-05-14T11:00:00+00:00", "seconds": 0, "marks": {}}
    assert Typing.objects.get().fields == {"title": "Half", "areas": ["ethics"]}
    assert Record.objects.get().uuid == name


@pytest.mark.clause("REC-17")
def test_a_stale_page_gets_the_other_text_in_its_own_shapes(script: Script) -> None:
    name = uuid.uuid4()
    script.put(name, {"version": 0, "fields": {"title": "First", "professionalism": ["on"], "areas": []}})
    mine = {"title": "Second", "professionalism": [], "areas": ["ethics"], "need": "x"}
    answer = script.put(name, {"version": 0, "fields": mine})
    assert answer.status_code == 409
    other = answer.json()
    assert other["version"] == 1
    assert other["fields"] == {"title": "First", "professionalism": ["on"], "areas": [], "need": ""}
    assert other["saved_at"] == "2026-05-14T11:00:00+00:00"


@pytest.mark.clause("REC-17")
def test_a_page_with_a_newer_version_of_nothing_is_stale_too(script: Script, ada: Member, year: CpdYear) -> None:
    record = Record.objects.create(member=ada, year=year)
    answer = script.put(record.uuid, {"version": 5, "fields": {"title": "x"}})
    assert answer.status_code == 409
    assert answer.json() == {"version": 0, "fields": {"title": ""}, "saved_at": None}


@pytest.mark.clause("REC-17", "REC-16")
def test_signed_out_or_somebody_else_on_the_same_browser_is_asked_to_sign_in(
    script: Script, ben: Member, sign_in: Callable
) -> None:
    name, body = uuid.uuid4(), {"version": 0, "fields": {"title": "Of Ada"}}
    for client in (Client(), sign_in(ben.user)):
        script.client = client
        answer = script.put(name, body)
        assert answer.status_code == 401
        assert answer.json()["signin_url"].startswith("/account/login/?next=")
    assert not Record.objects.exists()


def test_a_page_without_a_key_keeps_nothing(script: Script) -> None:
    assert script.put(uuid.uuid4(), {"version": 0, "fields": {}}, **{"X-Once": "forged"}).status_code == 401


def test_somebody_elses_record_is_not_found(script: Script, ben: Member, year: CpdYear) -> None:
    record = counting(ben, year)
    assert script.put(record.uuid, {"version": 0, "fields": {"title": "x"}}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"\xff",
        "",
        "[]",
        "[" * 100_000,
        '{"fields":' * 50_000,
        '{"version": 1}',
        '{"version": "1", "fields": {}}',
        '{"version": true, "fields": {}}',
    ],
)
def test_what_is_no_autosave_is_answered_with_a_sentence(script: Script, body: str | bytes) -> None:
    answer = script.put(uuid.uuid4(), body)
    assert answer.status_code == 422
    assert answer.json()["sentence"]


@pytest.mark.parametrize("size", [100_001, 700_000])
def test_too_much_is_answered_with_a_sentence(script: Script, size: int) -> None:
    answer = script.put(uuid.uuid4(), {"version": 0, "fields": {"learned": "a" * size}})
    assert answer.status_code == 413
    assert "100,000" in answer.json()["sentence"]


def test_no_text_brings_it_down(script: Script) -> None:
    text = r'{"version": 0, "fields": {"title": "a\u0000b\ud800c", "need": {"no": "text"}, "areas": [1, "ethics"]}}'
    assert script.put(uuid.uuid4(), text).status_code == 200
    assert Typing.objects.get().fields == {"title": "abc", "areas": ["ethics"]}


def test_without_an_open_year_the_script_is_told(script: Script) -> None:
    CpdYear.objects.all().delete()
    answer = script.put(uuid.uuid4(), {"version": 0, "fields": {"title": "x"}})
    assert answer.status_code == 422
    assert "No CPD year is open" in answer.json()["sentence"]


@pytest.mark.clause("REC-17")
def test_after_signing_in_the_address_of_the_script_leads_to_the_form(script: Script) -> None:
    name = uuid.uuid4()
    assert script.client.get(f"/cpd/records/{name}/typing/")["Location"] == f"/cpd/records/{name}/edit/"
