"""Production starts with a good environment only, and names everything that is wrong with a bad one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from cilexportal import addresses, environment
from cilexportal.foundation.sealing import make_pair

NEEDED = {
    "SECRET_KEY",
    "FIELD_KEYS",
    "PORTAL_BASE_URL",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "DATABASE_URL",
    "REDIS_URL",
    "STORAGE_URL",
    "CLAMAV_ADDRESS",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "PORTAL_ORGANISATION_ADDRESS",
    "PORTAL_ORGANISATION_EMAIL",
    "PORTAL_ORGANISATION_VAT_NUMBER",
    "PORTAL_REGULATOR_EMAIL",
    "PORTAL_SEAL_KEY",
    "PORTAL_SEAL_CERTIFICATE",
}
UNSAFE = [
    ("PORTAL_MODE", "staging", "one of production, demo, test"),
    ("SECRET_KEY", "short", "SECRET_KEY or SECRET_KEY_FALLBACKS is too weak"),
    ("SECRET_KEY", "a" * 60, "too weak"),
    ("SECRET_KEY", "demo-and-test-only-" + "0123456789" * 5, "too weak"),
    ("SECRET_KEY", "django-insecure-" + "0123456789abcdefghij" * 4, "too weak"),
    ("SECRET_KEY_FALLBACKS", "short", "too weak"),
    ("FIELD_KEYS", "ZGVtby1hbmQtdGVzdC1vbmx5LTMyLWJ5dGVzLWtleSE=", "the key of the demo"),
    ("FIELD_KEYS", "c2hvcnQ=", "no Fernet key"),
    ("FIELD_KEYS", "not base 64!", "no Fernet key"),
    ("FIELD_KEYS", "A" * 43 + "=", "not drawn at random"),
    ("PORTAL_SEAL_KEY", "no key", "PORTAL_SEAL_KEY is no private key"),
    ("PORTAL_SEAL_KEY", make_pair("Another")[0], "not the certificate of PORTAL_SEAL_KEY"),
    ("PORTAL_SEAL_CERTIFICATE", "no certificate", "PORTAL_SEAL_CERTIFICATE is no certificate"),
    ("ALLOWED_HOSTS", "*", "every host in full"),
    ("ALLOWED_HOSTS", ".example.org", "every host in full"),
    ("ALLOWED_HOSTS", "other.example.org", "the host of PORTAL_BASE_URL"),
    ("PORTAL_BASE_URL", "http://portal.example.org", "https://"),
    ("PORTAL_BASE_URL", "https://portal.example.org/path", "without a path"),
    ("PORTAL_BASE_URL", "https://", "without a path"),
    ("TRUSTED_PROXIES", "one", "whole number"),
    ("TRUSTED_PROXIES", "-1", "0 or more"),
    ("DATABASE_URL", "sqlite:///db", "postgres://"),
    ("DATABASE_URL", "postgres://host/", "does not name a database"),
    ("DATABASE_URL", "postgres://host:port/name", "cannot be read"),
    ("DATABASE_POOLED", "yes", "true or false"),
    ("DATABASE_STATEMENT_SECONDS", "15s", "whole number"),
    ("REDIS_URL", "http://queue", "redis://"),
    ("STORAGE_URL", "gs://bucket", "file:/// or s3://"),
    ("STORAGE_URL", "file://relative", "file:/// or s3://"),
    ("CLAMAV_ADDRESS", "scanner.example.org", "host:port"),
    ("EMAIL_URL", "file:///var/mail", "smtp://"),
    ("EMAIL_URL", "memory://", "smtp://"),
    ("EMAIL_URL", "smtp://relay:25", "?tls=true"),
    ("DOCUMENT_MAX_BYTES", "0", "1 or more"),
    ("PORTAL_ORGANISATION_VAT_NUMBER", "GB999999973", "the number of the demo"),
    ("PORTAL_ORGANISATION_VAT_NUMBER", "GB123456783", "GB and nine digits"),
    ("PORTAL_ORGANISATION_VAT_NUMBER", "123456782", "GB and nine digits"),
    ("SHOP_GATEWAY", "demo", "takes no money"),
    ("SHOP_GATEWAY", "paypal", "one of stripe, demo, none"),
    ("PORTAL_IDLE_SECOND", "60", "not a setting of the portal in production"),
    ("PORTAL_CLOCK_FILE", "/tmp/clock", "not a setting of the portal in production"),
]


def test_production_starts_with_a_good_environment(read_settings, good):
    names = read_settings(good)
    assert names["PRODUCTION"] is True
    assert names["DEBUG"] is False


def test_forgetting_the_mode_means_production(read_settings, good):
    del good["PORTAL_MODE"]
    assert read_settings(good)["PRODUCTION"] is True


def test_every_missing_setting_is_named_at_once(read_settings):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings({"PORTAL_MODE": "production"})
    named = {line[2:].split()[0] for line in str(refusal.value).splitlines()[1:]}
    assert named == NEEDED


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_one_missing_setting_is_one_fault(read_settings, good, name):
    for empty in ("", "   "):
        with pytest.raises(ImproperlyConfigured) as refusal:
            read_settings({**good, name: empty})
        assert str(refusal.value).splitlines()[1:] == [f"- {name} is not set."]


@pytest.mark.parametrize(("name", "value", "sentence"), UNSAFE)
def test_an_unsafe_setting_is_refused(read_settings, good, name, value, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings({**good, name: value})
    assert name in str(refusal.value)
    assert sentence in str(refusal.value)
    assert len(str(refusal.value).splitlines()) <= 2, "one fault, one line"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("STRIPE_KEY", "pk_test_public", "STRIPE_KEY is no secret or restricted key"),
        ("STRIPE_WEBHOOK_SECRET", "we_1", "STRIPE_WEBHOOK_SECRET is no signing secret"),
    ],
)
def test_stripe_needs_both_of_its_keys(read_settings, good, name, value, sentence):
    working = {**good, "SHOP_GATEWAY": "stripe", "STRIPE_KEY": "sk_test_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}
    assert read_settings(working)["SHOP_GATEWAY"] == "stripe"
    for wrong in (value, ""):
        with pytest.raises(ImproperlyConfigured, match=sentence):
            read_settings({**working, name: wrong})


def test_only_where_stripe_takes_cards_may_a_form_lead_to_its_page(read_settings, good):
    working = {**good, "SHOP_GATEWAY": "stripe", "STRIPE_KEY": "rk_live_1", "STRIPE_WEBHOOK_SECRET": "whsec_1"}
    page = "https://checkout.stripe.com"
    assert page in read_settings(working)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"]
    assert page not in read_settings(good)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"]


def test_several_faults_are_told_together(read_settings, good):
    bad = {**good, "DATABASE_URL": "sqlite:///db", "EMAIL_URL": "memory://", "ALLOWED_HOSTS": "*"}
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings(bad)
    for name in ("DATABASE_URL", "EMAIL_URL", "ALLOWED_HOSTS"):
        assert name in str(refusal.value)


def test_refusals_never_repeat_a_secret(read_settings, good):
    secret = "hunter2hunter2"
    bad = {
        **good,
        "SECRET_KEY": secret,
        "FIELD_KEYS": secret,
        "DATABASE_URL": f"mysql://user:{secret}@host/name",
        "REDIS_URL": f"http://:{secret}@queue",
        "EMAIL_URL": f"smtp://user:{secret}@relay",
    }
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings(bad)
    assert secret not in str(refusal.value)


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_demo_and_test_need_nothing(read_settings, mode):
    names = read_settings({"PORTAL_MODE": mode})
    assert names["PRODUCTION"] is False
    assert names["PORTAL_CLOCK_FILE"]
    assert ("cilexportal.demo" in names["INSTALLED_APPS"]) is (mode == "demo")


def test_production_has_no_demo_no_clock_and_no_easy_passwords(read_settings, good):
    names = read_settings(good)
    assert "cilexportal.demo" not in names["INSTALLED_APPS"]
    assert names["PORTAL_CLOCK_FILE"] == ""
    assert "Argon2" in names["PASSWORD_HASHERS"][0]
    assert names.get("ACCOUNT_RATE_LIMITS", True)
    assert names["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert "MFA_TOTP_INSECURE_BYPASS_CODE" not in names


def test_cookies_of_production(read_settings, good):
    names = read_settings(good)
    for cookie in ("SESSION", "CSRF"):
        assert names[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert names[f"{cookie}_COOKIE_SECURE"] is True
        assert names[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        assert f"{cookie}_COOKIE_DOMAIN" not in names, "__Host- cookies name no domain"
    assert names["SESSION_COOKIE_HTTPONLY"] is True


def test_the_database_ends_what_takes_too_long(read_settings, good):
    options = read_settings(good)["DATABASES"]["default"]["OPTIONS"]["options"]
    assert options == ("-c statement_timeout=15s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s")
    unlimited = read_settings({**good, "DATABASE_STATEMENT_SECONDS": "0", "DATABASE_LOCK_SECONDS": "7"})
    assert unlimited["DATABASES"]["default"]["OPTIONS"]["options"] == (
        "-c lock_timeout=7s -c idle_in_transaction_session_timeout=60s"
    )


def test_a_pooler_gets_no_start_up_options(read_settings, good):
    database = read_settings({**good, "DATABASE_POOLED": "true"})["DATABASES"]["default"]
    assert "options" not in database["OPTIONS"]
    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_private_files_are_readable_by_the_portal_alone(read_settings, good):
    names = read_settings({**good, "STORAGE_URL": "file:///srv/files"})
    options = names["STORAGES"]["default"]["OPTIONS"]
    assert options == {
        "location": "/srv/files",
        "base_url": None,
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }
    assert names["FILE_UPLOAD_PERMISSIONS"] == 0o600


def test_no_setting_is_read_past_the_environment():
    """Only settings.py asks the environment, so that the table in docs/deploy.md is the whole of it."""
    allowed = ("cilexportal/environment.py", "cilexportal/launcher/", "cilexportal/upkeep/", "deploy/", "bootstrap.py")
    from cilexportal.upkeep.texts import texts

    asks = [name for name, text in texts() if name.endswith(".py") and ("os.environ" in text or "getenv" in text)]
    setters = ("cilexportal/celery.py", "cilexportal/wsgi.py")
    strays = [name for name in asks if not name.startswith((*allowed, *setters, "tests/"))]
    assert strays == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://u:p%40ss@h:5433/n", {"USER": "u", "PASSWORD": "p@ss", "HOST": "h", "PORT": "5433", "NAME": "n"}),
        ("postgresql:///n?host=/run/pg", {"HOST": "/run/pg", "NAME": "n", "OPTIONS": {}}),
        ("postgres://h/n?sslmode=verify-full", {"OPTIONS": {"sslmode": "verify-full"}}),
    ],
)
def test_database_addresses(url, expected):
    assert expected.items() <= addresses.database(url).items()


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://u:p@relay/?tls=true", 587, False, True),
        ("smtp://relay:1025/?tls=false", 1025, False, False),
        ("smtps://relay", 465, True, False),
    ],
)
def test_mail_addresses(url, port, ssl, tls):
    found = addresses.email(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_storage_addresses():
    amazon = addresses.storage("s3://portal?region=eu-west-2")["OPTIONS"]
    assert (amazon["bucket_name"], amazon["region_name"], amazon["addressing_style"]) == ("portal", "eu-west-2", None)
    own = addresses.storage("s3://portal?endpoint=http://minio:9000")["OPTIONS"]
    assert (own["endpoint_url"], own["addressing_style"]) == ("http://minio:9000", "path")
    assert own["querystring_auth"] is True
    assert own["default_acl"] is None


def test_an_environment_remembers_what_it_was_asked():
    env = environment.Environment(values={"PORTAL_MODE": "demo", "A": " x "})
    assert env.text("A") == "x"
    assert env.number("B", 3) == 3
    assert env.required("C", "c") == "c"
    assert env.faults == []
    assert env.read["C"] == environment.Setting(needed=True, default="")
    assert env.read["B"] == environment.Setting(needed=False, default="3")


def test_what_no_worker_takes_in_time_is_let_go(settings):
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        every = entry["schedule"]
        longest = every.total_seconds() if isinstance(every, timedelta) else 24 * 3600
        assert 0 < entry["options"]["expires"] <= longest, name


def test_everything_on_the_schedule_is_a_task(settings):
    from cilexportal.celery import app

    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert len(scheduled) > 5
    assert scheduled - app.tasks.keys() == set()
