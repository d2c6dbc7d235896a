"""Pictures: measured before they are decoded, then drawn anew, so that nothing but the picture is kept."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from cilexportal.foundation.documents.inspection.finding import DAMAGED, Finding, Unwelcome

MOST_PIXELS = 40_000_000
LARGE = "The picture has more than 40 million pixels. Make it smaller and send it again."
PLAIN_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}


def inspect(source: Path, target: Path) -> Finding:
    """Refuses pictures that are damaged or too large; writes the picture without place, camera and other remarks."""
    Image.MAX_IMAGE_PIXELS = None  # Ours is stricter, and asked before anything is decoded.
    try:
        with warnings.catch_warnings(action="error"), Image.open(source, formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unwelcome(LARGE)
            _draw_anew(picture, target)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, EOFError):
        raise Unwelcome(DAMAGED) from None
    return Finding()


def _draw_anew(picture: Image.Image, target: Path) -> None:
    kind = picture.format or ""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in PLAIN_MODES[kind]:
        upright = upright.convert("RGB")
    upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
    options = {"quality": 90} if kind == "JPEG" else {"compress_level": 4}
    upright.save(target, format=kind, exif=b"", **options)
