"""Brings database, demo data and static files to the state of the code, doing only what is not done yet."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path

from cilexportal.launcher.places import Places

_SKIPPED = {"__pycache__", "node_modules"}


def database() -> bool:
    """Applies what migrations are open; True where there were some."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    say("Building the database ...")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return True


def test_template(places: Places) -> str:
    """Keeps a migrated database that test databases are copied from, which takes a moment where migrating takes
    many; a changed migration begins it anew. Gives its name."""
    from django.conf import settings
    from django.db import connection

    name: str = settings.DATABASES["default"]["NAME"]
    done = Marker(places.var / "template.done")
    files = [path for path in source_files(places.root) if {"migrations", "data"}.intersection(path.parts)]
    state = fingerprint([*files, places.root / "requirements" / "portal.txt"])
    if not done.says(state):
        with connection._nodb_cursor() as cursor:
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
            cursor.execute(f"CREATE DATABASE {quoted}")
    database()
    connection.close()
    done.write(state)
    return name


def demo_data(places: Places, *, today: str, anew: bool) -> None:
    """Loads the demo people and records, unless this code did so today already."""
    from django.core.management import call_command, get_commands

    if "load_demo" not in get_commands():
        return
    done = Marker(places.var / "demo_data.done")
    state = f"{today} {fingerprint(source_files(places.root))}"
    if not anew and done.says(state):
        return
    say("Loading the demo data ...")
    call_command("load_demo", verbosity=0)
    done.write(state)


def static_files(places: Places) -> None:
    """Collects the style sheets, scripts and fonts, unless they are as they were."""
    from django.conf import settings
    from django.core.management import call_command

    done = Marker(places.root / "var" / "static_files.done")
    folders = [places.root / "static", *places.root.glob("*/static"), *places.root.glob("*/*/static")]
    files = [path for folder in folders for path in folder.rglob("*")]
    state = fingerprint([*files, places.root / "requirements" / "portal.txt"])
    if done.says(state) and Path(settings.STATIC_ROOT).exists():
        return
    say("Collecting static files ...")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    done.write(state)


class Marker:
    """A file that says for which state a step was done last."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def says(self, state: str) -> bool:
        return self.path.exists() and self.path.read_text() == state

    def write(self, state: str) -> None:
        self.path.write_text(state)


def source_files(root: Path) -> list[Path]:
    """Every source and data file of the Python packages in the checkout."""
    packages = [path.parent for path in root.glob("*/__init__.py") if path.parent.name != "tests"]
    return [path for package in packages for path in package.rglob("*") if path.suffix in {".py", ".toml", ".csv"}]


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash that changes when one of the files is added, removed or changed."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and not _SKIPPED.intersection(path.parts):
            found = path.stat()
            digest.update(f"{path}:{found.st_size}:{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def say(line: str) -> None:
    """Prints a line at once; a terminal that is gone is no reason to stop halfway."""
    with contextlib.suppress(OSError):
        print(line, flush=True)
