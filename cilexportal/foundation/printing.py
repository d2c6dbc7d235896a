"""HTML to PDF. WeasyPrint is loaded only here and only when used: a machine without Pango still serves every page.

Pages may show our own fonts and images, named `portal:fonts/…` and `portal:img/…`, and nothing else.
"""

from __future__ import annotations

import ctypes
import gc
import hashlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from django.core.checks import CheckMessage, Warning, register

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


class CannotPrint(Exception):
    """The page asks for something it may not have, or is no page that can be printed."""


def pdf(html: str, *, title: str) -> bytes:
    """The page as a tagged PDF/UA file named `title`; the same page gives the same bytes.

    Raises CannotPrint where the page asks for anything but our own fonts and images.
    """
    identifier = hashlib.sha256(f"{title}\n{html}".encode()).hexdigest()[:32].encode()
    with _our_own_only():
        page = _laid_out(html)
        page.metadata.title = title
        return page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)


class Printed(NamedTuple):
    """A PDF and how many pages it has."""

    pdf: bytes
    pages: int


def pdfs(html: str, *, parts: Sequence[str]) -> Generator[Printed, None, None]:
    """One tagged PDF for each part of a page, to be joined with others: laying out many at once takes far less time.

    `parts` are the ids of elements, each at the beginning of a page, in their order. Raises CannotPrint as `pdf` does.
    """
    with _our_own_only(), _not_tidying():
        page = _laid_out(html)
        begins = [next(number for number, one in enumerate(page.pages) if part in one.anchors) for part in parts]
        for first, after in pairwise([*begins, len(page.pages)]):
            # Packed and told apart once they are joined: both would be done twice.
            made = page.copy(page.pages[first:after]).write_pdf(pdf_tags=True, uncompressed_pdf=True)
            yield Printed(made, after - first)


def _laid_out(html: str) -> Any:
    """The pages of a document, before they are written."""
    import weasyprint

    from cilexportal.foundation.print_files import OwnFilesOnly

    return weasyprint.HTML(string=html, base_url="portal:", url_fetcher=OwnFilesOnly()).render(font_config=_fonts())


@contextmanager
def _our_own_only() -> Iterator[None]:
    """Says of a page that reaches elsewhere, while it is laid out or while it is written, that it is not printed."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as refused:
        raise CannotPrint(str(refused)) from refused


@contextmanager
def _not_tidying() -> Iterator[None]:
    """Python does not look for what nobody uses any longer: of many pages, nothing is given up before the last is
    written, and to look through them again and again takes a twelfth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _fonts() -> Any:
    """The fonts that this process has unpacked: kept, because unpacking them takes eight times as long as a letter."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def missing_libraries() -> tuple[str, ...]:
    """The system libraries that printing needs and this machine does not have."""
    return tuple(name for name in LIBRARIES if not _loads(name))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


@register()
def can_print(**kwargs: Any) -> list[CheckMessage]:
    """A warning, not an error: only the worker has to print."""
    if not missing_libraries():
        return []
    hint = "Install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
    return [Warning("PDFs cannot be made on this machine.", hint=hint, id="portal.W001")]
