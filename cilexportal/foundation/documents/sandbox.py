"""A process of its own for opening a hostile file: little memory, little time, no settings and, where the system allows
it, no network."""

from __future__ import annotations

import ctypes
import json
import resource
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from cilexportal.foundation.documents.inspection.finding import TOO_MUCH, Finding, Kind, Spot, Unwelcome

MEMORY_BYTES = 1024**3
PROCESSOR_SECONDS = 20
SECONDS = 60
COPY_BYTES = 200_000_000
INSPECTION = "cilexportal.foundation.documents.inspection"
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


class Broken(Exception):
    """The process ended with an error of its own."""


def inspect(media_type: str, source: Path, target: Path) -> Finding:
    """Looks at the file `source` and writes its cleaned copy to `target`.

    Raises Unwelcome, also where the file used up its memory or time, and Broken.
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-m", INSPECTION, media_type, str(source), str(target)],
            env={"PYTHONPATH": str(settings.BASE_DIR), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
            cwd=target.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            preexec_fn=_shut_in,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unwelcome(TOO_MUCH) from None
    if ended.returncode < 0:  # Ended by the system: too much memory, time or space, or a parser that fell over.
        raise Unwelcome(TOO_MUCH)
    if ended.returncode:
        raise Broken(ended.stderr.decode("utf-8", "replace")[-1000:])
    answer = json.loads(ended.stdout)
    if "refused" in answer:
        raise Unwelcome(answer["refused"])
    spots = [Spot(page=spot["page"], kind=Kind(spot["kind"]), box=tuple(spot["box"])) for spot in answer["spots"]]
    return Finding(warnings=answer["warnings"], spots=spots, text=answer["text"])


def _shut_in() -> None:
    """Runs in the new process before anything else does."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (COPY_BYTES, COPY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Without network: as root, else as a user of its own; refused on some systems, where the other limits have to do.
    system = ctypes.CDLL(None)
    if system.unshare(NEW_NETWORK):
        system.unshare(NEW_USER | NEW_NETWORK)
