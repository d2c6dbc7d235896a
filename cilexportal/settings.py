"""Settings, read only from the environment. Production refuses to start with an unsafe or missing one."""

from __future__ import annotations

from pathlib import Path

import pghistory
from csp.constants import NONE, SELF

from cilexportal import addresses, environment, safety, timetable

env = environment.Environment()
MODE = env.mode
PRODUCTION = env.production
BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

# --- Who runs the portal. The regulator may change, so every name is a setting. ------------------------------------
SITE = {
    "name": env.text("PORTAL_NAME", "cilexportal"),
    "organisation": env.text("PORTAL_ORGANISATION", "CILEX"),
    "organisation_address": env.required("PORTAL_ORGANISATION_ADDRESS", "Example House, 1 Example Street, London"),
    "organisation_email": env.required("PORTAL_ORGANISATION_EMAIL", "membership@example.org"),
    "organisation_phone": env.text("PORTAL_ORGANISATION_PHONE"),
    "organisation_particulars": env.text("PORTAL_ORGANISATION_PARTICULARS"),
    "organisation_vat_number": env.required("PORTAL_ORGANISATION_VAT_NUMBER", safety.DEMO_VAT_NUMBER),
    "regulator": env.text("PORTAL_REGULATOR", "CILEx Regulation"),
    "regulator_email": env.required("PORTAL_REGULATOR_EMAIL", "cpd@example.org"),
    "regulator_phone": env.text("PORTAL_REGULATOR_PHONE"),
    "guidance_url": env.text("PORTAL_CPD_GUIDANCE_URL", "/help/"),
    "pathway_url": env.text("PORTAL_PATHWAY_URL"),
}

# --- Safety --------------------------------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = env.required("SECRET_KEY", safety.DEMO_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
# Encrypts one-time-password secrets at rest. Several keys may be listed: the first encrypts, all decrypt.
env.required("FIELD_KEYS", "")
FIELD_KEYS = env.names("FIELD_KEYS") or [safety.DEMO_FIELD_KEY]
env.required("ALLOWED_HOSTS", "")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]", "testserver"]
BASE_URL = env.url("PORTAL_BASE_URL", "http://127.0.0.1:8000", addresses.site)
CSRF_TRUSTED_ORIGINS = [BASE_URL] if PRODUCTION else []
CSRF_FAILURE_VIEW = "cilexportal.foundation.idempotency.web.csrf_failure"
env.required("TRUSTED_PROXIES", "0")
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
# Probes come from the machine itself and speak plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
# Scripts read the token afresh from its cookie: it changes when a person signs in again in another tab.
CSRF_COOKIE_HTTPONLY = False
FORM_TARGETS: list[str] = [SELF]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-src": [NONE],
        "worker-src": [NONE],
        "base-uri": [NONE],
        "form-action": FORM_TARGETS,
        "frame-ancestors": [NONE],
        **({"upgrade-insecure-requests": True} if PRODUCTION else {}),
    }
}

