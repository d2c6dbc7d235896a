"""The demo's bank: what the demo gateway remembers, in a folder of its own, whatever becomes of the portal's database.

One small file for each payment, replaced as a whole and changed by one process at a time.
"""

from __future__ import annotations

import fcntl
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(kw_only=True)
class Account:
    """One payment at the demo's bank. Sums are pence, instants seconds since 1970.

    `refunds` are pence by refund key; `faults` are what shall go wrong with the next calls of each kind.
    """

    key: str
    pence: int
    currency: str
    words: str
    return_url: str
    expires: float
    state: str = "started"
    brand: str = ""
    events: int = 0
    refunds: dict[str, int] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)


class Bank:
    """The accounts of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> Account | None:
        """The account of a payment key, if there is one."""
        try:
            return Account(**json.loads(self._path(key).read_text()))
        except FileNotFoundError:
            return None

    def known(self) -> list[str]:
        """Every payment that the bank knows."""
        return sorted(path.stem for path in self._folder.glob("*.json"))

    @contextmanager
    def changing(self, new: Account) -> Iterator[Account]:
        """The account of the payment, `new` where there is none yet, held until its changes are written.

        They are written even when the block raises: what happened at a bank has happened.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(new.key)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            account = self.find(new.key) or new
            try:
                yield account
            finally:
                draft = path.with_suffix(".new")
                draft.write_text(json.dumps(asdict(account)))
                draft.replace(path)

    def _path(self, key: str) -> Path:
        """The file of a key; only a real key names a file. Raises ValueError."""
        return self._folder / f"{uuid.UUID(key)}.json"
