"""HTML to PDF. WeasyPrint is loaded only here and only when used: a machine without Pango still serves every page.

Pages may show our own fonts and images, named `portal:fonts/…` and `portal:img/…`, and nothing else.
"""

from __future__ import annotations

import ctypes
import hashlib
from functools import cache
from typing import Any

from django.core.checks import CheckMessage, Warning, register

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


class CannotPrint(Exception):
    """The page asks for something it may not have, or is no page that can be printed."""


def pdf(html: str, *, title: str) -> bytes:
    """The page as a tagged PDF/UA file named `title`; the same page gives the same bytes.

    Raises CannotPrint where the page asks for anything but our own fonts and images.
    """
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    from cilexportal.foundation.print_files import OwnFilesOnly

    identifier = hashlib.sha256(f"{title}\n{html}".encode()).hexdigest()[:32].encode()
    try:
        page = weasyprint.HTML(string=html, base_url="portal:", url_fetcher=OwnFilesOnly()).render(font_config=_fonts())
        page.metadata.title = title
        return page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    except FatalURLFetchingError as refused:
        raise CannotPrint(str(refused)) from refused


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
