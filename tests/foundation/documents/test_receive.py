"""What is taken at the door, under which name, and what is turned away with which sentence."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.storage import default_storage

from cilexportal.foundation.documents import names, services
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from tests.foundation.documents import corpus
from tests.foundation.documents.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.clause("REC-19")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", corpus.pdf()),
        ("A.PDF", corpus.pdf()),
        ("a.docx", corpus.word()),
        ("a.png", corpus.picture("PNG")),
        ("a.jpg", corpus.picture("JPEG")),
        ("a.jpeg", corpus.picture("JPEG")),
    ],
)
def test_the_four_types_are_taken_and_wait(receive, stored, name, content):
    document = receive(name, content)
    assert document.state == DocumentState.WAITING
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert (document.size, document.received_at) == (len(content), NOW)
    assert stored(document) == content
    assert name not in document.file.name, "stored under a name of ours"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", services.EMPTY),
        ("a.txt", b"plain words", services.NOT_TAKEN),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", services.NOT_TAKEN),
        ("a.html", b"<!DOCTYPE html><script>1</script>", services.NOT_TAKEN),
        ("a.gif", b"GIF89a" + b"\0" * 20, services.NOT_TAKEN),
        ("a.exe", b"MZ" + b"\0" * 100, services.NOT_TAKEN),
        ("a.pdf", b"MZ" + b"\0" * 100, services.NOT_TAKEN),
        ("a.doc", services.OLD_OFFICE + b"\0" * 600, services.OLD_WORD),
        ("a.docx", services.OLD_OFFICE + b"\0" * 600, services.OLD_WORD),
        ("a.png", corpus.pdf(), "The file is a PDF, but its name does not end in .pdf."),
        ("a.pdf.html", corpus.pdf(), "The file is a PDF, but its name does not end in .pdf."),
        ("a", corpus.picture("JPEG"), "The file is a JPEG picture, but its name does not end in .jpg or .jpeg."),
        ("a.docm", corpus.word(), "The file is a Word document, but its name does not end in .docx."),
    ],
)
def test_everything_else_is_turned_away_with_its_own_sentence(receive, name, content, sentence):
    with pytest.raises(Refused) as no:
        receive(name, content)
    assert no.value.refusals[0].sentence == sentence
    assert no.value.refusals[0].clause == "REC-19"
    assert not Document.objects.exists()


def test_the_limit_is_exact(receive, settings):
    content = corpus.pdf()
    settings.DOCUMENT_MAX_BYTES = len(content)
    receive("a.pdf", content)
    settings.DOCUMENT_MAX_BYTES = len(content) - 1
    with pytest.raises(Refused):
        receive("a.pdf", content)


def test_the_sentence_about_size_names_both_sizes(settings):
    settings.DOCUMENT_MAX_BYTES = 25_000_000
    said = services.too_large(31_240_000, limit=25_000_000)
    assert said.startswith("The file has 31.2 MB; the most that is taken is 25 MB.")


def test_nothing_is_stored_for_a_file_that_is_turned_away(receive):
    before = set(default_storage.listdir("")[0])
    with pytest.raises(Refused):
        receive("a.exe", b"MZ" + b"\0" * 100)
    assert set(default_storage.listdir("")[0]) == before


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("My  seminar.pdf", "My seminar.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\files\\cv.pdf", "cv.pdf"),
        ("innocent\u202efdp.exe.pdf", "innocentfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("nul\0l.pdf", "null.pdf"),
        (".pdf", "file.pdf"),
        ("", "file.pdf"),
        ("Zeugnis für Łukasz.PDF", "Zeugnis für Łukasz.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
    ],
)
def test_names_are_kept_readable_and_harmless(sent, kept):
    cleaned = names.cleaned(sent, file_type=names.PDF)
    assert cleaned == kept
    assert len(cleaned) <= names.LONGEST
