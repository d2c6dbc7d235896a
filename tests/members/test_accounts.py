"""Opening an account, signing in and proving it: each way in works with the portal's settings, and tells no secrets."""

from __future__ import annotations

import re
from http.client import IncompleteRead

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import Fernet
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, TestCase
from django.urls import reverse

from cilexportal.foundation.correspondence.models import Message
from members import adapters, passwords
from members.models import User
from tests import factories

SIGNUP = {"full_name": "Ada  Example", "email": "ada@example.org", "password1": "three quiet green lamps"}
pytestmark = pytest.mark.django_db


def code_in(message: Message) -> str:
    found = re.search(r"^([A-Z0-9]{4,}-?[A-Z0-9]{2,})$", message.context["text"], re.M)
    assert found, message.context["text"]
    return found[1]


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("members:details")).status_code == 200


def test_an_account_opens_with_a_code_by_mail(client: Client) -> None:
    answer = client.post(reverse("account_signup"), SIGNUP)
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    message = Message.objects.get()
    assert (message.kind, message.to_email) == ("members.account_mail", "ada@example.org")
    client.post(reverse("account_email_verification_sent"), {"code": code_in(message)})
    assert is_signed_in(client)
    user = User.objects.get()
    assert user.full_name == "Ada Example"
    assert EmailAddress.objects.get(user=user).verified


def test_a_wrong_code_opens_nothing(client: Client) -> None:
    client.post(reverse("account_signup"), SIGNUP)
    client.post(reverse("account_email_verification_sent"), {"code": "WRONG1"})
    assert not is_signed_in(client)


def test_signing_in_with_address_and_password(client: Client, user: User) -> None:
    user.set_password(factories.PASSWORD)
    user.save()
    client.post(reverse("account_login"), {"login": user.email.upper(), "password": factories.PASSWORD})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "next_url", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_leads_nowhere_else(client: Client, user: User, next_url: str) -> None:
    login = {"login": user.email, "password": factories.PASSWORD, "next": next_url}
    assert client.post(reverse("account_login"), login)["Location"] == "/"


def test_a_second_factor_is_asked_for(client: Client) -> None:
    officer = factories.staff("cpd_officer")
    client.post(reverse("account_login"), {"login": officer.email, "password": factories.PASSWORD})
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), factories.second_step(officer))
    assert is_signed_in(client)


def test_a_passkey_is_a_second_factor_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = factories.UserFactory(granted=["cpd_officer"])
    key = Authenticator.objects.create(user=officer, type=Authenticator.Type.WEBAUTHN, data={})
    monkeypatch.setattr(webauthn, "parse_authentication_response", lambda credential: None)
    monkeypatch.setattr(webauthn, "extract_user_from_response", lambda credential: officer)
    monkeypatch.setattr(webauthn, "complete_authentication", lambda person, credential: key)
    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "key"}'})
    assert client.get("/cpd/desk/").status_code == 200


def test_a_forgotten_password_is_reset_by_code(client: Client, user: User) -> None:
    client.post(reverse("account_reset_password"), {"email": user.email})
    code = code_in(Message.objects.get())
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    new = {"password1": "four loud yellow lamps", "password2": "four loud yellow lamps"}
    client.post(reverse("account_complete_password_reset"), new)
    user.refresh_from_db()
    assert user.check_password("four loud yellow lamps")


def test_an_imported_account_is_opened_by_choosing_a_password(client: Client) -> None:
    user = factories.UserFactory(password=None)
    test_a_forgotten_password_is_reset_by_code(client, user)


def test_nobody_learns_whether_an_address_has_an_account(user: User) -> None:
    for address, form in (
        ("account_reset_password", {}),
        ("account_login", {"password": "not the password at all"}),
        ("account_signup", {"full_name": "Ada", "password1": SIGNUP["password1"]}),
    ):
        answers = []
        for email in (user.email, "nobody@example.org"):
            field = "login" if address == "account_login" else "email"
            answer = Client().post(reverse(address), {field: email, **form})
            page = answer.content.decode().replace(email, "")
            answers.append((answer.status_code, answer.get("Location"), re.sub(r'value="[^"]{20,}"', "", page)))
        assert answers[0] == answers[1], address


def test_mail_names_the_portals_own_address_whatever_host_was_asked(client: Client, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, headers={"Host": "evil.example"})
    text = Message.objects.get().context["text"]
    assert "evil.example" not in text
    assert settings.BASE_URL in text


