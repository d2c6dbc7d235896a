"""The doors: idle limits to the second, the access matrix, the second factor of staff, and the renewed sign-in."""

from __future__ import annotations

import logging
import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.foundation.idempotency.models import HeldForm
from members.access import matrix
from members.enums import STAFF_ROLES, Role
from members.models import Member, RoleGrant, User
from tests import factories

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
JSON = {"Accept": "application/json"}
DETAILS = "/me/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def client(user: User, sign_in, at) -> Client:
    """A person who opened a page at START."""
    at(START)
    client = sign_in(user)
    assert client.get(DETAILS).status_code == 200
    return client


def is_in(client: Client) -> bool:
    return client.get("/session/", headers=JSON).status_code == 200


@pytest.mark.clause("REC-16")
def test_one_second_before_the_limit_a_person_is_in(client: Client, at) -> None:
    at(START + HOUR - SECOND)
    assert client.get(DETAILS).status_code == 200


@pytest.mark.clause("REC-16")
def test_at_the_limit_a_person_is_out_and_is_told(client: Client, at) -> None:
    at(START + HOUR)
    response = client.get(f"{DETAILS}?page=2", follow=True)
    assert response.redirect_chain == [("/account/login/?next=/me/%3Fpage%3D2", 302)]
    assert "nothing happened for 60 minutes" in response.content.decode()


@pytest.mark.clause("REC-16")
def test_activity_starts_the_hour_anew(client: Client, at) -> None:
    at(START + HOUR - SECOND)
    client.get(DETAILS)
    at(START + 2 * HOUR - 2 * SECOND)
    assert is_in(client)
    at(START + 2 * HOUR - SECOND)
    assert not is_in(client)


@pytest.mark.clause("REC-16")
@pytest.mark.parametrize(
    ("address", "headers"), [("/session/", JSON), (DETAILS, {"X-Requested-With": "fetch"}), ("/no/such/page/", {})]
)
def test_what_the_page_asks_by_itself_is_no_activity(client: Client, at, address: str, headers: dict) -> None:
    at(START + HOUR - SECOND)
    client.get(address, headers=headers)
    at(START + HOUR)
    assert not is_in(client)


@pytest.mark.clause("REC-16")
def test_the_hour_begins_with_the_sign_in_even_if_only_the_page_asks(user: User, sign_in, at) -> None:
    at(START)
    client = sign_in(user)
    for minutes in (0, 30, 59):
        at(START + timedelta(minutes=minutes))
        assert is_in(client)
    at(START + HOUR)
    assert not is_in(client)


@pytest.mark.clause("REC-16")
def test_staying_signed_in_is_one_click(client: Client, at) -> None:
    at(START + HOUR - SECOND)
    answer = client.post("/session/extend/", headers=JSON)
    assert answer.json()["seconds_left"] == 3600
    at(START + HOUR)
    assert is_in(client)


def test_a_script_is_told_where_to_sign_in(client: Client, at) -> None:
    at(START + HOUR)
    answer = client.get("/session/", headers=JSON)
    assert answer.status_code == 401
    assert answer.json() == {"signin_url": "/account/login/?next=/session/"}


def test_the_session_says_how_long_it_lasts(client: Client, at) -> None:
    at(START + timedelta(minutes=50))
    answer = client.get("/session/", headers=JSON).json()
    assert answer["seconds_left"] == 600
    assert answer["csrf_token"]


@pytest.mark.clause("REC-16")
def test_staff_are_out_after_half_an_hour(sign_in, at) -> None:
    at(START)
    client = sign_in(factories.staff(Role.FINANCE))
    client.get(DETAILS)
    at(START + HOUR / 2 - SECOND)
    assert is_in(client)
    at(START + HOUR / 2)
    assert not is_in(client)


def test_no_session_outlives_twelve_hours(client: Client, at) -> None:
    for half_hours in range(1, 24):
        at(START + half_hours * HOUR / 2)
        assert client.get(DETAILS).status_code == 200
    at(START + 12 * HOUR - SECOND)
    assert client.get(DETAILS).status_code == 200
    at(START + 12 * HOUR)
    assert "you had been signed in for 12 hours" in client.get(DETAILS, follow=True).content.decode()


def test_a_public_page_stays_readable_after_the_limit(client: Client, at) -> None:
    at(START + HOUR)
    response = client.get("/")
    assert response.status_code == 200
    assert not response.wsgi_request.user.is_authenticated


def test_activity_is_written_once_a_second(client: Client, at) -> None:
    def writes(moment: datetime) -> int:
        at(moment)
        with CaptureQueriesContext(connection) as queries:
            client.get(DETAILS)
        return sum("UPDATE" in query["sql"] and "django_session" in query["sql"] for query in queries)

    assert writes(START + SECOND / 2) == 0
    assert writes(START + SECOND) == 1


def test_a_form_sent_too_late_is_held_for_its_person(member: Member, sign_in, at) -> None:
    at(START)
    client = sign_in(member.user)
    address = "/cpd/records/9f6b0a3c-8a2e-4a0e-9d55-0a1a1c1d1e1f/edit/"
    key = re.findall(r'name="once" value="([^"]+)"', client.get(address).content.decode())[-1]
    at(START + HOUR)
    response = client.post(address, {"learned": "A long answer.", "once": key})
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=/cpd/records/")
    assert HeldForm.objects.get(user=member.user).fields["learned"] == ["A long answer."]


