"""A portfolio with real, small files, and the worker's turn at putting it together."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cilexportal.foundation.documents.models import Document
from portfolio.models import Build, MadePart, Piece, Portfolio, Sheet
from portfolio.services import building
from tests.applications.factories import NOON
from tests.portfolio import factories


def pdf(text: str, *, pages: int = 1, weight: int = 0) -> bytes:
    """A PDF of pages that carry `text`, with so many bytes that nothing can pack."""
    made = io.BytesIO()
    with pikepdf.new() as new:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for _ in range(pages):
            page = new.add_blank_page()
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pikepdf.Stream(new, f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode())
        if weight:
            noise = b"".join(hashlib.sha256(f"{text}{n}".encode()).digest() for n in range(weight // 32))
            new.pages[0].Resources.Noise = pikepdf.Stream(new, noise)
        new.save(made, deterministic_id=True)
    return made.getvalue()


def document(of: Portfolio, content: bytes, **fields: Any) -> Document:
    """A checked file of the owner with this content."""
    name = default_storage.save("documents/test.pdf", ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    return factories.document(of, file=name, clean_size=len(content), clean_sha256=digest, **fields)


def piece(of: Portfolio, *on: Sheet, title: str, pages: int = 1, weight: int = 0, **fields: Any) -> Piece:
    """A piece of evidence whose pages carry its title."""
    content = pdf(title, pages=pages, weight=weight)
    return factories.piece(of, *on, title=title, document=document(of, content), **fields)


def filled(places: tuple[str, ...] = ("1.1-1", "1.1-2", "2.1-1"), **weights: int) -> Portfolio:
    """A portfolio with a sheet in each place, and a letter of two pages on each."""
    of = factories.portfolio()
    mary = factories.supervisor(of)
    for place in reversed(places):
        sheet = factories.sheet(of, place, supervisor=mary)
        piece(of, sheet, title=f"Letter for {place}", pages=2, weight=weights.get(f"c{place[0]}", 0))
    return of


def built(of: Portfolio, *, shrink: bool = False) -> Build:
    """The build of the portfolio as it is now, made."""
    asked = building.ask(portfolio=of, shrink=shrink, at=NOON)
    while building.build_waiting(at=NOON):
        pass
    return Build.objects.get(pk=asked.pk)


def files_on_disk(of: Portfolio) -> set[str]:
    """The names of everything that is stored for a portfolio's files."""
    folder = f"portfolios/{of.uuid}"
    names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    return {f"{folder}/{name}" for name in names}


def files_in_rows(of: Portfolio) -> set[str]:
    """The names that rows have."""
    return {one.file.name or "" for one in MadePart.objects.filter(portfolio=of) if one.file}
