"""How heavy a page is: its CSS and JavaScript as they travel, and the fonts it loads."""

from __future__ import annotations

import gzip
import re
import uuid
from pathlib import Path

from django.conf import settings
from django.test import Client

from cilexportal.bench.browser import signed_in
from cilexportal.bench.figures import Figure
from cilexportal.bench.pages import plain_static, somebody

PAGES = ("/", "/cpd/", "/cpd/records/{uuid}/edit/", "/account/sessions/", "/help/")
LINKED = re.compile(r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src)="/static/([^"]+)"')
IMPORTED = re.compile(r"""(?:from|import)\s*\(?["']\./([\w.-]+\.js)["']""")
FACE = re.compile(r"@font-face\s*{[^}]*}")
FONT = re.compile(r"url\([\"']?([^)\"']+)")
RANGE = re.compile(r"unicode-range:\s*([^;}]+)")
KB = 1024


def measure() -> list[Figure]:
    """The heaviest page's code, and the fonts that a page in English loads."""
    client = signed_in(somebody(records=3))
    with plain_static():
        weights = {page: sum(map(gzipped, files_of(page_of(client, page)))) for page in PAGES}
    heaviest = max(weights, key=lambda page: weights[page])
    code = weights[heaviest] / KB
    fonts = sum(path.stat().st_size for path in english_fonts()) / KB
    return [
        Figure("CSS and JavaScript of the heaviest page", code, 40, at_most=True, unit=" KB", detail=heaviest),
        Figure("fonts of a page", fonts, 70, at_most=True, unit=" KB"),
    ]


def page_of(client: Client, address: str) -> str:
    return client.get(address.format(uuid=uuid.uuid4()), follow=True).content.decode()


def files_of(html: str) -> set[Path]:
    """The style sheets and scripts of a page, with the modules that its scripts import."""
    waiting = [static(name) for name in LINKED.findall(html)]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            if path.suffix == ".js":
                waiting += [path.with_name(name) for name in IMPORTED.findall(path.read_text())]
    return found


def static(name: str) -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / name


def gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def english_fonts() -> list[Path]:
    """The font files whose range holds plain letters; a browser fetches the others only for letters beyond."""
    faces = FACE.findall(static("css/portal.css").read_text())
    return [
        static(f"fonts/{Path(name).name}") for face in faces if _has_plain_letters(face) for name in FONT.findall(face)
    ]


def _has_plain_letters(face: str) -> bool:
    ranges = RANGE.findall(face)
    return not ranges or bool(re.match(r"u\+0{1,4}\s*-|u\+\?\?|u\+00\?\?", ranges[0].strip(), re.IGNORECASE))
