"""The seam to a virus scanner. A file that nobody could scan is not shown to anybody."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 60
# The harmless file that every scanner reports. Put together here, so that no scanner reports this one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScannerAway(Exception):
    """No scanner answered, or none could say; the file waits."""


class Scanner(Protocol):
    """Looks at a file for known malware."""

    def scan(self, file: BinaryIO) -> str | None:
        """The name of what was found, None where nothing was. Raises ScannerAway."""


@dataclass(frozen=True)
class ClamdScanner:
    """ClamAV's daemon, spoken to in its own INSTREAM protocol."""

    host: str
    port: int
    seconds: float = SECONDS

    def scan(self, file: BinaryIO) -> str | None:
        try:
            with socket.create_connection((self.host, self.port), timeout=self.seconds) as line:
                line.sendall(b"zINSTREAM\0")
                for piece in _pieces(file):
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                return _verdict(_answer(line))
        except OSError as away:
            raise ScannerAway(type(away).__name__) from away


@dataclass(frozen=True)
class NoScanner:
    """For demo and tests: knows the harmless test file and nothing else."""

    def scan(self, file: BinaryIO) -> str | None:
        before = b""
        for piece in _pieces(file):
            if EICAR in before + piece:
                return "EICAR test file"
            before = piece[-len(EICAR) :]
        return None


@dataclass(frozen=True)
class MissingScanner:
    """Production without a scanner: everything waits."""

    def scan(self, file: BinaryIO) -> str | None:
        raise ScannerAway("no scanner is set up")


def chosen() -> Scanner:
    """The scanner of this portal: clamd where CLAMAV_ADDRESS names one; none at all only outside production."""
    if settings.CLAMAV_ADDRESS:
        host, _, port = settings.CLAMAV_ADDRESS.rpartition(":")
        return ClamdScanner(host.strip("[]"), int(port))
    return MissingScanner() if settings.PRODUCTION else NoScanner()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < PIECE:
        piece = line.recv(1024)
        if not piece:
            break
        answer += piece
    return answer


def _verdict(answer: bytes) -> str | None:
    """Reads `stream: OK` and `stream: Name FOUND`; any other answer, such as an error, is no verdict."""
    said = answer.rstrip(b"\0\n").decode("utf-8", "replace").removeprefix("stream: ")
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerAway(said[:200] or "no answer")
