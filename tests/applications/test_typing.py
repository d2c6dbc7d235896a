"""Autosave of the applicant's pages: for its own person, never over another page's text, and let go once saved."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from applications.models import Application, Typed
from applications.queries.typed import form_of
from applications.rules.typed import MOST_PAGES, TooMuch, is_page, tidy
from applications.services import typing
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.rulebook.refusal import Refused
from tests import factories as people
from tests.applications import factories

pytestmark = pytest.mark.django_db
NOON = factories.NOON


def keep(application: Application, version: int, **more: Any) -> int:
    plain = {"page": "knowledge", "page_key": "p1", "fields": {"title": "Half a ti"}, "at": NOON}
    return typing.keep(
        uuid=application.uuid, user_id=application.user_id, version=version, **{**plain, **more}
    )  # fmt: skip


@pytest.mark.clause("REC-17")
def test_each_pause_is_the_next_version_and_each_page_has_its_own() -> None:
    application = factories.application()
    assert [keep(application, 0), keep(application, 1), keep(application, 0, page="reference-ask")] == [1, 2, 1]
    assert form_of(application_id=application.pk, page="knowledge", saved={}).fields == {"title": "Half a ti"}


@pytest.mark.clause("REC-17")
@pytest.mark.parametrize("version", [0, 7, -1, 2**40])
def test_a_stale_page_gets_the_other_text_and_changes_nothing(version: int) -> None:
    application = factories.application()
    keep(application, 0)
    with pytest.raises(typing.Stale) as other:
        keep(application, version, fields={"title": "Second tab"}, page_key="p2")
    assert (other.value.version, other.value.fields, other.value.page_key) == (1, {"title": "Half a ti"}, "p1")
    assert Typed.objects.get().fields == {"title": "Half a ti"}


@pytest.mark.clause("REC-17")
def test_a_page_of_which_nothing_is_kept_any_more_is_told_and_can_begin_again() -> None:
    application = factories.application()
    with pytest.raises(typing.Stale) as gone:
        keep(application, 3)
    assert (gone.value.version, gone.value.fields) == (0, {})
    assert keep(application, gone.value.version) == 1


@pytest.mark.clause("REC-17")
def test_a_form_that_is_sent_to_come_back_to_goes_over_what_its_own_page_kept_and_no_others() -> None:
    application = factories.application()
    keep(application, 0)
    sent: dict[str, Any] = {
        "uuid": application.uuid, "user_id": application.user_id, "page": "knowledge", "version": 0, "at": NOON,
        "fields": {"title": "Whole"},
    }  # fmt: skip
    assert typing.keep_form(page_key="p1", **sent) == 2
    with pytest.raises(typing.Stale):
        typing.keep_form(page_key="p2", **sent)


@pytest.mark.clause("REC-17")
def test_saving_lets_the_typing_go_and_tells_an_older_page_what_was_saved() -> None:
    application = factories.application()
    keep(application, 0)
    answers = {"title": "Saved"}
    typing.saved(application_id=application.pk, page="knowledge", fields=answers, at=NOON)
    form = form_of(application_id=application.pk, page="knowledge", saved=answers)
    assert (form.fields, form.version, form.typed_at) == (answers, 2, None)
    with pytest.raises(typing.Stale) as other:
        keep(application, 1)
    assert other.value.fields == answers
    assert keep(application, 2) == 3


def test_text_that_is_let_go_gives_way_to_what_was_saved() -> None:
    application = factories.application()
    keep(application, 0)
    typing.let_go(application_id=application.pk, page="knowledge")
    form = form_of(application_id=application.pk, page="knowledge", saved={"title": "Saved"})
    assert (form.fields, form.version) == ({"title": "Saved"}, 2)


def test_nobody_types_into_somebody_elses_application_nor_into_one_that_has_ended() -> None:
    application = factories.application()
    with pytest.raises(typing.NotYours):
        typing.keep(
            uuid=application.uuid, user_id=people.UserFactory().pk, page="knowledge", version=0, page_key="p",
            fields={}, at=NOON,
        )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(end="withdrawn", ended_at=NOON)
    with pytest.raises(typing.NotYours):
        keep(application, 0)
    with pytest.raises(Refused, match="this application has ended"):
        typing.keep_form(
            uuid=application.uuid, user_id=application.user_id, page="knowledge", version=0, page_key="p",
            fields={}, at=NOON,
        )  # fmt: skip
    assert not Typed.objects.exists()


def test_pages_are_begun_up_to_a_limit_and_no_further() -> None:
    application = factories.application()
    Typed.objects.bulk_create(
        Typed(application=application, page=f"role:{uuid.uuid4()}", saved_at=NOON) for _ in range(MOST_PAGES)
    )
    with pytest.raises(Refused, match="200 pages"):
        keep(application, 0)


@pytest.mark.clause("HB-8")
def test_typing_begins_the_clock_of_a_draft_anew_once_a_day() -> None:
    application = factories.application()
    for after, touched in ((timedelta(hours=1), NOON), (timedelta(days=1), NOON + timedelta(days=1))):
        keep(application, Typed.objects.count(), at=NOON + after)
        application.refresh_from_db()
        assert application.touched_at == touched


def test_boxes_are_kept_as_they_can_be_and_nothing_else() -> None:
    sent = {"title": "a\r\nb\x00", "tasks": ["advice", 5], "csrfmiddlewaretoken": "x", "Bad Name": "x", "n": 5, "e": ""}
    assert tidy(sent) == {"title": "a\nb", "tasks": ["advice"]}
    with pytest.raises(TooMuch):
        tidy({"a": "x" * 100_001})
    with pytest.raises(TooMuch):
        tidy({f"a{n}": "x" for n in range(301)})


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("knowledge", True),
        ("role:6f1f1f0e-3d52-4f0a-9a5e-1c8a6a3f9b10", True),
        ("Role", False),
        ("role:x", False),
        (f"role:{'-' * 36}", False),
        ("a b", False),
    ],
)
def test_names_of_pages(name: str, is_one: bool) -> None:
    assert is_page(name) is is_one


class Script:
    """The form's script: puts what is typed, and carries the key of its page."""

    def __init__(self, client: Client, application: Application) -> None:
        self.client, self.url = client, f"/applications/{application.uuid}/typed/knowledge/"
        self.key = keys.new(application.user_id)

    def put(self, body: Any) -> Any:
        sent = body if isinstance(body, str) else json.dumps(body)
        headers = {"X-Once": self.key, "Accept": "application/json"}
        return self.client.put(self.url, sent, content_type="application/json", headers=headers)


