"""A portfolio's files against one plain print, one plain merge and one seal of the same; and its board, also while
hostile files are checked."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cilexportal.bench import portfolio_hostile, portfolio_world, world
from cilexportal.bench.browser import signed_in
from cilexportal.bench.figures import Figure, middle, timed
from cilexportal.bench.files import in_folder
from cilexportal.bench.pages import plain_static
from cilexportal.foundation import london, printing, sealing
from portfolio import paper
from portfolio.models import Build, BuildState, BuiltFile, Portfolio, Sheet
from portfolio.queries.content import Gathered, gathered
from portfolio.services import building, made

# One file, and one for each competency.
WEIGHTS = (6_000_000, 60_000_000)
ROUNDS = 3
KB, MB = 1024, 1_000_000
Say = Callable[[str], object]


def measure(*, say: Say, weights: tuple[int, ...] = WEIGHTS, rounds: int = ROUNDS) -> list[Figure]:
    """The figures of building for each weight of evidence, and the board's; the caller holds world.tables()."""
    figures = []
    for weight in weights:
        with tempfile.TemporaryDirectory() as folder, world.database(), override_settings(STORAGES=in_folder(folder)):
            say(f"making a portfolio with {weight // MB} MB of evidence")
            whole = portfolio_world.portfolio(weight)
            figures += _building(whole, weight, folder, rounds=rounds, say=say)
            if weight == weights[0]:
                figures += portfolio_hostile.measure(whole, folder, rounds=rounds, say=say)
                figures += _board(whole)
    return figures


def _building(whole: Portfolio, weight: int, folder: str, *, rounds: int, say: Say) -> list[Figure]:
    floors, fulls, edits = [], [], []
    _built(whole)  # Fonts, libraries and connections are there before anything is measured.
    for number in range(rounds):
        found = gathered(whole)
        floors.append(timed(lambda found=found: _floor(found)))  # type: ignore[misc]
        _undo(whole)
        fulls.append(timed(lambda: _built(whole)))
        Sheet.objects.filter(portfolio=whole, competency=3, outcome=1).update(learned=f"Number {number}. ")
        edits.append(timed(lambda: _built(whole)))
        say(f"floor {floors[-1]:.2f} s, all {fulls[-1]:.2f} s, one sheet changed {edits[-1]:.2f} s")
    _undo(whole)
    memory = _memory(whole, folder)
    full, floor, edit = middle(fulls), middle(floors), middle(edits)
    of = f"portfolio of {portfolio_world.SHEETS} sheets and {weight // MB} MB"
    detail = f"{full:.2f} s against {floor:.2f} s of one print, one merge and one seal"
    return [
        Figure(f"{of} put together, against its floor", full / floor, 1.3, at_most=True, detail=detail),
        Figure(
            f"{of} after one sheet changed, share of all", edit / full, 0.25, at_most=True,
            detail=f"{edit:.2f} s against {full:.2f} s",
        ),
        Figure(f"{of}: memory of the worker", memory / 1000, 400, at_most=True, unit=" MB"),
    ]  # fmt: skip


def _floor(found: Gathered) -> None:
    """The same sheets and evidence in one file with nothing else: no cover, bookmarks, labels, links or parts kept."""
    content = found.content
    html = paper.framed(paper.sheet(one, content) for one in content.examples)
    with tempfile.TemporaryDirectory() as folder:
        sheets, target = Path(folder, "sheets.pdf"), Path(folder, "whole.pdf")
        sheets.write_bytes(printing.pdf(html, title="Portfolio"))
        names = [found.stored[piece.sha256] for one in content.examples for piece in one.evidence]
        with pikepdf.new() as whole:
            sources = [pikepdf.open(file) for file in (sheets, *(default_storage.path(name) for name in names))]
            for source in sources:
                whole.pages.extend(source.pages)
            whole.save(target)
            for source in sources:
                source.close()
        sealing.seal_file(target, reason="Floor")


def _built(whole: Portfolio) -> None:
    """The portfolio as it is now, asked for and put together. Raises RuntimeError where it was not: that is fast."""
    asked = building.ask(portfolio=whole, shrink=False, at=london.now())
    building.build_waiting(at=london.now())
    if Build.objects.get(pk=asked.pk).state != BuildState.READY:
        raise RuntimeError("the portfolio was not put together")


def _undo(whole: Portfolio) -> None:
    """Forgets every build and part."""
    BuiltFile.objects.filter(build__portfolio=whole).delete()
    Build.objects.filter(portfolio=whole).delete()
    made.prune(portfolio=whole, keep=[])


def _memory(whole: Portfolio, folder: str) -> int:
    """The largest memory, in KB, of a process that does nothing else than put all of it together."""
    building.ask(portfolio=whole, shrink=False, at=london.now())
    name = connection.settings_dict["NAME"]
    connection.close()
    ended = subprocess.run(
        [sys.executable, "-m", "cilexportal.bench.builder", name, folder], cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    if not Build.objects.filter(portfolio=whole, state=BuildState.READY).exists():
        raise RuntimeError("the portfolio was not put together")
    return int(ended.stdout)


def _board(whole: Portfolio) -> list[Figure]:
    """What the full board weighs, and whether its statements are as many as those of a board with one sheet."""
    client = signed_in(whole.case.application.user)
    address = reverse("portfolio:board", args=[whole.case.application.uuid])
    with plain_static():
        page = client.get(address)
        if page.status_code != 200:
            raise RuntimeError(f"the board answered {page.status_code}")
        weight = len(gzip.compress(page.content, 6)) / KB
        many = _statements(lambda: client.get(address))
        first = Sheet.objects.filter(portfolio=whole).first()
        assert first is not None
        Sheet.objects.filter(portfolio=whole).exclude(pk=first.pk).update(removed_at=london.now())
        few = _statements(lambda: client.get(address))
    said = f"{many} statements with {portfolio_world.SHEETS} sheets, {few} with one"
    return [
        Figure("board of a full portfolio, packed", weight, 60, at_most=True, unit=" KB"),
        Figure("statements of a full board against one with a single sheet", many / few, 1, at_most=True, detail=said),
    ]


def _statements(work: Callable[[], object]) -> int:
    """How many statements the page itself asks. Its session notes, at most once a second, that somebody is there: a
    page that takes longer than that would have three more."""
    with CaptureQueriesContext(connection) as seen:
        work()
    said = [query["sql"] for query in seen]
    return sum("django_session" not in one and one not in ("BEGIN", "COMMIT") for one in said)
