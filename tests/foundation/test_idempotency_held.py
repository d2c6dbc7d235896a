"""Forms sent after the session had ended: held for the person they were given to, and for nobody else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from cilexportal.foundation.idempotency import keys, services
from cilexportal.foundation.idempotency.middleware import hold_if_signed_out
from cilexportal.foundation.idempotency.models import HeldForm
from cilexportal.foundation.idempotency.sent import giving_back
from members.models import User
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "What I learned, word for word: 5 < 6, “quotes” and\r\na new line."
FORM = "/cpd/records/9f6b0a3c-8a2e-4a0e-9d55-0a1a1c1d1e1f/edit/"
OTHER_FORM = "/cpd/records/9f6b0a3c-8a2e-4a0e-9d55-000000000000/edit/"


class Lapsed:
    """A browser whose session has ended: it still has the mark, and the form with its key."""

    def __init__(self, user: User, *, path: str = FORM, session: str = "a-session") -> None:
        shown = RequestFactory().get(path)
        shown.user, shown.session = user, SessionStore(session)
        self.token = keys.for_form(shown)
        self.mark = shown.META[keys.MARK]

    def sends(self, fields: dict, *, path: str = FORM, **headers: str) -> HttpRequest:
        made = RequestFactory().post(path, {keys.FIELD: self.token, **fields}, headers=headers)
        made.user = AnonymousUser()
        made.COOKIES[keys.cookie_name()] = self.mark
        return made


def given_back(user: User, path: str = FORM) -> dict | None:
    """What is handed back at an address, without the key."""
    with services.giving_back(user_id=user.pk, path=path) as held:
        return held and {name: values for name, values in held.items() if name != keys.FIELD}


def back_to(answer) -> str:
    """The address that signing in leads back to."""
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def test_a_form_of_a_signed_out_person_is_held_and_given_back_word_for_word(user):
    answer = hold_if_signed_out(Lapsed(user).sends({"learned": TEXT}, path=f"{FORM}?year=1"))
    assert back_to(answer) == f"{FORM}?year=1"
    assert given_back(user) == {"learned": [TEXT]}
    assert given_back(user) is None, "once"


def test_it_stays_held_until_the_page_has_it(user):
    hold_if_signed_out(Lapsed(user).sends({"learned": TEXT}))
    with pytest.raises(ValueError, match="no room"), services.giving_back(user_id=user.pk, path=FORM):
        raise ValueError("no room")
    assert given_back(user) == {"learned": [TEXT]}


def test_a_head_uses_nothing_up(user):
    """It is asked by what looks before it reads: the page that follows has the form."""
    services.hold(user_id=user.pk, path=FORM, fields={"learned": [TEXT]})
    for method, had in (("HEAD", None), ("GET", {"learned": [TEXT]}), ("GET", None)):
        asked = RequestFactory().generic(method, FORM)
        asked.user = user
        with giving_back(asked) as held:
            assert held == had


def test_whoever_signs_in_next_gets_only_their_own(user):
    hold_if_signed_out(Lapsed(user).sends({"learned": TEXT}))
    assert given_back(factories.UserFactory()) is None
    assert given_back(user, OTHER_FORM) is None
    assert given_back(user) == {"learned": [TEXT]}


def test_the_latest_form_of_a_page_is_kept(user):
    for text in ("first", "second"):
        hold_if_signed_out(Lapsed(user).sends({"learned": text}))
    assert given_back(user) == {"learned": ["second"]}


def test_the_newest_twenty_pages_of_a_person_are_kept(user):
    other = factories.UserFactory()
    services.hold(user_id=other.pk, path=FORM, fields={})
    for number in range(services.MOST_HELD + 5):
        services.hold(user_id=user.pk, path=f"/{number}/", fields={})
    kept = set(HeldForm.objects.filter(user=user).values_list("path", flat=True))
    assert kept == {f"/{number}/" for number in range(5, services.MOST_HELD + 5)}
    assert given_back(other) == {}


@pytest.mark.parametrize("key", [{keys.FIELD: ""}, {keys.FIELD: "forged"}])
def test_a_form_without_a_key_of_ours_is_not_held(user, key):
    assert hold_if_signed_out(Lapsed(user).sends({"learned": TEXT, **key})) is None
    assert not HeldForm.objects.exists()


def test_a_captured_key_holds_nothing_elsewhere(user):
    """Neither in another browser, nor in another session's, nor for another page; what was typed is only shown."""
    page, other = Lapsed(user), Lapsed(user, session="another-session")
    bare = page.sends({"learned": TEXT})
    bare.COOKIES.clear()
    theirs = page.sends({"learned": TEXT})
    theirs.COOKIES[keys.cookie_name()] = other.mark
    placeless = page.sends({"learned": TEXT, keys.FIELD: keys.new(user.pk)})
    for sent in (bare, theirs, placeless, page.sends({"learned": TEXT}, path=OTHER_FORM)):
        answer = hold_if_signed_out(sent)
        assert answer.status_code == 403
        assert "word for word" in answer.content.decode()
        assert "Send it again" not in answer.content.decode()
    assert not HeldForm.objects.exists()


def test_the_mark_cannot_be_read_out_of_a_key(user):
    page = Lapsed(user)
    assert page.mark not in repr(keys.read(page.token))


@pytest.mark.parametrize("path", ["/account/email/", "/cpd/records/9f6b0a3c-8a2e-4a0e-9d55-0a1a1c1d1e1f/discard/"])
def test_only_pages_that_give_back_have_forms_held(user, path):
    answer = hold_if_signed_out(Lapsed(user, path=path).sends({"junk": "x"}, path=path))
    assert answer.status_code == 302
    assert not HeldForm.objects.exists()


@pytest.mark.parametrize("fields", [{"learned": "x" * 160_000}, {"a": "y" * 80_000, "b": "z" * 80_000}])
def test_too_long_a_form_is_shown_and_not_held(user, fields):
    answer = hold_if_signed_out(Lapsed(user).sends(fields))
    assert answer.status_code == 403
    assert next(iter(fields.values())) in answer.content.decode()
    assert not HeldForm.objects.exists()


def test_pages_read_and_people_signed_in_are_let_through(user):
    read = RequestFactory().get(FORM)
    read.user = AnonymousUser()
    sent = Lapsed(user).sends({"learned": TEXT})
    sent.user = user
    assert hold_if_signed_out(read) is None
    assert hold_if_signed_out(sent) is None


def test_nothing_secret_is_held(user):
    typed = {"password1": "river", "oldpassword": "river", "code": "123456", "postcode": "B1 1AA"}
    hold_if_signed_out(Lapsed(user).sends({"csrfmiddlewaretoken": "x", **typed}))
    assert given_back(user) == {"postcode": ["B1 1AA"]}


def test_odd_characters_are_held_too(user):
    hold_if_signed_out(Lapsed(user).sends({"learned": "a\0b 🙂 \u202e x"}))
    assert given_back(user) == {"learned": ["ab 🙂 \u202e x"]}


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
    answer = hold_if_signed_out(Lapsed(user).sends({}, Referer=referer))
    assert back_to(answer) == back
    assert not HeldForm.objects.exists()


def test_the_browser_keeps_the_mark_of_its_session(member):
    client = factories.signed_in(member.user)
    client.get("/cpd/records/new/", follow=True)
    cookie = client.cookies[keys.cookie_name()]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"], "it goes when the browser is closed"
    assert keys.cookie_name() not in client.get(FORM).cookies, "set once a session"
    client.session.flush()
    client.force_login(member.user, backend=factories.BACKEND)
    assert client.get(FORM).cookies[keys.cookie_name()].value != cookie.value
