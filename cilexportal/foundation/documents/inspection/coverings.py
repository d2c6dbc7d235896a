"""Text that somebody meant to black out and that can still be read: a filled shape drawn over words [REC-22].

An honest first look, not a proof: it finds shapes drawn after the text they hide, and text in the colour of the page or
drawn invisibly is not found.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from cilexportal.foundation.documents.inspection.finding import TEXT_KEPT, Finding

MOST_PAGES_READ = 100
SECONDS = 8
LEAST_SIDE = 5.0  # points; thinner shapes are lines
OPAQUE = 200  # of 255
Box = tuple[float, float, float, float]


def look(path: Path, finding: Finding) -> None:
    """Adds the words of the file and a warning for each page with words under a filled shape."""
    stop = time.monotonic() + SECONDS
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(min(len(pdf), MOST_PAGES_READ)):
            if time.monotonic() > stop or len(finding.text) > TEXT_KEPT:
                return
            _look_at_page(pdf[number], number + 1, finding)


def _look_at_page(page: pypdfium2.PdfPage, number: int, finding: Finding) -> None:
    words = page.get_textpage()
    try:
        finding.text += words.get_text_bounded()[:TEXT_KEPT] + "\n"
        if any(words.get_text_bounded(*box).strip() for box in _coverings(page)):
            finding.warnings.append(
                f"On page {number} there are words under a filled shape, and they can still be read and copied. "
                "If they were meant to be hidden, take the words out and send the file again."
            )
    finally:
        words.close()
        page.close()


def _coverings(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The filled, opaque shapes that are drawn after words they lie over."""
    texts: list[Box] = []
    for thing in page.get_objects(max_depth=6):
        box = thing.get_bounds()
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(box)
        elif thing.type != raw.FPDF_PAGEOBJ_PATH or not _covers(thing.raw, box):
            continue
        elif any(_meet(box, text) for text in texts):
            yield box


def _covers(shape: raw.FPDF_PAGEOBJECT, box: Box) -> bool:
    """Whether the shape is filled, opaque and more than a line."""
    left, bottom, right, top = box
    if right - left < LEAST_SIDE or top - bottom < LEAST_SIDE:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(
        raw.FPDFPath_GetDrawMode(shape, fill, stroke)
        and fill.value
        and raw.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha)
        and alpha.value >= OPAQUE
    )


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes share some area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
