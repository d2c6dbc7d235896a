"""Pages of words on which most is black [HB-39]: what names nobody helps whoever reads them, and little of it is left.

Black is counted on the page as it looks, however it came there. Pictures are left out of it, for a photograph may be
dark, and so is a page that is black to its corners and has light words on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from cilexportal.foundation.documents.inspection import letters, pictures
from cilexportal.foundation.documents.inspection.finding import Kind, Spot

SHARPNESS = 0.5  # pixels to a point: letters become grey, bars stay black
MOST_PIXELS = 600  # along the longer side
BLACK = 40  # of 255, and darker
INK = 240  # of 255: lighter is paper
MOST_OF_IT = 0.5  # of the part of the page with something on it
LEAST_OF_PAGE = 0.25
FEWEST_LIGHT = 10  # letters: a dark page with fewer is a page with a label


@dataclass(frozen=True, slots=True)
class Black:
    """Where a page is mostly black; `to_the_corners` where it is black all over."""

    spot: Spot
    to_the_corners: bool


def found(page: pypdfium2.PdfPage, number: int) -> Black | None:
    """What is black of a page that is mostly black; None for any other. Asked before letters are taken off."""
    scale = min(SHARPNESS, MOST_PIXELS / max(page.get_size()))
    shown = page.render(scale=scale).to_pil().convert("L")
    black = shown.point(lambda value: 255 if value <= BLACK else 0)
    _leave_out_pictures(black, page)
    around, used = black.getbbox(), shown.point(lambda value: 255 if value < INK else 0).getbbox()
    if around is None or used is None:
        return None
    count, (width, height) = black.histogram()[255], black.size
    if count < max(MOST_OF_IT * (used[2] - used[0]) * (used[3] - used[1]), LEAST_OF_PAGE * width * height):
        return None
    left, upper, right, lower = (
        round(edge / side, 4) for edge, side in zip(around, (width, height, width, height), strict=True)
    )
    corners = [black.getpixel((x, y)) for x in (1, width - 2) for y in (1, height - 2)]
    return Black(Spot(page=number, kind=Kind.BLACKED, box=(left, upper, right, lower)), to_the_corners=all(corners))


def has_light_words(
    read: list[letters.Letter | None], page: pypdfium2.PdfPage, shown: Image.Image, without: Image.Image
) -> bool:
    """Whether words stand out from a black ground: `without` is the page without its words."""
    canvas, light = letters.Canvas(page, shown.size), 0
    for letter in read:
        if letter and letter.counts:
            left, upper, right, lower = (int(edge) for edge in canvas.place(letter.box))
            place = (left, upper, max(right, left + 1), max(lower, upper + 1))
            light += _brightest(without, place) <= BLACK < _brightest(shown, place)
    return light >= FEWEST_LIGHT


def _leave_out_pictures(black: Image.Image, page: pypdfium2.PdfPage) -> None:
    canvas = letters.Canvas(page, black.size)
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=letters.DEEPEST):
        left, upper, right, lower = canvas.place(pictures.on_page(thing))
        black.paste(0, (int(left), int(upper), int(right) + 1, int(lower) + 1))


def _brightest(picture: Image.Image, place: tuple[int, int, int, int]) -> float:
    _, high = picture.crop(place).convert("L").getextrema()
    return float(high) if isinstance(high, int | float) else 0.0
