"""Child processes that never outlive their parent, and how they are stopped."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

_PR_SET_PDEATHSIG = 1
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def dies_with_parent(how: signal.Signals) -> Callable[[], None]:
    """What a child runs before its program: Linux then sends it `how` when its parent is gone."""
    parent = os.getpid()

    def ask() -> None:
        if _LIBC is None:
            return
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(how))
        if os.getppid() != parent:
            os._exit(1)

    return ask


def spawn(
    command: Sequence[str], *, on_parent_death: signal.Signals = signal.SIGTERM, **options: Any
) -> subprocess.Popen[bytes]:
    """Starts a program in a session of its own, so that Ctrl-C reaches only the launcher."""
    options.setdefault("stdin", subprocess.DEVNULL)
    preexec = dies_with_parent(on_parent_death)
    return subprocess.Popen(command, start_new_session=True, preexec_fn=preexec, **options)


def stop(*processes: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM, seconds: float = 10) -> None:
    """Ends processes spawned here and whatever they left in their sessions: asked all at once, killed after
    `seconds`."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(how)
    deadline = time.monotonic() + seconds
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def signals_end_the_block() -> Iterator[None]:
    """Turns SIGTERM and SIGHUP into the KeyboardInterrupt that Ctrl-C gives, for one orderly way out; and makes
    sure of Ctrl-C, which a shell lets its background jobs ignore."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """Keeps a second Ctrl-C from cutting an orderly stop short."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
