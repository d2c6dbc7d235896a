"""The real thing for journeys: gunicorn and Celery as processes of their own, on the test's database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from redis import Redis

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90


@dataclass
class Stack:
    """A running site: its address, its environment, and the folder for its logs, mail and files."""

    url: str
    env: dict[str, str]
    place: Path

    @property
    def worker_command(self) -> list[str]:
        return celery("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """A Celery worker with two children, started by the block and stopped after it."""
        process = self.spawn("worker", self.worker_command)
        try:
            yield process
        finally:
            stop(process)

    @contextmanager
    def beat(self) -> Iterator[subprocess.Popen[bytes]]:
        """The schedule, as it runs in production."""
        process = self.spawn("beat", celery("beat", "--pidfile="))
        try:
            yield process
        finally:
            stop(process)

    def spawn(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        """A process of the portal in a group of its own, with its output in a log."""
        with (self.place / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def manage(self, *arguments: str) -> str:
        """Runs a management command in the site's environment and returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout


def celery(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "cilexportal", *arguments, "--loglevel", "INFO"]


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 for a process and all its children."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a process kindly, and after ten seconds less so."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            kill(process)


@contextmanager
def running(place: Path) -> Iterator[Stack]:
    """The site on a free port, with the database and clock of this test run and a broker of its own."""
    with own_broker() as redis_url:
        yield from started(place, redis_url)


def started(place: Path, redis_url: str) -> Iterator[Stack]:
    """Starts the site, gives it, and ends it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = os.environ | {
        "PORTAL_MODE": "demo",
        "PORTAL_BASE_URL": url,
        "DATABASE_URL": database_url(),
        "REDIS_URL": redis_url,
        "STORAGE_URL": f"file://{settings.STORAGES['default']['OPTIONS']['location']}",
        "EMAIL_URL": f"file://{place / 'mail'}",
        "PORTAL_CLOCK_FILE": settings.PORTAL_CLOCK_FILE,
        "PORTAL_SEAL_FOLDER": settings.SEAL_FOLDER,
        "PORTAL_BEAT_FILE": str(place / "celerybeat"),
        "STATIC_ROOT": str(place / "static"),
        "PYTHONUNBUFFERED": "1",
    }
    stack = Stack(url, env, place)
    stack.manage("collectstatic", "--noinput", "-v0")
    command = [sys.executable, "-m", "gunicorn", "cilexportal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    site = stack.spawn("site", [*command, "--workers", "2", "--threads", "4", "--preload"])
    try:
        await_answer(f"{url}/healthz/live", site)
        yield stack
    finally:
        stop(site)


@contextmanager
def own_broker() -> Iterator[str]:
    """The address of a database of the broker that nobody uses, so that no other worker takes this site's tasks."""
    parts = urlsplit(settings.REDIS_URL)
    for number in range(15, -1, -1):
        url = urlunsplit(parts._replace(path=f"/{number}"))
        with Redis.from_url(url) as broker:
            if broker.dbsize() or not broker.set("stack", os.getpid(), nx=True, ex=3600):
                continue
            try:
                yield url
            finally:
                broker.flushdb()
        return
    raise AssertionError("every database of the broker is in use")


def database_url() -> str:
    """The test database of this process as DATABASE_URL."""
    names = connection.settings_dict
    who = quote(names["USER"]) + (f":{quote(names['PASSWORD'])}" if names["PASSWORD"] else "")
    host = names["HOST"]
    options = dict(names["OPTIONS"]) | ({"host": host} if host.startswith("/") else {})
    place = "" if host.startswith("/") else f"{host}:{names['PORT'] or 5432}"
    port = {"port": names["PORT"]} if names["PORT"] and not place else {}
    return f"postgres://{who}@{place}/{names['NAME']}?{urlencode(options | port)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_answer(url: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the site answers; fails where it ends or stays silent."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "the site ended while starting; see site.log"
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{url} did not answer within {PATIENCE} seconds")
