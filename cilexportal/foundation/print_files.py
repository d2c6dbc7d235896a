"""What a printed page may fetch: our own fonts and images by name, and nothing else. Loaded by printing.py alone."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "portal:"
ALLOWED = re.compile(r"(fonts|img)/[a-z0-9-]+\.(woff2|svg|png)")


class OwnFilesOnly(URLFetcher):
    """Serves `portal:fonts/…` and `portal:img/…` from our static files; anything else stops the print."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["portal"], allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        path = finders.find(name) if url.startswith(SCHEME) and ALLOWED.fullmatch(name) else None
        if path is None:
            raise ValueError("a printed page may only show the portal's own fonts and images")
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": media_type})
