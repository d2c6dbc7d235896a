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
        with modes.running(places):
            collect(places)
            return pytest(arguments or EVERYTHING)


def collect(places: Places) -> None:
    import django

    django.setup()
    prepare.static_files(places)


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
