"""The environment that the portal's processes get in demo and test mode; what is set already wins."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator

from cilexportal.launcher.places import Places
from cilexportal.launcher.servers import in_use

_URLS = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}


@contextlib.contextmanager
def running(places: Places) -> Iterator[list[str]]:
    """Sets the environment of a mode, with the servers that it does not name already started or adopted.
    Gives the names of those servers. Raises LauncherError where one does not start."""
    places.make()
    own = [name for name, variable in _URLS.items() if not os.environ.get(variable)]
    with in_use(own, places) as urls:
        os.environ.update({_URLS[name]: url for name, url in urls.items()})
        set_environment(places)
        yield own


def set_environment(places: Places) -> None:
    """Names the settings module, the mode and the mode's own folders."""
    var = places.var
    defaults = {
        "DJANGO_SETTINGS_MODULE": "cilexportal.settings",
        "PORTAL_MODE": places.mode,
        "SECRET_KEY": secret_key(places),
        "STORAGE_URL": f"file://{var / 'files'}",
        "EMAIL_URL": f"file://{var / 'mail'}",
        "PORTAL_CLOCK_FILE": str(var / "clock"),
        "PORTAL_DEMO_GATEWAY_FOLDER": str(var / "gateway"),
        "PORTAL_BEAT_FILE": str(var / "celerybeat"),
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def secret_key(places: Places) -> str:
    """The key that signs sessions, made once and kept, so that people stay signed in over a restart."""
    path = places.var / "secret_key"
    with contextlib.suppress(FileNotFoundError):
        return path.read_text()
    key = secrets.token_urlsafe(48)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(key)
    return key