# --- Apps ----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cilexportal",
    "members",
    "cpd",
    "shop",
    "standing",
    "people",
    "applications",
    "portfolio",
    "admission",
    "cilexportal.foundation.ui",
    "cilexportal.foundation.rulebook",
    "cilexportal.foundation.documents",
    "cilexportal.foundation.correspondence",
    "cilexportal.foundation.idempotency",
    "cilexportal.foundation.guidance",
    "cilexportal.foundation.asking",
    "cilexportal.foundation.health",
    "cilexportal.foundation.visitors",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "pgtrigger",
    "pghistory",
    "csp",
]
MIDDLEWARE = [
    "cilexportal.foundation.logs.RequestIdMiddleware",
    "cilexportal.foundation.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cilexportal.foundation.headers.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cilexportal.foundation.headers.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "members.doors.IdleMiddleware",
    "members.doors.AccessMatrixMiddleware",
    "members.doors.SecondFactorMiddleware",
    "cilexportal.foundation.audit.AuditMiddleware",
    "cilexportal.foundation.idempotency.middleware.FormConflictMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
ROOT_URLCONF = "cilexportal.urls"
WSGI_APPLICATION = "cilexportal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cilexportal.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "portal"
CRISPY_TEMPLATE_PACK = "portal"

# --- Data ----------------------------------------------------------------------------------------------------------
# Whether a transaction pooler stands before the database.
DATABASE_POOLED = env.flag("DATABASE_POOLED", False)
DATABASES = {
    "default": {
        **env.url("DATABASE_URL", "postgres:///cilexportal", addresses.database),
        "CONN_MAX_AGE": env.number("DATABASE_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
    }
}
# What one statement, one wait for a lock and one idle transaction may last; 0 is no limit. Enforced by PostgreSQL.
DATABASE_LIMITS = {
    "statement_timeout": env.number("DATABASE_STATEMENT_SECONDS", 15 if PRODUCTION else 0),
    "lock_timeout": env.number("DATABASE_LOCK_SECONDS", 10 if PRODUCTION else 0),
    "idle_in_transaction_session_timeout": env.number("DATABASE_IDLE_TRANSACTION_SECONDS", 60 if PRODUCTION else 0),
}
if not DATABASE_POOLED:  # A pooler takes no start-up options: there the role carries the limits.
    limits = " ".join(f"-c {name}={seconds}s" for name, seconds in DATABASE_LIMITS.items() if seconds)
    DATABASES["default"]["OPTIONS"].setdefault("options", limits)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.url("REDIS_URL", "redis://127.0.0.1:6379/0", addresses.redis)
# Rate limits live in PostgreSQL, so that they hold when Redis is away.
# Counts of tries stand in it: with few places, whoever fills them would have the counts of others thrown out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
STORAGES = {
    "default": env.url("STORAGE_URL", f"file://{VAR / 'files'}", addresses.storage),
    # Compressing takes ten seconds, which only a network repays.
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# Above what any form takes, so that the form itself says how many and keeps what was typed [REC-19].
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DOCUMENT_MAX_BYTES = env.number("DOCUMENT_MAX_BYTES", 25_000_000, least=1)
# A request longer than two documents of the longest kind is refused before a byte of it is kept.
REQUEST_MAX_BYTES = 2 * DOCUMENT_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
# Sound and film that staff put behind the gate of a product; clamd reads no more of a file unless it is told to.
RECORDING_MAX_BYTES = 100_000_000
STAFF_REQUEST_MAX_BYTES = max(REQUEST_MAX_BYTES, RECORDING_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE)
# clamd as host:port. Production has to have one: a file nobody could scan is never shown.
CLAMAV_ADDRESS = env.url("CLAMAV_ADDRESS", "", addresses.scanner)
# The program that turns Word files into PDFs on the worker's machine: LibreOffice's soffice, by its whole path.
WORD_CONVERTER = env.text("WORD_CONVERTER")

# --- Mail ----------------------------------------------------------------------------------------------------------
vars().update(env.url("EMAIL_URL", f"file://{VAR / 'mail'}", addresses.email))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.required("DEFAULT_FROM_EMAIL", "cilexportal <no-reply@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Seal under certificates -----------------------------------------------------------------------------------------
# PEM. Where a line of settings can hold no line breaks, they are written as \n. Demo and test make up their own.
SEAL_KEY = env.required("PORTAL_SEAL_KEY", "").replace("\\n", "\n")
SEAL_CERTIFICATE = env.required("PORTAL_SEAL_CERTIFICATE", "").replace("\\n", "\n")
SEAL_FOLDER = "" if PRODUCTION else env.text("PORTAL_SEAL_FOLDER", str(VAR / "seal"))
env.faults += safety.of_seal(key=SEAL_KEY, certificate=SEAL_CERTIFICATE)

# --- Payments -------------------------------------------------------------------------------------------------------
# Who takes cards: stripe, the demo's own pages that take no money, or nobody: then employers pay by bank transfer only.
SHOP_GATEWAY = env.text("SHOP_GATEWAY", "none" if PRODUCTION else "demo")
STRIPE_KEY = env.text("STRIPE_KEY")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET")
env.faults += safety.of_payments(
    gateway=SHOP_GATEWAY, production=PRODUCTION, key=STRIPE_KEY, webhook_secret=STRIPE_WEBHOOK_SECRET
)
# Where the demo's gateway keeps its own books, as a bank would: apart from the database of the portal.
DEMO_GATEWAY_FOLDER = "" if PRODUCTION else env.text("PORTAL_DEMO_GATEWAY_FOLDER", str(VAR / "gateway"))
if SHOP_GATEWAY == "stripe":
    # The form that begins a payment is answered with the address of the page that takes the card.
    FORM_TARGETS.append("https://checkout.stripe.com")

# --- People and doors ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("full_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "members.passwords.CommonPasswordValidator"},
]
# An https address that answers /<first five of a SHA-1> with the rest of breached ones; empty: not asked.
PASSWORD_RANGE_URL = env.text("PASSWORD_RANGE_URL").rstrip("/")
if PASSWORD_RANGE_URL and not PASSWORD_RANGE_URL.startswith("https://"):
    env.fault("PASSWORD_RANGE_URL has to begin with https:// .")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 3600
IDLE_SECONDS = env.number("PORTAL_IDLE_SECONDS", 3600, least=1)
STAFF_IDLE_SECONDS = env.number("PORTAL_STAFF_IDLE_SECONDS", 1800, least=1)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "members.forms.SignupForm"
ACCOUNT_FORMS = {"signup": "members.signup.SignupForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "members.adapters.MFAAdapter"
MFA_FORMS = {"add_webauthn": "members.passkeys.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE["name"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False

# --- Work outside the request --------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_connect_timeout": 2, "socket_timeout": 5}
CELERY_TASK_PUBLISH_RETRY = False
# Whether new work is told to the worker at once; tests leave it to be found, or run it themselves.
NUDGES = env.flag("PORTAL_NUDGES", MODE != "test")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = env.text("PORTAL_BEAT_FILE", str(VAR / "celerybeat"))
CELERY_BEAT_SCHEDULE = timetable.ENTRIES

# --- Time, words, logs ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
# Demo and test may move the clock of all processes; production may not.
PORTAL_CLOCK_FILE = "" if PRODUCTION else env.text("PORTAL_CLOCK_FILE", str(VAR / "clock"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cilexportal.foundation.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING" if MODE == "test" else "INFO")},
    # What they do is none of our news; what goes wrong is.
    "loggers": {library: {"level": "WARNING"} for library in ("fontTools", "pikepdf", "weasyprint")},
}
# Ids in the trail are plain numbers without indexes of their own: nothing cascades into it and bulk writes stay fast.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

if MODE == "demo":
    INSTALLED_APPS.append("cilexportal.demo")
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ACCOUNT_RATE_LIMITS = False
    # A migrated database to copy test databases from, which the launcher keeps.
    DATABASES["default"]["TEST"] = {"TEMPLATE": env.text("PORTAL_TEST_TEMPLATE") or None}

if PRODUCTION:
    given = env.text("PORTAL_BASE_URL"), env.names("ALLOWED_HOSTS"), env.text("EMAIL_URL")
    env.faults += safety.of_vat_number(env.text("PORTAL_ORGANISATION_VAT_NUMBER"))
    env.faults += safety.of_keys(signing=[env.text("SECRET_KEY"), *SECRET_KEY_FALLBACKS], field=env.names("FIELD_KEYS"))
    env.faults += safety.of_addresses(base_url=given[0], hosts=given[1], email_url=given[2])
env.check()
