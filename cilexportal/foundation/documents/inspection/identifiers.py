"""Words by which somebody could be recognised: what they look like, and where they stand on a page [HB-38].

An honest look, not a proof: nothing is found in pictures, and a name only where its owner gave it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

import pypdfium2
import pypdfium2.raw as raw

from cilexportal.foundation.documents.inspection.letters import Box, Canvas

MOST_NAMES = 200


class Identifier(StrEnum):
    """What kind of thing somebody could be recognised by."""

    EMAIL = "email"
    HOME_OFFICE = "home_office"
    INSURANCE = "insurance"
    PHONE = "phone"
    PASSPORT = "passport"
    POSTCODE = "postcode"
    NAME = "name"


# The first shape that fits a place has it, so the narrow ones come first.
SHAPES = {
    Identifier.EMAIL: re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"),
    Identifier.HOME_OFFICE: re.compile(
        r"\b(?:GWF|IHS|UAN)[ :]?\d{9,12}\b|\b\d{4}(?:[- ]\d{4}){3}\b"  # visa, surcharge and application numbers
        r"|\b[A-Z]\d{7}(?:/\d{1,3})?\b|\b(?:R[A-Z]|Z[A-Z\d])\d{7}\b"  # a file's number, a permit's number
        r"|\bC\dG\d[A-Z]\d{5}[A-Z]\b"  # a certificate of sponsorship
        r"|\b(?:AA|DA|DC|EA|HU|IA|LP|LR|OA|PA|RP|VA)/\d{5}/(?:19|20)\d\d\b|\bUI-(?:19|20)\d\d-\d{6}\b",  # appeals
    ),
    Identifier.INSURANCE: re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]\b", re.I),
    Identifier.PHONE: re.compile(
        r"(?<![\d/+.])(?!0[.,])(?:\+[1-9](?:[ ().-]{0,2}\d){9,13}|\(?0(?:[ ().-]{0,2}\d){9,10})(?!\d)"
    ),
    Identifier.PASSPORT: re.compile(r"(?<![\w£$€.,/-])(?:\d{9}|[A-Z]{1,2}\d{6,8})(?![\w/-])"),
    # The second part is no day of a month: 1st, 2nd.
    Identifier.POSTCODE: re.compile(
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?(?!(?-i:\d(?:st|nd|rd|th)))\d[ABD-HJLNP-UW-Z]{2}\b", re.I
    ),
}


def names_shape(names: Sequence[str]) -> re.Pattern[str] | None:
    """Whatever one of the names looks like, however it is spaced, capitalised or accented; None for no names."""
    words = [plain(name).split() for name in names[:MOST_NAMES]]
    any_name = "|".join(r"[\s,-]+".join(map(re.escape, name)) for name in sorted(words, key=len, reverse=True) if name)
    return re.compile(rf"(?<!\w)(?:{any_name})(?!\w)", re.I) if any_name else None


def plain(text: str) -> str:
    """The text without accents, as many letters long as before."""
    return text if text.isascii() else "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)


def places_in(text: str, names: re.Pattern[str] | None) -> Iterator[tuple[Identifier, int, int]]:
    """Kind, begin and end of everything in the text that could name somebody. No two places meet."""
    taken = bytearray(len(text))
    shapes = {Identifier.NAME: names, **SHAPES} if names else SHAPES
    simple = plain(text)
    for kind, shape in shapes.items():
        for found in shape.finditer(simple) if shape else ():
            begin, end = found.span()
            if not any(taken[begin:end]):
                taken[begin:end] = b"x" * (end - begin)
                yield kind, begin, end


def on_page(page: pypdfium2.PdfPage, names: re.Pattern[str] | None) -> Iterator[tuple[Identifier, tuple[float, ...]]]:
    """Kind and box, in shares of the page's sides, of everything on a page that could name somebody."""
    words = page.get_textpage()
    try:
        text = "".join(chr(raw.FPDFText_GetUnicode(words, index) or 32) for index in range(words.count_chars()))
        found = sorted(places_in(text, names), key=lambda place: place[1])
        width, height = page.get_size()
        canvas = Canvas(page, (max(round(width), 1), max(round(height), 1)))
        for kind, begin, end in found:
            if boxes := [*_boxes(words, begin, end)]:
                yield kind, canvas.shares(boxes)
    finally:
        words.close()


def _boxes(words: pypdfium2.PdfTextPage, begin: int, end: int) -> Iterator[Box]:
    for index in range(begin, end):
        if raw.FPDFText_IsGenerated(words, index) != 1:
            left, bottom, right, top = words.get_charbox(index)
            if right > left or top > bottom:
                yield left, bottom, right, top
