"""Forms sent after the session had ended: held for the person they were given to, and for nobody else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from cilexportal.foundation.idempotency import services
from cilexportal.foundation.idempotency.middleware import hold_if_signed_out
from cilexportal.foundation.idempotency.models import HeldForm
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "What I learned, word for word: 5 < 6, “quotes” and\r\na new line."


def signed_out(path: str, fields: dict, **headers) -> HttpRequest:
    made = RequestFactory().post(path, fields, headers=headers)
    made.user = AnonymousUser()
    return made


def back_to(answer) -> str:
    """The address that signing in leads back to."""
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def test_a_form_of_a_signed_out_person_is_held_and_given_back_word_for_word(user):
    answer = hold_if_signed_out(signed_out("/cpd/new/?year=1", {**factories.once(user), "learned": TEXT}))
    assert back_to(answer) == "/cpd/new/?year=1"
    assert services.give_back(user_id=user.pk, path="/cpd/new/") == {"learned": [TEXT]}
    assert services.give_back(user_id=user.pk, path="/cpd/new/") is None, "once"


def test_whoever_signs_in_next_gets_only_their_own(user):
    other = factories.UserFactory()
    hold_if_signed_out(signed_out("/cpd/new/", {**factories.once(user), "learned": TEXT}))
    assert services.give_back(user_id=other.pk, path="/cpd/new/") is None
    assert services.give_back(user_id=user.pk, path="/cpd/other/") is None
    assert services.give_back(user_id=user.pk, path="/cpd/new/") == {"learned": [TEXT]}


def test_the_latest_form_of_a_page_is_kept(user):
    for text in ("first", "second"):
        hold_if_signed_out(signed_out("/cpd/new/", {**factories.once(user), "learned": text}))
    assert services.give_back(user_id=user.pk, path="/cpd/new/") == {"learned": ["second"]}


@pytest.mark.parametrize("fields", [{"learned": TEXT}, {"learned": TEXT, "once": "forged"}])
def test_a_form_without_a_key_of_ours_is_not_held(fields):
    assert hold_if_signed_out(signed_out("/cpd/new/", fields)) is None
    assert not HeldForm.objects.exists()


def test_pages_read_and_people_signed_in_are_let_through(user):
    read = RequestFactory().get("/cpd/new/")
    read.user = AnonymousUser()
    sent = RequestFactory().post("/cpd/new/", factories.once(user))
    sent.user = user
    assert hold_if_signed_out(read) is None
    assert hold_if_signed_out(sent) is None


def test_nothing_secret_is_held(user):
    typed = {"password1": "river", "oldpassword": "river", "code": "123456", "postcode": "B1 1AA"}
    hold_if_signed_out(signed_out("/cpd/new/", {**factories.once(user), "csrfmiddlewaretoken": "x", **typed}))
    assert HeldForm.objects.get().fields == {"postcode": ["B1 1AA"]}


def test_odd_characters_are_held_too(user):
    hold_if_signed_out(signed_out("/cpd/new/", {**factories.once(user), "learned": "a\0b 🙂 \u202e x"}))
    assert services.give_back(user_id=user.pk, path="/cpd/new/") == {"learned": ["ab 🙂 \u202e x"]}


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/cpd/2025-26/?page=2", "/cpd/2025-26/?page=2"),
        ("https://evil.example/x", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_a_bare_button_leads_back_to_its_page(user, referer, back):
    answer = hold_if_signed_out(signed_out("/cpd/delete/", factories.once(user), Referer=referer))
    assert back_to(answer) == back
    assert not HeldForm.objects.exists()
