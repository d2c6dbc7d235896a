"""Whoever is killed at the beginning, in the middle or at the end of an upload, a check or a build leaves rows and
files one to one: at once or after the sweep, and nothing is there twice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from cilexportal.foundation import london, printing
from cilexportal.foundation.documents import checking, sandbox, strays
from cilexportal.foundation.documents.inspection import evidence
from cilexportal.foundation.documents.models import Document, DocumentState, Original
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.models import Build, MadePart, Piece, Portfolio, Upload
from portfolio.services import building, pieces, uploads
from tests import mortal
from tests.applications.factories import NOON
from tests.foundation.documents import hostile
from tests.portfolio import building_world, factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_storage", "short_parts")]
PART = 200
FOLDERS = ("documents", "originals", "uploads", "portfolios")
LATER = timedelta(days=2)


@pytest.fixture
def mine() -> Portfolio:
    return factories.portfolio()


def upload(mine: Portfolio, content: bytes) -> None:
    """Sends a file in parts, from where it stopped; one that is there already is not taken twice."""
    by = mine.case.application.user
    found = uploads.begin(portfolio=mine, filename="a.pdf", size=len(content), by=by, at=NOON)
    while found.arrived < len(content):
        part = content[found.arrived : found.arrived + PART]
        found = uploads.append(upload=found, offset=found.arrived, content=part, at=NOON)
    with contextlib.suppress(Refused):  # It is in the library already: its process was killed once that was so.
        uploads.finish(upload=found, by=by, at=NOON)


def check(monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """The worker's check of one document, in its own process."""
    monkeypatch.setattr(sandbox, "inspect", lambda kind, source, copy, **_: evidence.inspect(source, copy))
    return lambda: checking.check_waiting(at=NOON, limit=1)


def sweep() -> None:
    """What is done every day, two days from now, and what a dead worker held is free again."""
    at = london.now() + LATER
    uploads.sweep(at=at)
    strays.throw_strays_away(at=at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET claimed_at = claimed_at - interval '1 hour'")
        cursor.execute("UPDATE portfolio_build SET claimed_at = claimed_at - interval '1 hour'")


def on_disk(folder: str) -> Iterator[str]:
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from on_disk(f"{folder}/{name}")


def unmatched() -> set[str]:
    """Files without a row, and rows whose file should be there and is not. A row may stand before its file does."""
    made = MadePart.objects.exclude(file="").values_list("file", "is_stored")
    rows = set(Document.objects.exclude(file="").values_list("file", flat=True))
    rows |= set(Original.objects.values_list("file", flat=True))
    rows |= {part for parts in Upload.objects.values_list("parts", flat=True) for part in parts}
    there = {name for folder in FOLDERS if default_storage.exists(folder) for name in on_disk(folder)}
    stored = rows | {name for name, is_stored in made if is_stored}
    return (stored - there) | (there - rows - {name for name, _ in made})


@pytest.fixture
def printed_once(monkeypatch) -> None:
    """Printing is not what is killed here: the same parts are laid out once."""
    usual, kept = printing.pdfs, {}

    def pdfs(html: str, *, parts: list[str]) -> list[printing.Printed]:
        key = tuple(parts)
        kept[key] = kept.get(key) or list(usual(html, parts=parts))
        return kept[key]

    monkeypatch.setattr(printing, "pdfs", pdfs)


@cache
def file(number: int) -> bytes:
    """A different file for each number, of several parts; the same each time, though a PDF says when it was made."""
    return hostile.pdf(words=b"BT /F1 12 Tf 10 60 Td (Letter %d) Tj ET" % number, pages=4)


@pytest.mark.clause("HB-37")
def test_an_upload_that_is_killed_goes_on_where_it_stopped(mine) -> None:
    steps = mortal.steps_of(lambda: upload(mine, file(0)))
    for number, share in enumerate(mortal.SHARES, start=1):
        content = file(number)  # Made here, so that whoever is killed and whoever goes on send the same.
        mortal.kill_at(lambda content=content: upload(mine, content), mortal.step_at(share, steps))
        upload(mine, content)
        assert Piece.objects.filter(portfolio=mine).count() == number + 1
    sweep()
    assert unmatched() == set()
    assert Document.objects.count() == Piece.objects.count() == len(mortal.SHARES) + 1
    mortal.kill_forgetful(lambda: pieces_of_a_whole_file(mine))
    sweep()
    assert unmatched(), "the control: what stores its files last loses one"


def pieces_of_a_whole_file(mine: Portfolio) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    by, whole = mine.case.application.user, SimpleUploadedFile("b.pdf", file(9))
    with transaction.atomic():
        document = pieces.receive(portfolio=mine, upload=whole, by=by, at=NOON)
        pieces.take(portfolio=mine, document=document, by=by, at=NOON)


@pytest.mark.clause("HB-57c")
def test_a_check_that_is_killed_is_done_again_and_leaves_one_file(mine, monkeypatch) -> None:
    work = check(monkeypatch)
    upload(mine, file(0))
    steps = mortal.steps_of(work)
    for number, share in enumerate(mortal.SHARES, start=1):
        upload(mine, file(number))
        mortal.kill_at(work, mortal.step_at(share, steps))
        sweep()
        work()
    sweep()
    assert set(Document.objects.values_list("state", flat=True)) == {DocumentState.CLEAN}
    assert Original.objects.count() == Document.objects.count()
    assert unmatched() == set()
    upload(mine, file(9))
    mortal.kill_forgetful(work)
    sweep()
    assert unmatched(), "the control: what stores its files last loses one"


@pytest.mark.pango
@pytest.mark.clause("HB-57b")
def test_a_build_that_is_killed_is_taken_up_again_and_leaves_no_file_twice(printed_once) -> None:
    mine = building_world.filled(("1.1-1",))

    def change(words: str) -> None:
        mine.sheets.update(learned=words)
        building.ask(portfolio=mine, shrink=False, at=NOON)

    def build() -> None:
        building.build_waiting(at=NOON)

    change("what the parent process has read by now is there for the others")
    build()
    change("first")
    steps = mortal.steps_of(build)
    for share in mortal.SHARES:
        change(f"killed at {share}")
        mortal.kill_at(build, mortal.step_at(share, steps))
        sweep()
        build()
        assert Build.objects.get().state == "ready"
        sweep()
        assert unmatched() == set()
    change("control")
    mortal.kill_forgetful(build)
    sweep()
    assert unmatched(), "the control: what stores its files last loses one"
