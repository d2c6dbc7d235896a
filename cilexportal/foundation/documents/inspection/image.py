"""Pictures: measured before they are decoded, then drawn anew, so that nothing but the picture is kept."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from cilexportal.foundation.documents.inspection.finding import DAMAGED, Finding, Unwelcome

MOST_PIXELS = 40_000_000
LARGE = "The picture has more than 40 million pixels. Make it smaller and send it again."
A4_INCHES = (8.27, 11.69)
LEAST_SHARPNESS = 96.0  # pixels to an inch: a small picture is not blown up to a whole page
PLAIN_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}


def inspect(source: Path, target: Path) -> Finding:
    """Refuses pictures that are damaged or too large; writes the picture without place, camera and other remarks."""
    _open(source, partial(_draw_anew, target=target))
    return Finding()


def draw_on_page(source: Path, target: Path) -> None:
    """Writes the picture as a PDF of one page, no larger than A4. Raises Unwelcome as `inspect` does."""
    _open(source, partial(_draw_on_page, target=target))


def _open(source: Path, draw: Callable[[Image.Image], None]) -> None:
    """Has the picture drawn, once its size is known. Raises Unwelcome."""
    Image.MAX_IMAGE_PIXELS = None  # Ours is stricter, and asked before anything is decoded.
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint takes half a picture where it is loaded beside.
    try:
        with warnings.catch_warnings(action="error"), Image.open(source, formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unwelcome(LARGE)
            draw(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, EOFError):
        raise Unwelcome(DAMAGED) from None


def _draw_anew(picture: Image.Image, target: Path) -> None:
    kind = picture.format or ""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in PLAIN_MODES[kind]:
        upright = upright.convert("RGB")
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    options = {"quality": 90} if kind == "JPEG" else {"compress_level": 4}
    upright.save(target, format=kind, exif=b"", **options)


def _draw_on_page(picture: Image.Image, target: Path) -> None:
    """Upright, on white where it is transparent, and on a page across where it is wider than high."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode == "1":  # Of two colours: a page takes these only in a coding of faxes.
        upright = upright.convert("L")
    if upright.mode not in ("L", "RGB"):
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    upright.info = {}
    sides = zip(sorted(upright.size), A4_INCHES, strict=True)
    sharpness = max(LEAST_SHARPNESS, *(pixels / inches for pixels, inches in sides))
    upright.save(target, format="PDF", resolution=sharpness, quality=90)
