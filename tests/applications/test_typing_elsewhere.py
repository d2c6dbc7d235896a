"""Typed words survive a lost network and a closed browser: asking to look again, and a supervisor's pages."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Reconsideration, ReferenceTyped, Typed
from applications.services import references
from cilexportal.foundation.idempotency import keys
from tests import factories as people
from tests.applications.referring import NOW, ask, enter, fill, link_of, sign
from tests.applications.test_services_reconsidering import decided

pytestmark = [pytest.mark.django_db, pytest.mark.clause("REC-17")]
SENT = datetime(2026, 12, 7, 9, tzinfo=UTC)
LATER = datetime(2026, 12, 9, 9, tzinfo=UTC)


def put(client: Client, url: str, version: int, fields: dict[str, Any], key: str = "") -> Any:
    body = json.dumps({"version": version, "fields": fields})
    return client.put(url, body, content_type="application/json", headers={"X-Once": key})


def test_reasons_for_looking_again_come_back_until_they_are_sent(at, sign_in) -> None:
    at(LATER)
    case = decided(SENT)
    user, page = case.application.user, f"again:{case.uuid}"
    client, url = sign_in(user), reverse("applications:reconsider", args=[case.application.uuid, case.step])
    keep = reverse("applications:keep", args=[case.application.uuid, page])
    assert f'data-autosave-url="{keep}"' in client.get(url).content.decode()
    typed = {"reasons": "My module covered", "wants_hearing": ["on"]}
    assert put(client, keep, 0, typed, keys.new(user.pk)).json()["version"] == 1
    shown = sign_in(user).get(url).content.decode()
    assert "My module covered</textarea>" in shown
    assert 'data-autosave-version="1"' in shown
    assert re.search(r'<input type="checkbox" name="wants_hearing"[^>]* checked', shown)
    assert "[&#x27;on&#x27;]" not in shown, "a tick keeps its value"
    boxes = {"to": "committee", "revision": str(case.revision), "reasons": "My module covered it."}
    assert client.post(url, {**boxes, **people.once(user)}).status_code == 302
    assert Reconsideration.objects.get().reasons == "My module covered it."
    assert Typed.objects.get(page=page).fields == {}


@pytest.mark.clause("HB-21")
def test_what_a_supervisor_types_comes_back_by_the_link_and_goes_with_the_reference(at) -> None:
    at(NOW)
    asked = ask()
    path = link_of(asked)
    first = enter(path)
    assert (
        'data-autosave-url="/reference/r/competence/typed/"' in first.get("/reference/r/competence/").content.decode()
    )
    half = {"words": "She runs", "doubt": ["on"]}
    assert put(first, "/reference/r/competence/typed/", 0, half).json()["version"] == 1
    again = enter(path)
    shown = again.get("/reference/r/competence/").content.decode()
    assert "She runs</textarea>" in shown
    assert "data-autosave-saved" in shown
    assert "She runs" not in again.get("/reference/r/check/").content.decode(), "typed, and not given yet"
    other = put(first, "/reference/r/competence/typed/", 0, {"words": "Other", "doubt": []})
    assert (other.status_code, other.json()["fields"]) == (409, half)
    days = {"from_date_day": "5", "from_date_month": "1", "from_date_year": ""}
    assert put(again, "/reference/r/since/typed/", 0, days).status_code == 200
    assert 'value="5"' in again.get("/reference/r/since/").content.decode()
    fill(again)
    assert set(ReferenceTyped.objects.values_list("page_key", flat=True)) == {""}
    older = put(first, "/reference/r/competence/typed/", 1, {"words": "Older", "doubt": []})
    assert (older.status_code, older.json()["fields"]) == (409, {"words": "About competence.", "doubt": []})
    older = put(first, "/reference/r/since/typed/", 1, days)
    assert older.json()["fields"] == {"from_date_day": "1", "from_date_month": "3", "from_date_year": "2025"}
    assert sign(again).status_code == 302
    assert not ReferenceTyped.objects.exists()


@pytest.mark.clause("HB-21")
def test_nothing_is_kept_without_a_visit_of_a_page_that_is_not_asked_or_once_it_is_over(at) -> None:
    at(NOW)
    url = "/reference/r/competence/typed/"
    assert put(Client(), url, 0, {"words": "x"}).status_code == 410
    assert Client().get(url).status_code == 410
    asked = ask()
    client = enter(link_of(asked))
    assert client.get(url).url == "/reference/r/competence/"
    assert put(client, "/reference/r/nothing/typed/", 0, {}).status_code == 410
    assert put(client, url, 0, {"words": "x" * 100_001}).status_code == 422
    assert client.put(url, "{", content_type="application/json").status_code == 422
    references.end(asked_id=asked.pk, why="", by=asked.case.application.user, at=NOW)
    assert put(client, url, 0, {"words": "x"}).status_code == 410
    assert not ReferenceTyped.objects.exists()
