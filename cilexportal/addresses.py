"""Addresses of the services the portal stands on, as Django understands them. Each raises ValueError with the end
of a sentence that begins with the setting's name, and never repeats the address: it may hold a password."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


def database(url: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name?sslmode=verify-full (or ?host=/socket) as a DATABASES entry."""
    parts = split(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("has to begin with postgres:// .")
    if not parts.path.lstrip("/"):
        raise ValueError("does not name a database: postgres://user:password@host:5432/name .")
    options = query_of(parts)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def redis(url: str) -> str:
    """redis://, rediss:// (TLS) or redis+socket:// as it is."""
    if split(url).scheme not in ("redis", "rediss", "redis+socket"):
        raise ValueError("has to begin with redis://, rediss:// or redis+socket:// .")
    return url


def email(url: str) -> dict[str, Any]:
    """smtp://user:password@host:587/?tls=true, smtps://..., file:///folder or memory:// as EMAIL_ settings."""
    parts = split(url)
    if parts.scheme == "file":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme == "memory":
        return {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("has to begin with smtp:// or smtps:// and name a host.")
    tls = query_of(parts).get("tls")
    if parts.scheme == "smtp" and tls not in ("true", "false"):
        raise ValueError("has to end with ?tls=true, or with ?tls=false for a relay on a private network.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and tls == "true",
    }


def storage(url: str) -> dict[str, Any]:
    """file:///folder or s3://bucket?endpoint=...&region=... as a STORAGES entry for private files.

    The keys to an S3 bucket come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from the machine's own role.
    """
    parts = split(url)
    if parts.scheme == "file" and parts.path.startswith("/"):
        options: dict[str, Any] = {
            "location": parts.path,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        }
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    if parts.scheme != "s3" or not parts.hostname:
        raise ValueError("has to begin with file:/// or s3:// and name a folder or a bucket.")
    query = query_of(parts)
    options = {
        "bucket_name": parts.hostname,
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        # Stores other than Amazon's seldom have a host name for each bucket.
        "addressing_style": "path" if "endpoint" in query else None,
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def scanner(address: str) -> str:
    """host:port of clamd as it is; empty where nothing is scanned (demo and test)."""
    if address and not split(f"clamd://{address}").port:
        raise ValueError("has to be host:port.")
    return address


def site(url: str) -> str:
    """The portal's own address, without a slash at its end."""
    parts = split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.rstrip("/") or parts.query:
        raise ValueError("has to be an address without a path, such as https://portal.example.org .")
    return url.rstrip("/")


def split(url: str) -> SplitResult:
    """The parts of an address; raises ValueError where it has none that make sense."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError("cannot be read as an address.") from None
    return parts


def query_of(parts: SplitResult) -> dict[str, str]:
    """Name -> value of what follows the question mark."""
    return {key: values[-1] for key, values in parse_qs(parts.query).items()}
