"""System packages that no wheel brings: what is missing, and installing it where that is ours to do."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cilexportal.launcher.places import LauncherError


@dataclass(frozen=True)
class Need:
    """Something the portal asks of the operating system."""

    purpose: str
    packages: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()

    def met(self) -> bool:
        """Whether every library loads and one of the programs is there."""
        return all(map(loads, self.libraries)) and (not self.programs or bool(self.program()))

    def program(self) -> str:
        """The path of the first of the programs that is found; empty where none is."""
        return next(filter(None, map(shutil.which, self.programs)), "")


PDF = Need(
    purpose="PDF letters and certificates",
    packages=("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    libraries=("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
BROWSER = Need(
    purpose="browser tests",
    packages=("chromium",),
    programs=("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
)


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library. Asked on Linux only, for names differ elsewhere."""
    if os.uname().sysname != "Linux":
        return True
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide(needs: Sequence[Need], *, log: Path) -> list[Need]:
    """Installs what is missing where we may (root with apt-get); tells and gives what is missing still."""
    missing = [need for need in needs if not need.met()]
    if missing and os.getuid() == 0 and shutil.which("apt-get"):
        packages = [package for need in missing for package in need.packages]
        print(f"Installing {' '.join(packages)} with apt-get ...", flush=True)
        if not apt_install(packages, log):
            print(f"apt-get did not succeed; see {log}.", flush=True)
        missing = [need for need in missing if not need.met()]
    for need in missing:
        print(f"No {need.purpose}: run  sudo apt-get install -y {' '.join(need.packages)}", flush=True)
    return missing


def apt_install(packages: Sequence[str], log: Path) -> bool:
    """Installs Debian packages, with fresh package lists if need be; True on success."""
    install = [
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=120",
        "install",
        "-y",
        "-q",
        "--no-install-recommends",
        *packages,
    ]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with log.open("ab") as output:

        def run(command: Sequence[str]) -> bool:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment)
            return done.returncode == 0

        return run(install) or (run(["apt-get", "-q", "update"]) and run(install))


def strict() -> bool:
    """Whether nothing may be skipped, as in continuous integration."""
    return os.environ.get("PORTAL_REQUIRE_ALL") == "1" or os.environ.get("CI", "").lower() in ("1", "true")


def require(missing: Sequence[Need]) -> None:
    """Raises LauncherError where something is missing and nothing may be skipped."""
    if missing and strict():
        purposes = " and ".join(need.purpose for need in missing)
        raise LauncherError(f"Nothing may be skipped here, but what {purposes} need is missing.")
