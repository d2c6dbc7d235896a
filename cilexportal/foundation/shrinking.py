"""Smaller copies of PDFs whose photographs are larger than a page needs. The text stays as it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Name, Stream
from PIL import Image

# Enough for 140 dots an inch across A4: small print in a photographed letter can still be read.
LONGEST_SIDE, QUALITY = 1_600, 70
MOST_PIXELS = 40_000_000
# Less than this is not worth a photograph that is drawn twice.
WORTH_IT = 0.8
MODES = {Name.DeviceRGB: "RGB", Name.DeviceGray: "L"}
MODES_BY_PLANES = {3: "RGB", 1: "L"}


def shrink(source: Path, target: Path) -> bool:
    """Writes a copy with smaller pictures to `target`; False, and no file, where there is nothing to gain.

    One picture at a time is in memory. Raises pikepdf.PdfError.
    """
    with pikepdf.open(source) as pdf:
        smaller = sum(_drawn_smaller(picture) for picture in _pictures(pdf))
        if not smaller:
            return False
        pdf.save(target, deterministic_id=True)
    return True


def _pictures(pdf: pikepdf.Pdf) -> Iterator[Stream]:
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Image and _is_plain(thing):
            yield thing


def _is_plain(picture: Stream) -> bool:
    """Whether it is a photograph that can be drawn again without changing what it shows."""
    pixels = int(picture.get(Name.Width, 0)) * int(picture.get(Name.Height, 0))
    by_colour = isinstance(picture.get(Name.Mask), pikepdf.Array)
    eight_bits = int(picture.get(Name.BitsPerComponent, 0)) == 8
    return eight_bits and not by_colour and 0 < pixels <= MOST_PIXELS and _mode(picture) is not None


def _mode(picture: Stream) -> str | None:
    """Its colours as Pillow names them; None for those that are left alone."""
    colours = picture.get(Name.ColorSpace)
    if isinstance(colours, Name):
        return MODES.get(colours)
    if isinstance(colours, pikepdf.Array) and len(colours) == 2 and colours[0] == Name.ICCBased:
        return MODES_BY_PLANES.get(int(colours[1].get(Name.N, 0)))
    return None


def _drawn_smaller(picture: Stream) -> bool:
    """Draws one picture again, and keeps the new one where it is worth it."""
    before = len(picture.read_raw_bytes())
    drawn = _opened(picture)
    if drawn is None:
        return False
    with drawn:
        drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        made = io.BytesIO()
        drawn.save(made, "JPEG", quality=QUALITY, optimize=True)
        width, height = drawn.size
    if made.tell() > before * WORTH_IT:
        return False
    picture.write(made.getvalue(), filter=Name.DCTDecode)
    picture.Width, picture.Height = width, height
    return True


def _opened(picture: Stream) -> Image.Image | None:
    """The picture, decoded no larger than it has to be; None where its stream is of another kind than it says."""
    mode = _mode(picture)
    try:
        if picture.get(Name.Filter) in (Name.DCTDecode, pikepdf.Array([Name.DCTDecode])):
            photo = Image.open(io.BytesIO(picture.read_raw_bytes()), formats=["JPEG"])
            photo.draft(mode, (LONGEST_SIDE, LONGEST_SIDE))
            return photo if photo.mode == mode else None
        size = int(picture.Width), int(picture.Height)
        return Image.frombytes(mode or "", size, picture.read_bytes())
    except (OSError, ValueError, pikepdf.PdfError, pikepdf.DataDecodingError):
        return None
