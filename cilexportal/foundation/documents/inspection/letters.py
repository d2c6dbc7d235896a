"""The letters of a page's text layer, and which of them nobody sees."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from cilexportal.foundation.documents.inspection.finding import Kind, Spot

LEAST_HEIGHT = 1.6  # points of a capital letter; smaller ones are dust to a reader
LEAST_TRACE = 20  # of 255: a letter that changes no pixel by so much is not seen
LEAST_INK = 60  # of 255: a place with such differences has something on it
LEAST_RUN = 2  # letters in a row
BLOCKS = frozenset("█▇▆▅▄▃▂▀■▬▮◼⬛")
DEEPEST = 12
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its box on the page in points, and whether it is drawn in no colour at all."""

    sign: str
    box: Box
    invisible: bool

    @property
    def counts(self) -> bool:
        return self.sign.isalnum()


@dataclass(frozen=True, slots=True)
class Canvas:
    """A page and the size in pixels at which it is drawn; turns places on the one into places on the other."""

    page: pypdfium2.PdfPage
    size: tuple[int, int]

    def place(self, box: Box) -> Box:
        """The box in pixels from the upper left corner; rotation and the part that is shown are minded."""
        corners = [self._point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across, down = zip(*corners, strict=True)
        return min(across), min(down), max(across), max(down)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        # A tenfold canvas: the answer comes in whole pixels.
        across, down = ctypes.c_int(), ctypes.c_int()
        width, height = (10 * side for side in self.size)
        raw.FPDF_PageToDevice(self.page, 0, 0, width, height, 0, x, y, across, down)
        return across.value / 10, down.value / 10

    def spot(self, kind: Kind, number: int, boxes: Iterable[Box]) -> Spot:
        """Where these places are on a page of this number."""
        return Spot(page=number, kind=kind, box=self.shares(boxes))

    def shares(self, boxes: Iterable[Box]) -> Box:
        """The box around these places, in shares of the page's width and height."""
        left, upper, right, lower = zip(*(self.place(box) for box in boxes), strict=True)
        width, height = self.size
        box = (min(left) / width, min(upper) / height, max(right) / width, max(lower) / height)
        shares = tuple(round(min(max(share, 0.0), 1.0), 4) for share in box)
        return shares[0], shares[1], shares[2], shares[3]


def read(words: pypdfium2.PdfTextPage) -> list[Letter | None]:
    """The letters in their order; None between words."""
    found: list[Letter | None] = []
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(words.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(words, index) or 32)
        if sign.isspace() or raw.FPDFText_IsGenerated(words, index) == 1:
            found.append(None)
        elif raw.FPDFText_GetCharBox(words, index, *edges):
            left, right, bottom, top = (edge.value for edge in edges)
            drawn = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(words, index))
            found.append(Letter(sign, (left, bottom, right, top), drawn == raw.FPDF_TEXTRENDERMODE_INVISIBLE))
    return found


def take_off(page: pypdfium2.PdfPage) -> None:
    """Takes the words off the page as it is drawn from now on; nothing is written."""
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST):
        raw.FPDFTextObj_SetTextRenderMode(thing, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def hidden(
    found: list[Letter | None], number: int, page: pypdfium2.PdfPage, shown: Image.Image, without: Image.Image
) -> Iterator[Spot]:
    """The spots where letters in a row are not seen: `shown` is the page as it looks, `without` it without words."""
    canvas, trace = Canvas(page, shown.size), ImageChops.difference(shown, without)
    blocks = [letter.box for letter in found if letter and letter.sign in BLOCKS]
    for word in _words(found):
        kinds = [_kind(letter, canvas, shown, trace, blocks) for letter in word]
        for kind in dict.fromkeys(kind for kind in kinds if kind):
            run = [letter.box for letter, of in zip(word, kinds, strict=True) if of == kind]
            if len(run) >= min(LEAST_RUN, len(word)):
                yield canvas.spot(kind, number, run)


def _words(found: list[Letter | None]) -> Iterator[list[Letter]]:
    """Letters and digits that stand together."""
    word: list[Letter] = []
    for letter in [*found, None]:
        if letter is None:
            if word:
                yield word
            word = []
        elif letter.counts:
            word.append(letter)


def _kind(letter: Letter, canvas: Canvas, shown: Image.Image, trace: Image.Image, blocks: list[Box]) -> Kind | None:
    """How this letter is hidden, or None."""
    left, upper, right, lower = canvas.place(letter.box)
    width, height = canvas.size
    if not (0 <= (left + right) / 2 <= width and 0 <= (upper + lower) / 2 <= height):
        return Kind.OUTSIDE
    if letter.box[3] - letter.box[1] < LEAST_HEIGHT and letter.box[2] - letter.box[0] < LEAST_HEIGHT:
        return Kind.TINY
    if any(_inside(letter.box, block) for block in blocks):
        return Kind.UNSEEN
    place = (int(left), int(upper), max(int(right), int(left) + 1), max(int(lower), int(upper) + 1))
    if _most(trace, place) >= LEAST_TRACE:
        return None
    # Words read by a machine lie invisibly over the picture they were read from.
    return None if letter.invisible and _range(shown, place) >= LEAST_INK else Kind.UNSEEN


def _most(picture: Image.Image, place: tuple[int, int, int, int]) -> int:
    """The largest value of any colour there."""
    return max(high for _, high in _extremes(picture, place))


def _range(picture: Image.Image, place: tuple[int, int, int, int]) -> int:
    """How far apart the values of a colour are there."""
    return max(high - low for low, high in _extremes(picture, place))


def _extremes(picture: Image.Image, place: tuple[int, int, int, int]) -> tuple[tuple[int, int], ...]:
    extremes: tuple[tuple[int, int], ...] = picture.crop(place).getextrema()  # type: ignore[assignment]
    return extremes


def _inside(box: Box, other: Box) -> bool:
    """Whether the middle of a box lies in another one."""
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= across <= other[2] and other[1] <= up <= other[3]
