"""The worker's check: nobody opens a file before it, nothing is lost when it dies, and it fails closed."""

from __future__ import annotations

import hashlib
import os
import socket
import struct
import threading
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.http import Http404

from cilexportal.foundation import private_files
from cilexportal.foundation.documents import checking, queries, readers, sandbox, scanner, tasks
from cilexportal.foundation.documents.inspection import image
from cilexportal.foundation.documents.inspection.finding import TOO_MUCH, Unwelcome
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.documents.views import attachment
from tests import factories
from tests.foundation.documents import corpus
from tests.foundation.documents.conftest import NOW

pytestmark = pytest.mark.django_db


class Away:
    def scan(self, file):
        raise scanner.ScannerAway


class Finds:
    def scan(self, file):
        return "Eicar-Test-Signature"


def check() -> int:
    return checking.check_waiting(at=NOW + timedelta(seconds=5), limit=10)


def test_the_cleaned_copy_takes_the_place_of_the_received_file(receive, stored):
    document = receive("Seminar.pdf", corpus.pdf())
    received = document.file.name
    assert check() == 1
    document.refresh_from_db()
    content = stored(document)
    assert (document.clean_size, document.clean_sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert document.checked_at == NOW + timedelta(seconds=5)
    assert not default_storage.exists(received)


def test_a_refused_file_is_thrown_away(receive):
    document = receive("a.pdf", b"%PDF-1.7\n")
    check()
    assert not default_storage.exists(document.file.name)


def test_nobody_opens_a_file_that_is_not_clean(receive):
    document = receive("a.pdf", corpus.pdf())
    for state in (DocumentState.WAITING, DocumentState.REFUSED):
        document.state = state
        with pytest.raises(Http404):
            attachment(document)


def test_a_clean_file_is_a_private_download(checked):
    answer = attachment(checked("Zeugnis für Ada.pdf", corpus.pdf()))
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Zeugnis%20f%C3%BCr%20Ada.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    answer.close()


@pytest.mark.parametrize("found_by", [Finds(), scanner.NoScanner()])
def test_malware_is_refused_by_name(receive, monkeypatch, found_by):
    monkeypatch.setattr(scanner, "chosen", lambda: found_by)
    document = receive("a.pdf", corpus.pdf() + b"x" * (scanner.PIECE - 30) + scanner.EICAR)
    check()
    document.refresh_from_db()
    assert document.state == DocumentState.REFUSED
    assert "A virus scanner found “Eicar" in document.reason or "“EICAR test file”" in document.reason


def test_without_a_scanner_files_wait_and_no_attempt_is_used_up(receive, monkeypatch):
    first = receive("a.pdf", corpus.pdf())
    receive("b.pdf", corpus.pdf())
    monkeypatch.setattr(scanner, "chosen", Away)
    for _ in range(5):
        assert check() == 0
    first.refresh_from_db()
    assert (first.state, first.attempts) == (DocumentState.WAITING, 0)
    monkeypatch.undo()
    assert check() == 2


def test_production_without_a_scanner_shows_nothing(settings):
    settings.CLAMAV_ADDRESS, settings.PRODUCTION = "", True
    with pytest.raises(scanner.ScannerAway):
        scanner.chosen().scan(None)
    settings.PRODUCTION = False
    assert scanner.chosen() == scanner.NoScanner()
    settings.CLAMAV_ADDRESS = "clamav:3310"
    assert scanner.chosen() == scanner.ClamdScanner("clamav", 3310)


def test_a_file_that_ends_every_worker_is_refused(receive):
    document = receive("a.pdf", corpus.pdf())
    Document.objects.update(attempts=queries.ATTEMPTS)
    assert check() == 1
    document.refresh_from_db()
    assert (document.state, document.reason) == (DocumentState.REFUSED, checking.NO_END)


def test_a_dead_workers_document_is_taken_up_when_its_lease_ends(receive):
    document = receive("a.pdf", corpus.pdf())
    assert checking._claim() == document
    assert check() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET claimed_at = now() - interval '301 seconds'")
    assert check() == 1


def test_storage_that_fails_leaves_the_file_waiting_and_the_others_go_on(receive, monkeypatch):
    broken, fine = receive("a.pdf", corpus.pdf()), receive("b.pdf", corpus.pdf())
    put = private_files.put

    def fails_once(name, content):
        if str(broken.uuid) in name:
            raise OSError("no space")
        return put(name, content)

    monkeypatch.setattr(private_files, "put", fails_once)
    assert check() == 2
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, broken.attempts, fine.state) == (DocumentState.WAITING, 0, DocumentState.CLEAN)


def test_a_file_that_never_arrived_is_refused():
    document = factories.DocumentFactory(file="documents/nowhere")
    check()
    document.refresh_from_db()
    assert document.reason == checking.LOST


def test_readers_look_through_the_words(checked, monkeypatch):
    monkeypatch.setattr(readers, "_readers", [])
    readers.register(lambda text: [f"It says costs: {'costs' in text}."])
    assert checked("a.pdf", corpus.pdf()).warnings == ["It says costs: True."]


@pytest.mark.clause("REC-22")
def test_words_by_which_somebody_could_be_known_are_pointed_out(checked):
    named = b"BT /F1 12 Tf 72 700 Td (Write to jane.roe@example.org) Tj ET"
    (warning,) = checked("a.pdf", corpus.pdf(content=named)).warnings
    assert warning.startswith("The words of the file seem to hold an email address.")
    assert "jane" not in warning


