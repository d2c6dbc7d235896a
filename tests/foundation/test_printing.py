"""PDFs: tagged, named, the same each time, and nothing fetched but our own fonts and images."""

from __future__ import annotations

import io
import socket

import pikepdf
import pytest
from django.conf import settings
from django.template.loader import render_to_string

from cilexportal.foundation import printing

PAGE = '<html lang="en"><title>x</title><body>%s</body></html>'


def letter(**fields) -> str:
    given = {
        "site": settings.SITE,
        "subject": "Your year",
        "to_name": "Łukasz O’Brien",
        "reference": "L-000007",
        "written_on": "1 October 2026",
        "paragraphs": "One.\n\nTwo.",
    }
    return render_to_string("letters/base.letter.html", {**given, **fields})


@pytest.mark.pango
def test_a_letter_is_tagged_named_and_in_our_type():
    with pikepdf.open(io.BytesIO(printing.pdf(letter(), title="Your year"))) as made:
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == "en-GB"
        assert str(made.docinfo["/Title"]) == "Your year"
        with made.open_metadata() as xmp:
            assert xmp["pdfuaid:part"] == "1"
        fonts = {
            str(thing.FontName)
            for thing in made.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
        }
    assert all("Source" in font or "extended" in font for font in fonts), fonts


@pytest.mark.pango
def test_the_same_page_gives_the_same_bytes():
    assert printing.pdf(letter(), title="x") == printing.pdf(letter(), title="x")


@pytest.mark.pango
@pytest.mark.parametrize(
    "reach",
    [
        '<img src="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        '<img src="http://127.0.0.1:{port}/x">',
        '<link rel="stylesheet" href="http://127.0.0.1:{port}/x">',
        '<style>@import "http://127.0.0.1:{port}/x";</style>',
        '<style>body {{ background: url("http://127.0.0.1:{port}/x") }}</style>',
        '<img src="portal:fonts/../../cilexportal/settings.py">',
        '<img src="portal:css/portal.css">',
        '<img src="data:image/png;base64,AAAA">',
    ],
)
def test_a_page_that_reaches_for_anything_else_is_not_printed(reach):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        with pytest.raises(printing.CannotPrint):
            printing.pdf(PAGE % reach.format(port=listener.getsockname()[1]), title="x")
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.pango
def test_a_picture_in_a_picture_is_not_fetched_either():
    made = printing.pdf(PAGE % '<svg><image href="file:///etc/hostname"/></svg>', title="x")
    with open("/etc/hostname", "rb") as file:
        assert file.read().strip() not in made


@pytest.mark.pango
def test_words_that_look_like_markup_stay_words():
    made = letter(to_name='<img src="file:///etc/hostname">', paragraphs="<script>1</script>")
    assert printing.pdf(made, title="<b>").startswith(b"%PDF-")


def test_a_machine_that_cannot_print_says_so(monkeypatch):
    monkeypatch.setattr(printing, "missing_libraries", lambda: ("libpango-1.0.so.0",))
    assert [warning.id for warning in printing.can_print()] == ["portal.W001"]
    monkeypatch.setattr(printing, "missing_libraries", lambda: ())
    assert printing.can_print() == []