@pytest.fixture
def script(sign_in: Callable, at: Callable) -> Script:
    at(NOON)
    application = factories.application()
    return Script(sign_in(application.user), application)


@pytest.mark.clause("REC-17")
def test_the_script_is_answered_with_the_version_and_a_second_page_with_the_other_text(script: Script) -> None:
    answer = script.put({"version": 0, "fields": {"title": "Half", "tasks": ["advice"]}})
    assert (answer.status_code, answer.json()) == (
        200, {"version": 1, "saved_at": "2026-11-20T12:00:00+00:00", "seconds": 0}
    )  # fmt: skip
    other = script.put({"version": 0, "fields": {"title": "Other", "tasks": []}})
    assert (other.status_code, other.json()["version"]) == (409, 1)
    assert other.json()["fields"] == {"title": "Half", "tasks": ["advice"]}


@pytest.mark.parametrize(
    ("body", "status"),
    [("{", 422), ({"version": "1", "fields": {}}, 422), ({"version": 0}, 422),
     ({"version": 0, "fields": {"a": "x" * 100_001}}, 413), ({"version": 0, "fields": {"a": "x" * 700_000}}, 413)],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_in_a_sentence(script: Script, body: Any, status: int) -> None:
    answer = script.put(body)
    assert (answer.status_code, list(answer.json())) == (status, ["sentence"])


def test_a_page_of_somebody_else_leads_to_signing_in_and_an_ended_application_says_so(script: Script) -> None:
    script.key = keys.new(people.UserFactory().pk)
    assert script.put({"version": 0, "fields": {}}).status_code == 401
    script.key = keys.new(Application.objects.get().user_id)
    Application.objects.update(end="withdrawn", ended_at=NOON)
    answer = script.put({"version": 0, "fields": {}})
    assert answer.status_code == 422
    assert "has ended" in answer.json()["sentence"]


def test_opened_as_a_page_it_leads_to_the_list_and_an_unknown_page_is_not_there(script: Script) -> None:
    assert script.client.get(script.url).url == f"/applications/{Application.objects.get().uuid}/"
    assert script.client.get(script.url.replace("knowledge", "no page")).status_code == 404
