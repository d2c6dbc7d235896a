"""Servers that run for exactly as long as somebody uses them.

Each server is the child of a small keeper process. Whoever uses it holds a shared lock on a file, which the
kernel gives back even after kill -9; when no lock is left, the keeper stops the server and ends. So `demo`,
`shell` and `bench` may come and go in any order, and no orphan stays. Run as a module, this file is the keeper.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from cilexportal.launcher import children
from cilexportal.launcher.places import ROOT, LauncherError, Places
from cilexportal.launcher.postgres import Postgres
from cilexportal.launcher.valkey import Valkey

START_SECONDS = 60
STOP_SECONDS = 20
_GLANCE = 0.05
# Keepers may outlive the block that started them; they are remembered so that they can be buried.
_KEEPERS: list[subprocess.Popen[bytes]] = []


class Server(Protocol):
    """What the keeper needs to know of a server."""

    name: str
    title: str
    stop_signal: signal.Signals

    @property
    def url(self) -> str: ...
    def start(self) -> subprocess.Popen[bytes]: ...
    def ready(self) -> bool: ...
    def wipe(self) -> None: ...


SERVERS: dict[str, type[Postgres] | type[Valkey]] = {"postgres": Postgres, "valkey": Valkey}


class Notes:
    """The files by which a keeper and the users of its server find each other."""

    def __init__(self, name: str, places: Places) -> None:
        self.starting = places.var / f"{name}.starting"
        self.users = places.var / f"{name}.users"
        self.keeper = places.var / f"{name}.keeper"
        self.url = places.var / f"{name}.url"
        self.log = places.logs / f"{name}.log"

    def served(self) -> str:
        """The address of a server that runs and is not about to stop; empty where there is none."""
        with contextlib.suppress(FileNotFoundError):
            return self.url.read_text()
        return ""

    def kept(self) -> bool:
        """Whether a keeper lives."""
        with self.keeper.open("a") as handle:
            return not take(handle.fileno(), fcntl.LOCK_SH)


def take(descriptor: int, kind: int) -> bool:
    """Takes a lock if it is free at this moment, and says whether it was."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def in_use(names: Sequence[str], places: Places) -> Iterator[dict[str, str]]:
    """Gives name -> address of servers, started or adopted, and holds them for as long as the block runs.
    Raises LauncherError where one does not start."""
    places.make()
    notes = {name: Notes(name, places) for name in names}
    with contextlib.ExitStack() as held:
        users = [held.enter_context(note.users.open("a")) for note in notes.values()]
        with contextlib.ExitStack() as starting:
            for note in notes.values():
                fcntl.flock(starting.enter_context(note.starting.open("a")), fcntl.LOCK_EX)
            for user in users:
                fcntl.flock(user, fcntl.LOCK_SH)
            keepers = {name: None if note.kept() else _keeper(name, places, note) for name, note in notes.items()}
            urls = {name: _address(name, places, notes[name], keeper) for name, keeper in keepers.items()}
        try:
            yield urls
        finally:
            for user in users:
                fcntl.flock(user, fcntl.LOCK_UN)
            for note in notes.values():
                _wait_for_the_end(note)
            _KEEPERS[:] = [keeper for keeper in _KEEPERS if keeper.poll() is None]


def _address(name: str, places: Places, notes: Notes, keeper: subprocess.Popen[bytes] | None) -> str:
    """Waits for a server's address; where an adopted keeper gives up, one of ours follows."""
    while not (notes.kept() and notes.served()):
        if keeper is None and not notes.kept():
            keeper = _keeper(name, places, notes)
        elif keeper and keeper.poll() is not None:
            last = notes.log.read_text(errors="replace").strip().splitlines()[-1:]
            raise LauncherError(f"{SERVERS[name].title} did not start: {''.join(last)} (see {notes.log})")
        time.sleep(_GLANCE)
    return notes.served()


def _keeper(name: str, places: Places, notes: Notes) -> subprocess.Popen[bytes]:
    notes.url.unlink(missing_ok=True)
    command = [sys.executable, "-m", "cilexportal.launcher.servers", name, places.mode, str(places.root)]
    with notes.log.open("ab") as log:
        keeper = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    _KEEPERS.append(keeper)
    return keeper


def _wait_for_the_end(notes: Notes) -> None:
    """If we were the last user, waits until the server is gone; otherwise the wait is short."""
    deadline = time.monotonic() + 5 * _GLANCE
    while notes.served() and time.monotonic() < deadline:
        time.sleep(_GLANCE / 5)
    deadline = time.monotonic() + STOP_SECONDS
    while not notes.served() and notes.kept() and time.monotonic() < deadline:
        time.sleep(_GLANCE / 5)


def wipe(places: Places) -> None:
    """Removes the data of every server of a mode. Raises LauncherError where one is in use."""
    places.make()
    with contextlib.ExitStack() as stack:
        for name in SERVERS:
            notes = Notes(name, places)
            starting = stack.enter_context(notes.starting.open("a"))
            if not take(starting.fileno(), fcntl.LOCK_EX) or notes.kept():
                raise LauncherError("The servers are in use by another command of this checkout: end it first.")
        for server in SERVERS.values():
            server(places).wipe()


def keep(name: str, places: Places) -> None:
    """The keeper: runs a server until nobody uses it. Raises LauncherError where it does not start."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    notes = Notes(name, places)
    with notes.keeper.open("a") as life, notes.users.open("a") as users:
        fcntl.flock(life, fcntl.LOCK_EX)
        server = SERVERS[name](places)
        child = _started(server)
        try:
            _tell(notes.url, server.url)
            while child.poll() is None and not take(users.fileno(), fcntl.LOCK_EX):
                time.sleep(_GLANCE)
        finally:
            notes.url.unlink(missing_ok=True)
            children.stop(child, how=server.stop_signal, seconds=STOP_SECONDS)


def _started(server: Server) -> subprocess.Popen[bytes]:
    """A server that answers. One that ends early is tried again: its lock file may outlive a kill."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        child = server.start()
        while child.poll() is None:
            if server.ready():
                return child
            if time.monotonic() > deadline:
                children.stop(child)
            time.sleep(_GLANCE)
        time.sleep(0.5)
        deadline = min(deadline, time.monotonic() + 10)
    raise LauncherError(f"{server.title} ended as soon as it was started.")


def _tell(path: Path, url: str) -> None:
    """Writes the address, which holds a password, whole and for our eyes only."""
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(url)
    fresh.replace(path)


if __name__ == "__main__":
    try:
        keep(sys.argv[1], Places(sys.argv[2], Path(sys.argv[3])))
    except LauncherError as error:
        sys.exit(str(error))
