"""The files that the demo's webinars and e-books give out: a page of plain text, made without the printing libraries.

The demo has to load on a machine without Pango, so this does not go through `foundation.printing`.
"""

from __future__ import annotations

import textwrap
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

A4 = (595, 842)
MARGIN, LEADING, COLUMNS = 72, 16, 80


def page_of(*paragraphs: str) -> bytes:
    """A PDF of one A4 page with these paragraphs; letters outside Windows-1252 become question marks."""
    lines = [line for words in paragraphs for line in (*textwrap.wrap(words, COLUMNS), "")]
    document = pikepdf.new()
    page = document.add_blank_page(page_size=A4)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = document.make_stream(b"\n".join([*_begin(), *map(_shown, lines), b"ET"]))
    made = BytesIO()
    document.save(made, deterministic_id=True)
    return made.getvalue()


def _begin() -> list[bytes]:
    return [b"BT /F1 12 Tf", b"%d TL %d %d Td" % (LEADING, MARGIN, A4[1] - MARGIN)]


def _shown(line: str) -> bytes:
    return b"<%s> Tj T*" % line.encode("cp1252", "replace").hex().encode()
