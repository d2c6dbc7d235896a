"""A process of its own for opening a hostile file: little memory, little time, no settings and, where the system allows
it, no network."""

from __future__ import annotations

import ctypes
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from cilexportal.foundation.documents.inspection.finding import TOO_MUCH, Finding, Kind, Spot, Unwelcome

MEMORY_BYTES = 1024**3
PROCESSOR_SECONDS = 20
SECONDS = 60
COPY_BYTES = 200_000_000
INSPECTION = "cilexportal.foundation.documents.inspection"
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
SYSTEM = ctypes.CDLL(None)


class Broken(Exception):
    """The process ended with an error of its own."""


def inspect(media_type: str, source: Path, target: Path, *, evidence: bool = False) -> Finding:
    """Looks at the file `source` and writes its cleaned copy to `target`; `evidence` becomes a plain PDF.

    Raises Unwelcome, also where the file used up its memory or time, and Broken.
    """
    kept_as = ["evidence"] if evidence else []
    answer = ask(INSPECTION, media_type, str(source), str(target), *kept_as, folder=target.parent, seconds=SECONDS)
    spots = [Spot(page=spot["page"], kind=Kind(spot["kind"]), box=tuple(spot["box"])) for spot in answer["spots"]]
    return Finding(warnings=answer["warnings"], spots=spots, text=answer["text"])


def ask(module: str, *arguments: str, folder: Path, typed: str = "", seconds: float = SECONDS) -> dict[str, Any]:
    """What a module of inspection prints as JSON, run with these arguments and with `typed` to read.

    Raises Unwelcome, also where the file used up its memory or time, and Broken.
    """
    try:
        ended = run([sys.executable, "-m", module, *arguments], folder=folder, typed=typed, seconds=seconds)
    except subprocess.TimeoutExpired:
        raise Unwelcome(TOO_MUCH) from None
    if ended.returncode < 0:  # Ended by the system: too much memory, time or space, or a parser that fell over.
        raise Unwelcome(TOO_MUCH)
    if ended.returncode:
        raise Broken(ended.stderr.decode("utf-8", "replace")[-1000:])
    answer: dict[str, Any] = json.loads(ended.stdout)
    if "refused" in answer:
        raise Unwelcome(answer["refused"])
    return answer


def run(
    command: Sequence[str], *, folder: Path, typed: str = "", seconds: float, memory: int = MEMORY_BYTES
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command shut in, with nothing to write to but its folder's disk. Raises subprocess.TimeoutExpired."""
    return subprocess.run(
        command,
        env={"PYTHONPATH": str(settings.BASE_DIR), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
        cwd=folder,
        input=typed.encode(),
        capture_output=True,
        timeout=seconds,
        preexec_fn=partial(_shut_in, memory),
        check=False,
    )


def _shut_in(memory: int) -> None:
    """Runs in the new process before anything else does."""
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (COPY_BYTES, COPY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Without network: as root, else as a user of its own; refused on some systems, where the other limits have to do.
    if SYSTEM.unshare(NEW_NETWORK):
        SYSTEM.unshare(NEW_USER | NEW_NETWORK)
    # Last: until the command begins, this process is as large as the one it comes from.
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