GREEDY = {
    "memory": "x = bytearray(2 * 1024**3)",
    "processor": "while True: pass",
    "time": "import time; time.sleep(60)",
    "space": "open('big', 'wb').truncate(3 * 10**8)",
}


@pytest.mark.parametrize("wants", GREEDY)
def test_a_file_that_wants_too_much_is_stopped(tmp_path, monkeypatch, wants):
    (tmp_path / "greedy.py").write_text(GREEDY[wants])
    monkeypatch.setattr(sandbox, "INSPECTION", "greedy")
    monkeypatch.setattr(sandbox, "PROCESSOR_SECONDS", 1)
    monkeypatch.setattr(sandbox, "SECONDS", 3)
    with pytest.raises((Unwelcome, sandbox.Broken)) as stopped:
        sandbox.inspect("application/pdf", tmp_path / "a", tmp_path / "b")
    if wants in ("processor", "time"):
        assert str(stopped.value) == TOO_MUCH


def test_a_small_file_that_unpacks_to_much_is_refused(checked):
    document = checked("a.png", corpus.picture("PNG", (8001, 5000)))
    assert (document.state, document.reason) == (DocumentState.REFUSED, image.LARGE)


PROBE = """
import json, os, socket
try:
    socket.create_connection(("127.0.0.1", {port}), 2)
    network = "reached"
except OSError:
    network = "none"
print(json.dumps({{"warnings": sorted(os.environ), "spots": [], "text": network}}))
"""


def test_whoever_takes_over_the_inspection_finds_no_settings_and_no_network(tmp_path, monkeypatch, settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        (tmp_path / "probe.py").write_text(PROBE.format(port=listener.getsockname()[1]))
        monkeypatch.setattr(sandbox, "INSPECTION", "probe")
        found = sandbox.inspect("x", tmp_path / "a", tmp_path / "b")
    assert found.warnings == ["LC_ALL", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"]
    if os.geteuid() == 0:
        assert found.text == "none"


def test_an_error_of_ours_is_not_the_files_fault(tmp_path):
    with pytest.raises(sandbox.Broken):
        sandbox.inspect("text/unknown", tmp_path / "a", tmp_path / "b")


@pytest.mark.django_db(transaction=True)
def test_a_received_file_is_checked_once_its_transaction_has_committed(receive, eager):
    with transaction.atomic():
        document = receive("a.pdf", corpus.pdf())
    document.refresh_from_db()
    assert document.state == DocumentState.CLEAN


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_check_each_document_once(receive, monkeypatch):
    for number in range(6):
        receive(f"{number}.pdf", corpus.pdf())
    seen, lock = [], threading.Lock()
    inspect = sandbox.inspect

    def counted(media_type, source, target):
        with lock:
            seen.append(source.read_bytes())
        return inspect(media_type, source, target)

    monkeypatch.setattr(sandbox, "inspect", counted)

    def work() -> None:
        try:
            check()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(seen) == 6
    assert set(Document.objects.values_list("state", "attempts")) == {(DocumentState.CLEAN, 1)}


def test_the_trail_names_the_task(receive):
    document = receive("a.pdf", corpus.pdf())
    assert tasks.check_waiting() == 1
    last = document.events.order_by("pgh_id").last()
    assert (last.state, last.pgh_context.metadata["task"]) == (DocumentState.CLEAN, "documents.check_waiting")
    assert document.events.count() == 2, "claims leave no rows in the trail"


class Clamd(threading.Thread):
    """A stand-in for clamd that understands INSTREAM and answers as it was told."""

    def __init__(self, answer: bytes) -> None:
        super().__init__(daemon=True)
        self.answer = answer
        self.received = b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self) -> None:
        line, _ = self.listener.accept()
        with line, line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", stream.read(4))[0]:
                self.received += stream.read(size)
            line.sendall(self.answer)
        self.listener.close()


@pytest.mark.parametrize(
    ("answer", "verdict"), [(b"stream: OK\0", None), (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "Win.Test.EICAR_HDB-1")]
)
def test_clamd_is_spoken_to_in_its_own_protocol(tmp_path, answer, verdict):
    clamd = Clamd(answer)
    clamd.start()
    content = bytes(range(256)) * 1000
    (tmp_path / "a").write_bytes(content)
    with (tmp_path / "a").open("rb") as file:
        assert scanner.ClamdScanner("127.0.0.1", clamd.port).scan(file) == verdict
    clamd.join()
    assert clamd.received == content


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_an_answer_that_is_no_verdict_is_no_verdict(tmp_path, answer):
    clamd = Clamd(answer)
    clamd.start()
    (tmp_path / "a").write_bytes(b"x")
    with (tmp_path / "a").open("rb") as file, pytest.raises(scanner.ScannerAway):
        scanner.ClamdScanner("127.0.0.1", clamd.port).scan(file)
    clamd.join()


def test_a_clamd_that_does_not_answer_is_away(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    with (
        socket.create_server(("127.0.0.1", 0)) as deaf,
        (tmp_path / "a").open("rb") as file,
        pytest.raises(scanner.ScannerAway),
    ):
        scanner.ClamdScanner("127.0.0.1", deaf.getsockname()[1], seconds=0.2).scan(file)