def test_a_route_without_a_row_is_nobodys(monkeypatch: pytest.MonkeyPatch, user: User, sign_in, caplog) -> None:
    rows = {name: row for name, row in matrix().rows.items() if name != "members:details"}
    monkeypatch.setattr(matrix(), "rows", rows)
    with caplog.at_level(logging.ERROR, logger="members.doors"):
        assert sign_in(user).get(DETAILS).status_code == 404
    assert "members:details" in caplog.text


def test_head_follows_get_and_options_is_refused(user: User, sign_in) -> None:
    client = sign_in(user)
    assert client.head(DETAILS).status_code == 200
    assert client.options(DETAILS).status_code == 405
    answer = client.post(DETAILS)
    assert (answer.status_code, answer["Allow"]) == (405, "GET")


def test_a_role_taken_back_ends_at_the_next_request(sign_in) -> None:
    officer = factories.staff(Role.MEMBERSHIP_OFFICER)
    client = sign_in(officer)
    assert client.get("/desk/feedback/").status_code == 200
    RoleGrant.objects.filter(user=officer).update(revoked_at=START, revoked_by=officer)
    assert client.get("/desk/feedback/").status_code == 404


def test_a_closed_account_is_out_at_the_next_request(user: User, sign_in) -> None:
    client = sign_in(user)
    assert client.get(DETAILS).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(DETAILS).status_code == 302


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_staff_without_a_second_factor_see_its_setup_only(role: str, sign_in) -> None:
    client = sign_in(factories.UserFactory(granted=[role]))
    for address in ("/", "/me/", "/admin/", "/desk/feedback/", "/desk/letters/", "/ui/", "/rules/"):
        answer = client.get(address)
        assert answer.status_code in (302, 404), address
        if answer.status_code == 302:
            assert answer["Location"] == reverse("mfa_index"), address
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get("/session/", headers=JSON).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_recovery_codes_alone_are_no_second_factor(sign_in) -> None:
    officer = factories.staff(Role.FINANCE)
    Authenticator.objects.update(type=Authenticator.Type.RECOVERY_CODES)
    assert sign_in(officer).get("/")["Location"] == reverse("mfa_index")


def test_a_session_older_than_the_second_factor_ends(sign_in) -> None:
    officer = factories.UserFactory(granted=[Role.MEMBERSHIP_OFFICER])
    client = sign_in(officer)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": encrypt("A" * 32)})
    for address in (reverse("mfa_view_recovery_codes"), "/desk/feedback/"):
        assert client.get(address)["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    assert sign_in(officer).get("/desk/feedback/").status_code == 200


def test_a_script_in_such_a_session_is_told_where_to_sign_in(sign_in) -> None:
    officer = factories.UserFactory(granted=[Role.MEMBERSHIP_OFFICER])
    client = sign_in(officer)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": encrypt("A" * 32)})
    assert client.get("/session/", headers=JSON).status_code == 401


def test_a_password_does_not_renew_the_sign_in_of_staff(sign_in, user: User) -> None:
    client = sign_in(factories.staff(Role.ADMINISTRATOR))
    add, grant = reverse("admin:members_rolegrant_add"), {"user": user.pk, "role": Role.FINANCE.value}
    by_password = client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD, "next": add})
    assert by_password["Location"].startswith(reverse("mfa_reauthenticate"))
    session = client.session
    session["account_authentication_methods"] += [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session.save()
    assert client.post(add, grant)["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not RoleGrant.objects.filter(user=user).exists()


@pytest.mark.clause("REC-16")
def test_a_session_nobody_opened_a_page_in_is_over_an_hour_after_the_sign_in(user: User, sign_in, at) -> None:
    at(START)
    client = sign_in(user)
    at(START + HOUR)
    assert client.get(DETAILS).status_code == 302


def test_an_old_sign_in_is_renewed_and_the_same_form_taken_once(sign_in, user: User) -> None:
    administrator = factories.staff(Role.ADMINISTRATOR)
    client = sign_in(administrator)
    add = reverse("admin:members_rolegrant_add")
    asked = client.post(add, {"user": user.pk, "role": Role.FINANCE.value})
    assert asked["Location"] == f"{reverse('mfa_reauthenticate')}?next={add.replace('/', '%2F')}"
    assert not RoleGrant.objects.filter(user=user).exists()
    done = client.post(asked["Location"], {**factories.second_step(administrator), "next": add})
    assert done.status_code == 302
    assert RoleGrant.objects.get(user=user).granted_by_id == int(client.session["_auth_user_id"])
    assert client.post(add, {"user": user.pk, "role": Role.CPD_OFFICER.value})["Location"] != asked["Location"]


def test_the_renewed_form_asks_the_matrix_again(sign_in, user: User) -> None:
    administrator = factories.staff(Role.ADMINISTRATOR)
    client = sign_in(administrator)
    add = reverse("admin:members_rolegrant_add")
    asked = client.post(add, {"user": user.pk, "role": Role.FINANCE.value})
    RoleGrant.objects.filter(user=administrator).update(revoked_at=START, revoked_by=administrator)
    assert client.post(asked["Location"], {**factories.second_step(administrator), "next": add}).status_code == 404
    assert not RoleGrant.objects.filter(user=user).exists()


def test_the_cookie_of_a_session_says_nothing_and_travels_safely(client: Client) -> None:
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert settings.SESSION_COOKIE_HTTPONLY
    assert len(cookie.value) == 32
