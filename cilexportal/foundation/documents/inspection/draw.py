"""`python -m …inspection.draw SOURCE TARGET PAGE`: draws one page of a checked PDF as a JPEG picture. Boxes to mark are
read as a JSON list, in shares of the page's sides; each gets its number."""

from __future__ import annotations

import json
import sys

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from cilexportal.foundation.documents.inspection.finding import TOO_MUCH

WIDTH = 1000  # pixels
LONGEST = 2000
MARK = (176, 0, 32)
PAPER = (255, 255, 255)
LINE = 3
AROUND = 4
NUMBER = 17


def main(source: str, target: str, page: str) -> None:
    """Prints {"width": 1000, "height": 1414}, or {"refused": "sentence"}."""
    boxes = json.load(sys.stdin)
    try:
        picture = _drawn(source, int(page))
        for number, box in enumerate(boxes, start=1):
            _mark(picture, number, box)
        picture.save(target, format="JPEG", quality=75)
        answer: dict[str, object] = {"width": picture.width, "height": picture.height}
    except (MemoryError, pypdfium2.PdfiumError, IndexError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


def _drawn(source: str, page: int) -> Image.Image:
    with pypdfium2.PdfDocument(source) as pdf:
        if not 1 <= page <= len(pdf):
            raise IndexError
        shown = pdf[page - 1]
        width, height = shown.get_size()
        scale = min(WIDTH / width, LONGEST / height)
        return shown.render(scale=scale).to_pil().convert("RGB")


def _mark(picture: Image.Image, number: int, box: list[float]) -> None:
    """A frame around the place, with its number above the left end, where it covers nothing of the line."""
    left, upper, right, lower = (share * side for share, side in zip(box, picture.size * 2, strict=True))
    brush = ImageDraw.Draw(picture)
    frame = (left - AROUND, upper - AROUND, right + AROUND, lower + AROUND)
    brush.rectangle(frame, outline=MARK, width=LINE)
    font = ImageFont.load_default(NUMBER)
    wide = brush.textlength(str(number), font=font) + 2 * AROUND
    corner = max(0.0, frame[0]), max(0.0, frame[1] - NUMBER - AROUND)
    brush.rectangle((*corner, corner[0] + wide, corner[1] + NUMBER + AROUND), fill=MARK)
    brush.text((corner[0] + AROUND, corner[1]), str(number), fill=PAPER, font=font)


main(*sys.argv[1:])
