"""How fast a board answers while files are checked that were made to hold up whoever opens them [HB-57c]: by a worker,
which shuts each in as in production, and for comparison in the web's own process."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from statistics import quantiles

import pikepdf
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.urls import reverse
from pikepdf import Array, Dictionary, Name, Stream

from cilexportal.bench.browser import Browser
from cilexportal.bench.figures import Figure, middle, timed
from cilexportal.bench.pages import plain_static
from cilexportal.foundation.documents.inspection import evidence
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.models import Document
from cilexportal.launcher.children import dies_with_parent
from portfolio.models import Portfolio

A_ROUND, WARM_UP = 20, 5
OBJECTS, DRAWN, OVER = 15_000, 60_000, 160_000_000
# What takes one processor as a check does, and has nothing to do with the portal.
BUSY = "print('ready', flush=True)\nwhile True: sum(range(1000))"
Ask = Callable[[], object]
AtWork = Callable[[], AbstractContextManager[None]]
Say = Callable[[str], object]


def measure(whole: Portfolio, folder: str, *, rounds: int, say: Say) -> list[Figure]:
    """The board beside a worker that checks one such file after the other, against the same beside other work of one
    processor, turn by turn; and beside a check in its own process."""
    browser = Browser(whole.case.application.user, WSGIHandler())
    address = reverse("portfolio:board", args=[whole.case.application.uuid])
    alone: list[float] = []
    busy: list[float] = []
    checks: list[float] = []
    within: list[float] = []

    def ask() -> object:
        return browser.get(address)

    with plain_static(), _standing([sys.executable, "-c", BUSY]) as other, _worker(whole, folder) as worker:
        _times(ask, WARM_UP)
        for _ in range(rounds):
            alone += _times(ask)
            for times, work in ((busy, other), (checks, worker), (within, _in_this_process)):
                with work():
                    times += _times(ask)
            say(f"board alone {middle(alone) * 1000:.0f} ms, while files are checked {middle(checks) * 1000:.0f} ms")
    begun = Document.objects.filter(filename__startswith="bomb", attempts__gt=0).count()
    if not begun:
        raise RuntimeError("no file was checked while the board was asked for")
    detail = ", ".join(
        f"{middle(times) * 1000:.0f} ms {how}"
        for how, times in (("alone", alone), ("beside other work", busy), ("beside checks", checks))
    )
    return _figures(busy, checks, within, f"{detail}, {begun} files meanwhile")


def _figures(busy: list[float], checks: list[float], within: list[float], detail: str) -> list[Figure]:
    than = "against the same beside other work of one processor"
    return [
        Figure(
            f"board while a worker checks hostile files, {than}", middle(checks) / middle(busy), 1.25, at_most=True,
            detail=detail,
        ),
        Figure(
            f"slowest twentieth of boards while a worker checks hostile files, {than}",
            _slowest(checks) / _slowest(busy), 1.5, at_most=True, detail=detail,
        ),
        Figure(
            f"control: board while its own process checks them, {than}", middle(within) / middle(busy), 1.5,
            at_most=False, detail=detail,
        ),
    ]  # fmt: skip


def _times(ask: Ask, count: int = A_ROUND) -> list[float]:
    return [timed(ask) for _ in range(count)]


def _slowest(times: list[float]) -> float:
    """The time that nineteen of twenty do not reach."""
    return quantiles(times, n=20)[-1]


@contextmanager
def _worker(whole: Portfolio, folder: str) -> Iterator[AtWork]:
    """A process that checks hostile files."""
    with tempfile.TemporaryDirectory() as bombs, tempfile.TemporaryDirectory() as workshop:
        for name, content in bombs_of().items():
            Path(bombs, name).write_bytes(content)
        name, owner = connection.settings_dict["NAME"], str(whole.case.application.user_id)
        command = [sys.executable, "-m", "cilexportal.bench.checker", name, folder, bombs, owner]
        with _standing(["env", f"TMPDIR={workshop}", *command]) as worker:
            yield worker


@contextmanager
def _standing(command: list[str]) -> Iterator[AtWork]:
    """A process that works inside what is given, and stands still otherwise; it and its own are ended at the end."""
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=dies_with_parent(signal.SIGKILL),
    )  # fmt: skip

    @contextmanager
    def at_work() -> Iterator[None]:
        os.killpg(process.pid, signal.SIGCONT)
        yield
        if process.poll() is not None:
            raise RuntimeError("a hostile file ended its worker")
        os.killpg(process.pid, signal.SIGSTOP)

    try:
        if process.stdout is None or process.stdout.readline() != "ready\n":
            raise RuntimeError("a process that was to be measured beside did not begin")
        os.killpg(process.pid, signal.SIGSTOP)
        yield at_work
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@contextmanager
def _in_this_process() -> Iterator[None]:
    """What the portal does not do: another thread of the web's process opens a hostile file by itself."""
    over = threading.Event()

    def check() -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "received")
            source.write_bytes(_many_objects())
            while not over.is_set():
                try:
                    evidence.inspect(source, Path(folder, "cleaned"))
                except Unwelcome:
                    continue

    thread = threading.Thread(target=check)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def bombs_of() -> dict[str, bytes]:
    """Files by their names: one that unpacks to too much, one of very many objects, one that draws without end."""
    return {"bomb-unpacks": _unpacks(), "bomb-objects": _many_objects(), "bomb-draws": _page(b"0 0 9 9 re f\n" * DRAWN)}


def _unpacks() -> bytes:
    machine, piece = zlib.compressobj(9), bytes(1 << 20)
    packed = b"".join([*(machine.compress(piece) for _ in range(OVER // len(piece))), machine.flush()])
    return _page(packed, Filter=Name.FlateDecode)


def _page(drawn: bytes, **entries: object) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page().Contents = Stream(pdf, drawn, **entries)
        pdf.save(made, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made.getvalue()


def _many_objects() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = Stream(pdf, b"0 0 9 9 re f")
        page.obj.Hidden = Array([pdf.make_indirect(Dictionary(Number=number)) for number in range(OBJECTS)])
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()
