"""Reads the settings from the environment and says, all at once, which are missing or unsafe."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")


@dataclass
class Environment:
    """A view of the environment that collects every fault before it complains."""

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)
    faults: list[str] = field(default_factory=list)

    @property
    def mode(self) -> str:
        """PORTAL_MODE; production unless told otherwise, so that forgetting it is the safe mistake."""
        mode = self.values.get("PORTAL_MODE", "production")
        if mode not in MODES:
            raise ImproperlyConfigured(f"PORTAL_MODE is {mode!r}; it is one of {', '.join(MODES)}.")
        return mode

    @property
    def production(self) -> bool:
        return self.mode == "production"

    def text(self, name: str, default: str = "") -> str:
        """A setting that may stay empty."""
        return self.values.get(name, default).strip()

    def required(self, name: str, otherwise: str) -> str:
        """A setting that production cannot do without; `otherwise` serves demo and test."""
        value = self.text(name)
        if not value and self.production:
            self.faults.append(f"{name} is not set.")
        return value or otherwise

    def number(self, name: str, default: int, *, least: int = 0) -> int:
        """A whole number not below `least`."""
        raw = self.text(name, str(default))
        try:
            value = int(raw)
        except ValueError:
            self.faults.append(f"{name} is {raw!r}; it has to be a whole number.")
            return default
        if value < least:
            self.faults.append(f"{name} is {value}; it has to be {least} or more.")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """`true` or `false`."""
        raw = self.text(name, "true" if default else "false").lower()
        if raw not in ("true", "false"):
            self.faults.append(f"{name} is {raw!r}; it has to be true or false.")
        return raw == "true"

    def names(self, name: str, default: str = "") -> list[str]:
        """A list with commas between its items."""
        return [item.strip() for item in self.text(name, default).split(",") if item.strip()]

    def fault(self, sentence: str) -> None:
        """Notes a reason not to start."""
        self.faults.append(sentence)

    def check(self) -> None:
        """Refuses to start when anything is missing or unsafe, naming every fault."""
        if self.faults:
            raise ImproperlyConfigured("The portal does not start:\n- " + "\n- ".join(self.faults))


def database(url: str) -> dict[str, Any]:
    """DATABASE_URL (postgres://user:password@host:port/name?host=/socket) as a Django DATABASES entry."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL has to begin with postgres:// .")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


def email(url: str) -> dict[str, Any]:
    """EMAIL_URL (smtp://user:password@host:587/?tls=true, file:///folder) as Django's EMAIL_ settings."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme == "memory":
        return {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps"):
        raise ImproperlyConfigured("EMAIL_URL has to begin with smtp:// or smtps:// .")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": "tls=true" in parts.query,
    }


def storage(url: str) -> dict[str, Any]:
    """STORAGE_URL (file:///folder or s3://bucket?endpoint=…&region=…) as a Django STORAGES entry for private files."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        options = {"location": parts.path, "base_url": None, "file_permissions_mode": 0o600}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    if parts.scheme != "s3":
        raise ImproperlyConfigured("STORAGE_URL has to begin with file:// or s3:// .")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options = {
        "bucket_name": parts.hostname,
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