def test_secrets_of_authenticator_apps_rest_encrypted() -> None:
    stored = Authenticator.objects.get(user=factories.staff("finance")).data["secret"]
    assert stored.startswith("gAAAA")
    assert re.fullmatch(r"[A-Z2-7]{32}", get_adapter().decrypt(stored))


def test_a_new_key_leaves_old_secrets_readable(settings) -> None:
    stored = get_adapter().encrypt("secret")
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    adapters._keys.cache_clear()
    try:
        assert get_adapter().decrypt(stored) == "secret"
        assert get_adapter().encrypt("secret") != stored
    finally:
        settings.FIELD_KEYS = settings.FIELD_KEYS[1:]
        adapters._keys.cache_clear()


def set_up_app(client: Client) -> dict[str, str]:
    """Sets up an authenticator app in a session that signed in just now; returns the code that did it."""
    setup = reverse("mfa_activate_totp")
    client.get(setup)
    code = {"code": factories.totp_code(client.session["mfa.totp.secret"])}
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert client.post(setup, code).status_code == 302
    return code


@pytest.mark.django_db(transaction=True)
def test_only_the_session_that_set_up_a_second_factor_has_shown_it() -> None:
    officer = factories.UserFactory(granted=["cpd_officer"])
    first, second = Client(), Client()
    for client in (first, second):
        client.post(reverse("account_login"), {"login": officer.email, "password": factories.PASSWORD})
        assert client.get("/cpd/desk/")["Location"] == reverse("mfa_index")
    set_up_app(second)
    assert second.get("/cpd/desk/").status_code == 200
    assert first.get(reverse("mfa_index"))["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in first.session


def test_the_code_that_set_up_an_app_does_not_sign_in(user: User) -> None:
    login = {"login": user.email, "password": factories.PASSWORD}
    first, second = Client(), Client()
    first.post(reverse("account_login"), login)
    code = set_up_app(first)
    second.post(reverse("account_login"), login)
    second.post(reverse("mfa_authenticate"), code)
    assert not is_signed_in(second)


def test_signing_up_takes_as_long_for_an_address_that_is_known(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for email in ("new@example.org", user.email):
        Client().post(reverse("account_signup"), {**SIGNUP, "email": email})
    assert hashed == [SIGNUP["password1"]] * 2


@pytest.mark.parametrize("name", ["Win at https://x.example", "a/b", "<b>Ada", "ada@example.org", "Ada\nPS: pay"])
def test_a_name_is_no_advertisement(client: Client, name: str) -> None:
    answer = client.post(reverse("account_signup"), {**SIGNUP, "full_name": name})
    assert "Enter your name only" in answer.content.decode()
    assert not User.objects.exists()


def test_a_name_holds_nothing_that_is_not_seen(client: Client) -> None:
    name = {"full_name": "\u202e\u200b"}
    assert "Enter your full name." in client.post(reverse("account_signup"), {**SIGNUP, **name}).content.decode()
    client.post(reverse("account_signup"), {**SIGNUP, "full_name": "Ada \u202eKing\u200b"})
    assert User.objects.get().full_name == "Ada King"


def test_a_stranger_is_not_greeted_by_the_name_somebody_typed(client: Client) -> None:
    client.post(reverse("account_signup"), SIGNUP)
    first = Message.objects.get()
    assert first.to_name == "ada@example.org"
    client.post(reverse("account_email_verification_sent"), {"code": code_in(first)})
    client.post(reverse("account_logout"))
    client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    assert Message.objects.latest("pk").to_name == "Ada Example"


def test_setting_up_an_authenticator_app(user: User, sign_in, django_capture_on_commit_callbacks) -> None:
    client = sign_in(user)
    setup = reverse("mfa_activate_totp")
    renewed = client.post(client.get(setup)["Location"], {"password": factories.PASSWORD, "next": setup})
    assert renewed["Location"] == setup
    client.get(setup)
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(setup, {"code": factories.totp_code(secret)})
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    assert seed.startswith("gAAAA")
    assert Message.objects.filter(context__subject="Two-step sign-in is on").exists()


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_change_password", "usersessions_list", "mfa_index", "mfa_list_webauthn"],
)
def test_the_pages_of_the_account_open(user: User, sign_in, name: str) -> None:
    assert sign_in(user).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_the_pages_of_visitors_open(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


def test_a_passkey_sign_in_begins_with_a_challenge(client: Client) -> None:
    options = client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert options["request_options"]["publicKey"]["challenge"]


def test_every_session_can_be_seen_and_ended(user: User) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        client.post(reverse("account_login"), {"login": user.email, "password": factories.PASSWORD})
        assert is_signed_in(client)
    first.post(reverse("usersessions_list"))
    assert is_signed_in(first)
    assert not is_signed_in(second)


CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"


def test_sessions_are_named_by_browser_and_device(user: User) -> None:
    client = Client(headers={"User-Agent": CHROME})
    client.post(reverse("account_login"), {"login": user.email, "password": factories.PASSWORD})
    shown = client.get(reverse("usersessions_list")).content.decode()
    assert "Chrome on Linux" in shown
    assert "AppleWebKit" not in shown


def test_a_new_password_ends_every_session(user: User) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        client.post(reverse("account_login"), {"login": user.email, "password": factories.PASSWORD})
    new = "four loud yellow lamps"
    first.post(
        reverse("account_change_password"), {"oldpassword": factories.PASSWORD, "password1": new, "password2": new}
    )
    assert User.objects.get(pk=user.pk).check_password(new)
    assert not is_signed_in(second)


def test_a_password_is_refused_in_one_sentence(client: Client) -> None:
    answer = client.post(reverse("account_signup"), {**SIGNUP, "password1": "12345"})
    assert len(answer.context["form"].errors["password1"]) == 1


def test_what_is_wrong_is_said_in_our_own_words(client: Client, user: User) -> None:
    answer = client.post(reverse("account_login"), {"login": user.email, "password": "another one altogether"})
    assert "The email address and the password do not belong together." in answer.content.decode()
    client.post(reverse("account_signup"), SIGNUP)
    answer = client.post(reverse("account_email_verification_sent"), {"code": "WRONG1"})
    assert "This is not the code." in answer.content.decode()
    officer = factories.signed_in(user, recently=True)
    assert "Passwordless" not in officer.get(reverse("mfa_add_webauthn")).content.decode()


@pytest.mark.parametrize("password", ["password123456", "qwertyuiop12", "short"])
def test_a_password_everybody_uses_is_refused(client: Client, password: str) -> None:
    answer = client.post(reverse("account_signup"), {**SIGNUP, "password1": password})
    assert answer.status_code == 200
    assert not User.objects.exists()


class Range:
    """A service of breached passwords that knows the one whose SHA-1 ends so."""

    def __init__(self, body: str) -> None:
        self.body = body.encode()

    def __enter__(self) -> Range:
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def read(self) -> bytes:
        return self.body


@pytest.mark.parametrize(("count", "breached"), [("3", True), ("0", False)])
def test_a_breached_password_is_recognised_by_its_range(monkeypatch, settings, count: str, breached: bool) -> None:
    asked = []
    settings.PASSWORD_RANGE_URL = "https://range.example"
    digest = "21BD12DC183F740EE76F27B78EB39C8AD972A757"  # of P@ssw0rd

    def answer(request, timeout):
        asked.append((request.full_url, timeout))
        return Range(f"AAAA:1\r\n{digest[5:]}:{count}\r\n")

    monkeypatch.setattr(passwords, "urlopen", answer)
    assert passwords.is_breached("P@ssw0rd") is breached
    assert asked == [(f"https://range.example/{digest[:5]}", 2)]


@pytest.mark.parametrize("trouble", [TimeoutError, IncompleteRead(b""), ValueError("unknown url type")])
def test_a_service_that_is_away_stops_nobody(monkeypatch, settings, trouble: Exception) -> None:
    settings.PASSWORD_RANGE_URL = "https://range.example"

    def away(request, timeout):
        raise trouble

    monkeypatch.setattr(passwords, "urlopen", away)
    assert not passwords.is_breached("P@ssw0rd")


def test_a_service_that_answers_nonsense_stops_nobody(monkeypatch, settings) -> None:
    settings.PASSWORD_RANGE_URL = "https://range.example"
    nonsense = Range("21BD12DC183F740EE76F27B78EB39C8AD972A757"[5:] + ":many")
    monkeypatch.setattr(passwords, "urlopen", lambda request, timeout: nonsense)
    assert not passwords.is_breached("P@ssw0rd")
