"""The pages on which an assessor marks, with every example and with one; and pictures of pages of evidence
against what pypdfium2 needs for the same page by itself."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator

from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admission.queries.marked_examples import Beside
from admission.queries.sheet_of_marks import Book
from cilexportal.bench import admission_world, world
from cilexportal.bench.browser import Browser
from cilexportal.bench.figures import Figure, middle, timed
from cilexportal.bench.files import in_folder
from cilexportal.bench.pages import plain_static
from cilexportal.bench.shop import Searcher, somebody
from members.enums import Role
from members.models import User

WEIGHT = 6_000_000
PICTURES = 9
# Nothing but the page as a picture of the same size, in a process of its own: a checked file is not opened in ours.
FLOOR = """
import sys
import pypdfium2
with pypdfium2.PdfDocument(sys.argv[1]) as pdf:
    page = pdf[0]
    scale = min(1000 / page.get_width(), 2000 / page.get_height())
    page.render(scale=scale).to_pil().convert("RGB").save(sys.argv[2], format="JPEG", quality=75)
"""
Say = Callable[[str], object]


def measure(*, say: Say, weight: int = WEIGHT, pictures: int = PICTURES) -> list[Figure]:
    """The figures of marking; the caller holds world.tables()."""
    with tempfile.TemporaryDirectory() as folder, world.database(), override_settings(STORAGES=in_folder(folder)):
        say("making two final applications")
        whole = admission_world.submitted(weight)
        single = admission_world.submitted(weight // 10, examples=1)
        officer = somebody(Role.REGULATION_OFFICER)
        return [*_statements(whole, single, officer), *_pictures(whole, officer, folder, pictures, say=say)]


def _statements(whole: Book, single: Book, officer: User) -> Iterator[Figure]:
    """Whether the page of all examples, and the page of one, ask as many statements of many as of few."""
    browser, sheets = Searcher(officer, WSGIHandler()), len(whole.examples)
    criteria = sum(len(one.outcome.criteria) for one in whole.examples)
    with plain_static():
        for name, pages in (
            ("page of all examples", (_list(whole), _list(single))),
            ("page of one example", (_example(whole), _example(single))),
        ):
            many, few = (_asked(browser, page) for page in pages)
            detail = f"{many} statements with {sheets} sheets and {criteria} criteria, {few} with one sheet"
            yield Figure(f"marks, {name}: statements against one sheet", many / few, 1, at_most=True, detail=detail)


def _pictures(whole: Book, officer: User, folder: str, pictures: int, *, say: Say) -> Iterator[Figure]:
    """The picture of a page that nobody has seen yet, as the browser waits for it, and of one that was seen before."""
    browser, first, again, floors = Searcher(officer, WSGIHandler()), [], [], []
    files = [(one.slot, file) for one in whole.examples for file in one.files][: pictures + 1]
    for slot, file in files:
        page = reverse("admission_desk:picture", args=[whole.case.uuid, slot, file.key, 1])
        floors.append(timed(lambda file=file: _floor(file, folder)))  # type: ignore[misc]
        first.append(timed(lambda page=page: browser.get(page)))  # type: ignore[misc]
        again.append(timed(lambda page=page: browser.get(page)))  # type: ignore[misc]
        say(f"picture {first[-1] * 1000:.0f} ms, again {again[-1] * 1000:.0f} ms, floor {floors[-1] * 1000:.0f} ms")
    # The first brings libraries and connections along.
    floor = middle(floors[1:])
    for name, took, bar in (("first picture", first[1:], 2), ("picture seen before", again[1:], 0.5)):
        detail = f"{middle(took) * 1000:.0f} ms, the slowest {max(took) * 1000:.0f} ms, against {floor * 1000:.0f} ms"
        name = f"{name} of a page of evidence, against pypdfium2 alone"
        yield Figure(name, middle(took) / floor, bar, at_most=True, detail=detail)


def _floor(file: Beside, folder: str) -> None:
    source = default_storage.path(file.document.file.name or "")
    subprocess.run([sys.executable, "-c", FLOOR, source, f"{folder}/floor.jpg"], check=True)


def _list(book: Book) -> str:
    return reverse("admission_desk:assess", args=[book.case.uuid])


def _example(book: Book) -> str:
    return reverse("admission_desk:example", args=[book.case.uuid, book.examples[0].slot])


def _asked(browser: Browser, page: str) -> int:
    """How many statements a page asks the second time. Its session's note that somebody is there is no part of it."""
    browser.get(page)
    with CaptureQueriesContext(connection) as seen:
        browser.get(page)
    said = [query["sql"] for query in seen]
    return sum("django_session" not in one and one not in ("BEGIN", "COMMIT") for one in said)
