"""Files that attack whoever opens them: the process they are opened in ends, and the worker goes on."""

from __future__ import annotations

import sys
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Name

from cilexportal.foundation.documents import checking, sandbox, services
from cilexportal.foundation.documents.inspection.finding import DAMAGED, TOO_MUCH, Unwelcome
from cilexportal.foundation.documents.models import Document, DocumentState
from tests.foundation.documents import hostile_actions, walking
from tests.foundation.documents.conftest import NOW
from tests.foundation.documents.hostile import CATALOG, CONTENT, PAGE, PAGES, page, pdf, raw, stream, zeros

OVER = 160_000_000
FALLEN = {TOO_MUCH, DAMAGED}


def _objects() -> bytes:
    """A stream of objects that unpacks to more than the process may have."""
    bomb = zeros(OVER)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(bomb)
    return raw([CATALOG, PAGES, PAGE, CONTENT, b"%s\nstream\n%s\nendstream" % (head, bomb)])


def _runs() -> bytes:
    """A drawing of runs, each of which is as long as it can be."""
    return pdf(page(Contents=stream(b"\x81 " * 2_000_000, Filter=Name.RunLengthDecode)))


def _twice() -> bytes:
    """Runs within a packed stream."""
    return pdf(
        page(Contents=stream(zeros(60_000_000), Filter=Array([Name.FlateDecode, Name.RunLengthDecode])))
    )  # fmt: skip


def test_a_process_that_opens_a_file_brings_no_part_of_the_portal_along(tmp_path) -> None:
    look = f"import sys, {sandbox.INSPECTION}.pdf; print({{'django', 'celery'}} & set(sys.modules))"
    answer = sandbox.run([sys.executable, "-c", look], folder=tmp_path, seconds=20)
    assert answer.stdout.decode().strip() == "set()", answer.stderr.decode()


ATTACKS = {"objects": _objects, "runs": _runs, "runs within": _twice}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_ends_the_process_and_nothing_else(tmp_path, attack) -> None:
    (tmp_path / "received").write_bytes(ATTACKS[attack]())
    begun = time.monotonic()
    try:
        sandbox.inspect("application/pdf", tmp_path / "received", tmp_path / "cleaned", evidence=True)
    except Unwelcome as no:
        said = str(no)
    else:
        said = ""
        assert walking.faults((tmp_path / "cleaned").read_bytes()) == []
    assert said in {"", *FALLEN}
    assert time.monotonic() - begun < sandbox.SECONDS


@pytest.mark.django_db
@pytest.mark.clause("HB-57c")
def test_a_worker_goes_on_after_hostile_files(user) -> None:
    """One after the other in one go: each is refused or defused at its first attempt, and the good one is taken."""
    attacks = dict(hostile_actions.actions())
    sent = {
        "objects": _objects(), "script": attacks["script, opening"].build(), "half": pdf()[:300], "good": pdf(),
    }  # fmt: skip
    for name, content in sent.items():
        file = SimpleUploadedFile(f"{name}.pdf", content)
        services.receive(owner=user, upload=file, at=NOW, evidence=True)
    assert checking.check_waiting(at=NOW, limit=10) == len(sent)
    states = {row.filename: row for row in Document.objects.all()}
    assert {name: row.state for name, row in states.items()} == {
        "objects.pdf": DocumentState.REFUSED, "script.pdf": DocumentState.CLEAN, "half.pdf": DocumentState.REFUSED,
        "good.pdf": DocumentState.CLEAN,
    }  # fmt: skip
    assert {row.attempts for row in states.values()} == {1}
    assert states["script.pdf"].warnings == [hostile_actions.WITHOUT_SCRIPT]
