"""The pages behind a link, whatever it is for: how often it is read, the visit's cookie, and what is shut or over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.visitors import pages
from cilexportal.foundation.visitors.keys import Opened
from cilexportal.foundation.visitors.pages import Found, Pages

PAGES = Pages(
    clause="HB-21", first="reference:check", cookie=lambda: "crumb", path="/reference/", hidden=frozenset({"seen"})
)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TYPED = {"csrfmiddlewaretoken": "forged", "once": "pressed", "seen": "digest", "why": "My own words", "name": ""}


def asked(**cookies: str) -> HttpRequest:
    """A form that somebody without an account sent."""
    request = RequestFactory().post("/reference/", TYPED)
    request.COOKIES |= cookies
    request.user, request.session = AnonymousUser(), {}  # type: ignore[assignment]
    return request


def is_private(response: Any) -> bool:
    return (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "same-origin")


def shown(response: Any) -> str:
    """The page, which keeps what was typed to be copied and nothing that only we put there."""
    page = response.content.decode()
    assert is_private(response)
    assert "My own words" in page
    assert not [word for word in ("forged", "pressed", "digest") if word in page]
    return page


def visit(ended_at: datetime | None = None) -> SimpleNamespace:
    return SimpleNamespace(ended_at=ended_at)


def answered(found: Found | Refused, here: Pages = PAGES) -> Any:
    """What the page of a visit answers where this is found; its view says whose it is."""

    def find(request: HttpRequest) -> Found:
        if isinstance(found, Refused):
            raise found
        return found

    view = here.visited(find)(lambda request, visit, whose, page: HttpResponse(f"{whose} {page}"))
    return view(asked(), page="sheets")


def test_a_page_of_a_visit_is_given_the_visit_and_what_it_is_for() -> None:
    response = answered((visit(), "Ada's"))
    assert (response.status_code, response.content) == (200, b"Ada's sheets")
    assert is_private(response)


@pytest.mark.django_db
@pytest.mark.parametrize("found", [None, (visit(NOON), "Ada's")], ids=["never", "ended"])
@pytest.mark.parametrize("saves", [False, True], ids=["at once", "page by page"])
def test_a_visit_that_is_over_says_so(found: Found, saves: bool) -> None:
    response = answered(found, replace(PAGES, saves=saves))
    assert response.status_code == 410
    assert ("every page you saved is kept" in shown(response)) == saves


@pytest.mark.django_db
@pytest.mark.parametrize(("clause", "status"), [("HB-21", 410), ("HB-24", 403)])
def test_a_dead_link_says_why_and_the_wrong_person_is_turned_away(clause: str, status: int) -> None:
    no = Refused.because(clause, "Not by this link.")
    response = answered(no)
    assert response.status_code == status
    assert "Not by this link." in shown(response)


def test_an_answer_that_is_found_stands_instead_of_the_page() -> None:
    other = HttpResponse("elsewhere")
    assert answered(other) is other


@pytest.mark.django_db
def test_a_link_is_read_so_often_an_hour_and_a_dead_one_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST", 2)
    no = Refused.because("HB-21", "Not by this link.")

    @PAGES.by_link("test.link")
    def land(request: HttpRequest, token: str) -> HttpResponse:
        if token == "dead":
            raise no
        return HttpResponse(token)

    answers = [land(asked(), token=token) for token in ("alive", "dead", "alive")]
    assert [answer.status_code for answer in answers] == [200, 410, 429]
    assert all(map(is_private, answers))
    assert "Not by this link." in shown(answers[1])


def test_the_browser_keeps_the_key_for_these_pages_alone() -> None:
    response = PAGES.begin(Opened(key="secret", seconds=60))
    kept = response.cookies["crumb"]
    assert (response["Location"], kept.value) == ("/reference/r/check/", "secret")
    parts = {part: kept[part] for part in ("path", "max-age", "httponly", "samesite")}
    assert parts == {"path": "/reference/", "max-age": 60, "httponly": True, "samesite": "Strict"}
    assert (PAGES.key(asked(crumb="secret")), PAGES.key(asked())) == ("secret", "")
    with pytest.raises(Http404):
        PAGES.begin(None)
