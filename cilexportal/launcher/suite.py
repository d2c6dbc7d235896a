"""`manage.py test`: the whole suite by pytest, with servers of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from cilexportal.launcher import children, modes, packages, prepare
from cilexportal.launcher.places import Places, only_one

EVERYTHING = ("-n", "2", "--dist", "loadgroup")


def run(arguments: Sequence[str]) -> int:
    """Runs pytest with these arguments (none: everything, on two processes) and gives its exit code.
    Raises LauncherError where the servers do not start or, in strict surroundings, something is missing."""
    places = Places("test")
    places.make()
    with only_one(places.var / "tests.lock", "The tests of this checkout are running already."):
        missing = packages.provide([packages.PDF, packages.BROWSER], log=places.logs / "apt.log")
        packages.require(missing)
        os.environ["PORTAL_REQUIRE_ALL"] = "1" if packages.strict() else "0"
        os.environ.setdefault("PORTAL_CHROMIUM", packages.BROWSER.program())
        os.environ["PORTAL_MODE"] = "test"
        with modes.running(places) as own_servers:
            make_ready(places, own_database="postgres" in own_servers)
            return pytest(arguments or EVERYTHING)


def make_ready(places: Places, *, own_database: bool) -> None:
    """Collects static files for the processes that tests start, and in our own server keeps a template database."""
    import django

    django.setup()
    prepare.static_files(places)
    if own_database:
        os.environ["PORTAL_TEST_TEMPLATE"] = prepare.test_template(places)


def pytest(arguments: Sequence[str]) -> int:
    """Runs pytest in the foreground; Ctrl-C reaches it first, and we wait until it has had its say."""
    child = subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments],
        preexec_fn=children.dies_with_parent(signal.SIGTERM),
    )
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue
