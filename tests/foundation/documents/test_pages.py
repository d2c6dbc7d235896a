"""Pages of checked files: what names somebody on them, and their pictures with places marked."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cilexportal.foundation.documents import checking, pages, readers, services
from cilexportal.foundation.documents.inspection.evidence import is_only_a_link
from cilexportal.foundation.documents.inspection.finding import Unwelcome
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refused
from tests.foundation.documents import corpus
from tests.foundation.documents.conftest import NOW

pytestmark = pytest.mark.django_db
WRITTEN = b"BT /F1 12 Tf 72 700 Td (Dear Ada Lovelace, call 07700 900123) Tj ET"


@pytest.fixture
def evidence(user):
    """`evidence(name, content)` sends a file as evidence and has it checked."""

    def send(name: str, content: bytes) -> Document:
        upload = SimpleUploadedFile(name, content)
        document = services.receive(owner=user, upload=upload, at=NOW, evidence=True)
        checking.check_waiting(at=NOW, limit=10)
        document.refresh_from_db()
        return document

    return send


def kept(document: Document) -> pikepdf.Pdf:
    with default_storage.open(document.file.name) as file:
        return pikepdf.open(io.BytesIO(file.read()))


def test_only_kinds_and_places_are_told(evidence):
    sought = pages.seek(evidence("letter.pdf", corpus.pdf(content=WRITTEN, pages=2)), names=["ada  lovelace"])
    assert sought.pages == 2
    assert [(one.page, one.kind) for one in sought.places] == [(1, "name"), (1, "phone"), (2, "name"), (2, "phone")]
    name, phone = sought.places[:2]
    left, upper, right, lower = name.box
    assert 0.15 < left < right < phone.box[0] < 1  # after "Dear ", and before the number
    assert 0.15 < upper < lower < 0.18  # 700 points from the bottom of 842


def test_a_picture_has_its_places_marked_and_is_drawn_once(evidence):
    document = evidence("letter.pdf", corpus.pdf(content=WRITTEN))
    plain = Image.open(io.BytesIO(pages.picture(document, page=1, boxes=[])))
    marked = pages.picture(document, page=1, boxes=[(0.5, 0.5, 0.6, 0.6)])
    red, green, blue = Image.open(io.BytesIO(marked)).getpixel(
        (round(0.55 * plain.width), round(0.5 * plain.height) - 3)
    )
    assert plain.width == 1000
    assert red > 120 > max(green, blue)
    default_storage.delete(document.file.name)
    assert pages.picture(document, page=1, boxes=[(0.5, 0.5, 0.6, 0.6)]) == marked
    assert pages.throw_pictures_away(at=datetime.now(UTC) + timedelta(days=1, minutes=1)) >= 2
    assert not [*pages._pictures()]


def test_no_picture_of_a_page_that_is_not_there(evidence):
    with pytest.raises(Unwelcome):
        pages.picture(evidence("letter.pdf", corpus.pdf()), page=2, boxes=[])


@pytest.mark.parametrize(("kind", "name"), [("PNG", "shot.png"), ("JPEG", "photo.jpg")])
def test_a_picture_becomes_a_page(evidence, stored, kind, name):
    document = evidence(name, corpus.picture(kind, (400, 200), exif=kind == "JPEG"))
    assert (document.state, document.media_type) == (DocumentState.CLEAN, "application/pdf")
    assert document.filename == f"{name.split('.')[0]}.pdf"
    with kept(document) as made:
        assert len(made.pages) == 1
        assert "/Info" not in made.trailer
        _, _, width, height = made.pages[0].mediabox
        assert (round(width), round(height)) in {(300, 150), (150, 300)}  # 96 pixels to an inch; exif may turn it
    assert corpus.SECRET.encode() not in stored(document)


def test_a_large_picture_fits_on_a4(evidence):
    with kept(evidence("photo.jpg", corpus.picture("JPEG", (3000, 2000)))) as made:
        _, _, width, height = made.pages[0].mediabox
        assert width <= 842
        assert height <= 596


def test_a_file_that_is_only_a_link_is_refused(evidence):
    words = b"BT /F1 12 Tf 72 700 Td (https://drive.example.org/abc) Tj ET"
    document = evidence("link.pdf", corpus.pdf(content=words))
    assert document.state == DocumentState.REFUSED
    assert "nothing but a link" in document.reason
    assert not is_only_a_link("See https://example.org for the rest")
    assert not is_only_a_link("")


def test_a_word_file_without_a_converter_is_refused_with_advice(evidence, settings):
    settings.WORD_CONVERTER = ""
    with pytest.raises(Refused, match="Save as, then PDF"):
        evidence("letter.docx", corpus.word())


def test_a_word_file_becomes_a_pdf_where_there_is_a_converter(evidence, settings, tmp_path):
    made, converter = tmp_path / "made.pdf", tmp_path / "convert"
    made.write_bytes(corpus.pdf())
    converter.write_text(f'#!/bin/sh\ncp {made} "${{8%.docx}}.pdf"\n')
    converter.chmod(0o700)
    settings.WORD_CONVERTER = str(converter)
    document = evidence("letter.docx", corpus.word())
    assert (document.state, document.filename, document.media_type) == ("clean", "letter.pdf", "application/pdf")
    converter.write_text("#!/bin/sh\nexit 1\n")
    assert "could not be turned into a PDF" in evidence("other.docx", corpus.word(body="<w:p/>")).reason


def test_pasted_words_become_a_pdf_and_say_no_more_than_they_say(user):
    text = "From: A\nSubject: <b>Costs</b> & {{ site }}\n\n  indented\n"
    document = services.receive_text(owner=user, name="Email.txt", text=text, at=NOW)
    checking.check_waiting(at=NOW, limit=1)
    document.refresh_from_db()
    assert (document.state, document.filename) == ("clean", "Email.pdf"), document.reason
    sought = pages.seek(document, names=["<b>Costs</b> & {{ site }}"])
    assert [one.kind for one in sought.places] == ["name"]


def test_whoever_listens_is_told_of_a_checked_file(evidence, monkeypatch):
    told: list[int] = []
    monkeypatch.setattr(readers, "_listeners", [told.append])
    assert told == [evidence("letter.pdf", corpus.pdf()).pk]
