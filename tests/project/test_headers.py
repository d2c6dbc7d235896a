"""What production answers tell browsers, on every page a visitor can reach, on errors and on static files."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

ROOT = Path(__file__).resolve().parents[2]
MATRIX = tomllib.loads((ROOT / "authz.toml").read_text())
ARGUMENTS = {"rulebook:clause": ["CPD-9"]}
# Addresses of things that are not there, or that only the holder of a link may see.
NOT_THERE = {
    "shop:product": ["no-such-product"],
    "shop:terms_file": ["no-such-version"],
    "shop:employer": [],
    "shop:employer_state": [],
    "shop:employer_link": ["no-such-token"],
    "shop:link_papers": [],
    "shop:link_paper": ["INV-0"],
    "shop:link_paper_file": ["INV-0"],
    "shop:demo_gateway": [uuid.UUID(int=0)],
    "standing:certificate": ["PC-2027-NOSUCH"],
    "titles:title": ["AC-2027-NOSUCH"],
    "register:entry": [uuid.UUID(int=0)],
    "me:shown": ["no-such-token"],
    "letters:stop": ["no-such-token"],
    "reference:land": ["no-such-token"],
    "reference:page": ["who"],
    "reference:keep": ["who"],
    "reference:letter": [],
    "reference:check": [],
    "reference:decline": [],
    "reference:hand_over": [],
    "reference:done": [],
    "portfolio_link:land": ["no-such-token"],
    "portfolio_link:sheets": [],
    "portfolio_link:sheet": [uuid.UUID(int=0)],
    "portfolio_link:file": [uuid.UUID(int=0)],
    "portfolio_link:consent": [],
    "portfolio_link:sign": [],
    "admission_link:land": ["no-such-token"],
    "admission_link:sign": [],
    "admission_link:sheet": ["1.1-1"],
    "admission_link:file": [uuid.UUID(int=0)],
    "admission_link:decline": [],
    "admission_link:hand_over": [],
    "admission_link:record": [],
}
# Reached in the course of something else only: alone they send the visitor away.
EXPECTED = {200, 302}
HOST = "portal.example.org"


def public_routes() -> Iterator[str]:
    """Names of the routes that anyone may GET, with an address outside the demo."""
    for section, rows in MATRIX.items():
        if section != "demo":
            yield from (name for name, row in rows.items() if "anonymous" in row.get("get", []))


def address(name: str) -> str:
    """Where a route is, with the arguments it needs."""
    return reverse(name, args=NOT_THERE.get(name) or ARGUMENTS.get(name))


@pytest.fixture
def production(settings):
    """The settings of production that act on answers."""
    settings.PRODUCTION = True
    settings.ALLOWED_HOSTS = [HOST]
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = "__Host-session"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"
    return settings


@pytest.fixture
def visitor(production) -> Client:
    return Client(headers={"host": HOST}, raise_request_exception=False)


def assert_safe(response) -> None:
    """The headers that every answer of Django's carries, whatever it is."""
    headers = response.headers
    policy = {
        part.split()[0]: part.split()[1:] for part in headers["Content-Security-Policy"].split(";") if part.strip()
    }
    assert policy["default-src"] == ["'self'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["X-Content-Type-Options"] == "nosniff"
    # An address that carries a secret is told to nobody at all.
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Request-Id"]
    for cookie in response.cookies.values():
        assert cookie.key.startswith("__Host-")
        assert cookie["secure"]
        # Scripts may read the token of forms, and nothing else.
        assert cookie["httponly"] or cookie.key == "__Host-csrftoken"
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(public_routes()))
def test_public_routes(visitor, name):
    response = visitor.get(address(name), secure=True)
    assert response.status_code in ({404, 410} if name in NOT_THERE else EXPECTED)
    assert_safe(response)
    assert response.headers["X-Frame-Options"] == "DENY"


def test_every_public_route_has_an_address():
    names = list(public_routes())
    assert len(names) > 10
    for name in names:
        try:
            address(name)
        except NoReverseMatch:
            pytest.fail(f"{name} needs arguments: name them in ARGUMENTS")


@pytest.mark.django_db
def test_plain_http_is_sent_to_https(visitor):
    response = visitor.get("/rules/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"https://{HOST}/rules/"


@pytest.mark.django_db
def test_probes_may_come_over_plain_http(visitor):
    assert visitor.get("/healthz/live").status_code == 200


@pytest.mark.django_db
def test_another_host_name_is_refused(visitor):
    response = visitor.get("/", secure=True, headers={"host": "evil.example.org"})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there(visitor):
    response = visitor.get("/nothing-here/", secure=True)
    assert response.status_code == 404
    assert_safe(response)
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
def test_a_form_without_its_token(production):
    strict = Client(headers={"host": HOST}, enforce_csrf_checks=True)
    response = strict.post(reverse("account_login"), {"login": "a"}, secure=True)
    assert response.status_code == 403
    assert_safe(response)


@pytest.mark.django_db
def test_a_page_that_breaks(visitor, monkeypatch):
    def broken(request):
        raise RuntimeError("a secret in the message")

    monkeypatch.setattr("cilexportal.home.render", lambda *args, **kwargs: broken(None))
    response = visitor.get("/", secure=True)
    assert response.status_code == 500
    assert "a secret" not in response.content.decode()
    assert_safe(response)


@pytest.mark.django_db
def test_a_request_that_is_too_long(visitor, production):
    production.REQUEST_MAX_BYTES = 10
    response = visitor.post(reverse("account_login"), {"login": "a" * 100}, secure=True)
    assert response.status_code == 413
    assert "too much" in response.content.decode()
    assert_safe(response)


@pytest.mark.django_db
def test_static_files(production):
    root = Path(production.STATIC_ROOT)
    (root / "probe.0123456789ab.css").write_text("p {}")
    response = Client(headers={"host": HOST}).get("/static/probe.0123456789ab.css", secure=True)
    assert response.status_code == 200
    assert_safe(response)
    assert "no-store" not in response.headers["Cache-Control"]
    response.close()


@pytest.mark.django_db
def test_pages_of_somebody_signed_in_are_kept_by_nobody(production, sign_in, user):
    client = sign_in(user)
    response = client.get("/", secure=True, headers={"host": HOST})
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert_safe(response)


@pytest.mark.django_db
def test_sign_in_pages_are_kept_by_nobody(visitor):
    response = visitor.get(reverse("account_login"), secure=True)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.django_db
def test_search_engines_may_take_what_a_visitor_reads_in_production_only(visitor, production):
    assert "X-Robots-Tag" not in visitor.get("/rules/", secure=True).headers
    production.PRODUCTION = False
    assert visitor.get("/rules/", secure=True).headers["X-Robots-Tag"] == "noindex, nofollow"
