"""Where the launcher keeps data, sockets and notes. Everything a mode leaves behind is under two folders."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class LauncherError(Exception):
    """A reason not to go on, as one sentence for the person at the keyboard."""


@dataclass(frozen=True)
class Places:
    """The folders of one mode (`demo` or `test`) of one checkout."""

    mode: str
    root: Path = ROOT

    @property
    def var(self) -> Path:
        """In the checkout: files, logs, notes and locks, and the database of an ordinary user."""
        return self.root / "var" / self.mode

    @property
    def shared(self) -> Path:
        """Outside the checkout, by a short path: a Unix socket's path may have 107 bytes only, and where root
        starts the database, it runs as a user who may not be able to enter the checkout."""
        key = hashlib.sha256(f"{self.root}:{os.getuid()}".encode()).hexdigest()[:10]
        return Path("/var/tmp" if os.getuid() == 0 else "/tmp") / f"cilexportal-{key}"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def make(self) -> None:
        """Makes the folders. Raises LauncherError where somebody else holds the shared one."""
        for folder in (self.root / "var", self.var, self.logs):
            folder.mkdir(mode=0o700, exist_ok=True)
        private_folder(self.shared)


def private_folder(folder: Path) -> None:
    """Makes a folder that only we can write to, or makes sure that an existing one is such."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o755)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise LauncherError(f"{folder} belongs to somebody else or can be written by others: remove it first.")
    folder.chmod(0o755)


def server_user() -> pwd.struct_passwd | None:
    """Who runs PostgreSQL instead of root, which it refuses; None where we are an ordinary user."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else None


@contextlib.contextmanager
def only_one(path: Path, refusal: str) -> Iterator[None]:
    """Holds a lock while the block runs. Raises LauncherError(refusal) where another process has it."""
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LauncherError(refusal) from None
        yield
