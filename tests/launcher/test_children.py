"""Nothing that the launcher starts outlives it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cilexportal.launcher import children, demo, places

pytestmark = pytest.mark.services
FAMILY = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); import time; time.sleep(60)"
PARENT = """
from cilexportal.launcher import children
child = children.spawn(["sleep", "60"])
print(child.pid, flush=True)
child.wait()
"""


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "XZ"
    except FileNotFoundError:
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def number_from(process: subprocess.Popen[bytes]) -> int:
    assert process.stdout
    with process.stdout:
        return int(process.stdout.readline())


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_stopped_process_takes_its_own_children_along() -> None:
    parent = children.spawn([sys.executable, "-c", FAMILY], stdout=subprocess.PIPE)
    grandchild = number_from(parent)
    assert alive(grandchild)
    children.stop(parent)
    assert wait_until(lambda: not alive(grandchild))


def test_a_process_that_does_not_listen_is_killed() -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    process = children.spawn([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    number_from(process)
    children.stop(process, seconds=0.2)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_a_killed_launcher_takes_its_children_along() -> None:
    launcher = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=places.ROOT)
    child = number_from(launcher)
    assert alive(child)
    launcher.kill()
    launcher.wait()
    assert wait_until(lambda: not alive(child))


def test_sigterm_is_an_orderly_way_out() -> None:
    with pytest.raises(KeyboardInterrupt), children.signals_end_the_block():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_the_demo_ends_with_a_failure_when_a_part_of_it_dies(capsys: pytest.CaptureFixture[str]) -> None:
    living, dead = children.spawn(["sleep", "60"]), children.spawn([sys.executable, "-c", "raise SystemExit(3)"])
    try:
        assert demo.watch({"site": living, "worker": dead}, []) == 1
    finally:
        children.stop(living)
    assert capsys.readouterr().out == "The worker stopped by itself (exit code 3).\n"
