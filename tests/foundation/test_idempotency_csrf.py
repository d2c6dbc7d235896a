"""A form whose token is out of date: shown again if a page of ours sent it, bare if another site may have."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import User
from tests import factories

TYPED = "An answer that took an hour"


@pytest.fixture
def answer(user: User):
    """`answer(Origin=...)` sends a form without a good token, and gives the page that refuses it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend=factories.BACKEND)

    def sent(**headers: str) -> str:
        response = client.post("/account/email/?a=1", {"learned": TYPED, "csrfmiddlewaretoken": "x"}, headers=headers)
        assert response.status_code == 403
        return response.content.decode()

    return sent


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/account/email/"},
        {"Origin": "http://testserver", "Referer": "https://evil.example/"},
    ],
)
def test_a_form_of_ours_keeps_what_was_typed_and_may_go_again(answer, headers):
    page = answer(**headers)
    assert TYPED in page
    assert 'action="/account/email/?a=1"' in page
    assert "Send it again" in page


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "null", "Referer": "http://testserver/account/email/"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8000"},
        {"Origin": "https://evil.example", "Referer": "http://testserver/"},
        {"Referer": "https://evil.example/http://testserver/"},
        {"Referer": "http://testserver.evil.example/"},
    ],
)
def test_another_sites_words_never_become_a_form_of_ours(answer, headers):
    page = answer(**headers)
    assert TYPED not in page
    assert "Send it again" not in page
    assert 'name="once"' not in page.partition("<main")[2]
