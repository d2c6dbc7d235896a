"""`manage.py demo`: the whole portal on this machine, in the foreground, for whoever wants to look at it."""

from __future__ import annotations

import argparse
import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cilexportal.launcher import children, modes, packages, prepare, servers
from cilexportal.launcher.places import LauncherError, Places, only_one
from cilexportal.launcher.prepare import say

READY_SECONDS = 60


@dataclass(frozen=True)
class Options:
    """What the person at the keyboard asked for."""

    host: str
    port: int
    reset: bool

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def run(arguments: Sequence[str]) -> int:
    """Runs the demo until Ctrl-C (exit code 0) or until a part of it dies (1).
    Raises LauncherError where it cannot begin."""
    options = parse(arguments)
    places = Places("demo")
    places.make()
    with only_one(places.var / "demo.lock", "The demo of this checkout is running already."):
        refuse_unusable(options)
        if options.reset:
            reset(places)
        try:
            with children.signals_end_the_block():
                return serve(options, places)
        except KeyboardInterrupt:
            say("Stopped.")
            return 0


def parse(arguments: Sequence[str]) -> Options:
    """Reads the command line; ends the process on one that cannot be read."""
    parser = argparse.ArgumentParser("manage.py demo", description="Runs the whole portal with made-up people.")
    parser.add_argument("--host", default="127.0.0.1", help="loopback address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", default=8000, type=int, help="port to listen on (default 8000)")
    parser.add_argument("--reset", action="store_true", help="forget all demo data first")
    return Options(**vars(parser.parse_args(arguments)))


def refuse_unusable(options: Options) -> None:
    """Raises LauncherError for an address others could reach, and for a port that cannot be had."""
    try:
        loopback = options.host == "localhost" or ipaddress.ip_address(options.host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise LauncherError(
            f"The demo lets anyone sign in as anyone, so it listens on loopback only, not on {options.host}."
        )
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise LauncherError(f"Port {options.port} cannot be used ({why}): choose another with --port.") from None


def reset(places: Places) -> None:
    """Forgets all the demo kept: database, queue, files, mail, clock. Raises LauncherError where in use."""
    say("Forgetting all demo data ...")
    servers.wipe(places)
    for name in ("files", "mail"):
        shutil.rmtree(places.var / name, ignore_errors=True)
    for path in (*places.var.glob("celerybeat*"), places.var / "clock", places.var / "demo_data.done"):
        path.unlink(missing_ok=True)


def serve(options: Options, places: Places) -> int:
    """Starts everything, tells the address, and watches."""
    os.environ["PORTAL_MODE"] = "demo"
    os.environ["PORTAL_BASE_URL"] = options.address
    os.environ.setdefault("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{options.host}")
    packages.provide([packages.PDF], log=places.logs / "apt.log")
    say("Starting PostgreSQL and Valkey ...")
    with modes.running(places) as own_servers:
        make_ready(places)
        say("Starting the site, the worker and the clock ...")
        processes = {name: children.spawn(command) for name, command in commands(options).items()}
        try:
            await_site(options, processes)
            tell(options)
            return watch(processes, [servers.Notes(name, places) for name in own_servers])
        finally:
            with children.deaf():
                say("Stopping ...")
                children.stop(*processes.values())


def make_ready(places: Places) -> None:
    import django

    django.setup()
    built = prepare.database()
    prepare.demo_data(places, today=datetime.now(UTC).date().isoformat(), anew=built)
    prepare.static_files(places)


def commands(options: Options) -> dict[str, list[str]]:
    """Name -> command line of each process of the portal."""
    bind = options.address.removeprefix("http://")
    # Whoever tries the demo as root knows it.
    no_sermon = "ignore:You're running the worker with superuser privileges"
    celery = [sys.executable, "-W", no_sermon, "-m", "celery", "--quiet", "-A", "cilexportal"]
    quiet = ["--loglevel", "WARNING"]
    return {
        "site": [
            *(sys.executable, "-m", "gunicorn", "cilexportal.wsgi:application", "--bind", bind, "--preload"),
            *("--workers", "2", "--threads", "4", "--log-level", "warning", "--graceful-timeout", "2"),
        ],
        "worker": [*celery, "worker", *quiet, "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "clock": [*celery, "beat", *quiet, "--pidfile="],
    }


def await_site(options: Options, processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Returns when the site answers. Raises LauncherError where it does not, or where a process ends."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if ended := first_ended(processes):
            raise LauncherError(ended)
        try:
            urllib.request.urlopen(f"{options.address}/healthz/live", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise LauncherError(f"The site did not answer within {READY_SECONDS} seconds.")


def first_ended(processes: dict[str, subprocess.Popen[bytes]]) -> str:
    """A sentence about the first process found ended; empty while all live."""
    for name, process in processes.items():
        if process.poll() is not None:
            return f"The {name} stopped by itself (exit code {process.returncode})."
    return ""


def watch(processes: dict[str, subprocess.Popen[bytes]], own_servers: list[servers.Notes]) -> int:
    """Waits for something to end; gives the exit code."""
    while True:
        ended = first_ended(processes)
        ended = ended or next(
            (f"A server stopped; see {notes.log}." for notes in own_servers if not notes.served()), ""
        )
        if ended:
            say(ended)
            return 1
        time.sleep(0.3)


def tell(options: Options) -> None:
    """Prints where the portal is and who may be signed in as."""
    from cilexportal.demo.people import PASSWORD, PEOPLE

    say("\nPeople to sign in as, with one press on the sign-in page:")
    for person in PEOPLE:
        say(f"  {person.name:<16} {person.email:<20} {person.story}")
    say(f"By email address, their password is {PASSWORD}.")
    say(f"\nThe portal is at {options.address}/  (Ctrl-C stops it; the data stay)")
