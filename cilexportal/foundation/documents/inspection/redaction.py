"""What somebody meant to black out, and what is still in the file: words nobody sees, pictures under shapes [REC-22].

An honest look, not a proof. A letter counts as hidden where the page looks the same with and without it, whatever lies
over it: boxes of any colour, pictures, remarks, hidden layers, white and invisible words are met by that one question.
"""

from __future__ import annotations

import time
from pathlib import Path

import pypdfium2
from PIL import Image

from cilexportal.foundation.documents.inspection import blackened, letters, pictures
from cilexportal.foundation.documents.inspection.finding import TEXT_KEPT, Finding, Kind

MOST_PAGES_READ = 200
SECONDS = 15
SHARPNESS = 2.0  # pixels to a point, on a page of usual size
MOST_PIXELS = 2400  # along the longer side

SENTENCES = {
    Kind.UNSEEN: "there are words that cannot be seen and can still be read and copied",
    Kind.TINY: "there are words too small to be seen, which can still be read and copied",
    Kind.OUTSIDE: "there are words outside the part of the page that is shown, which can still be read and copied",
    Kind.PICTURE: "a shape lies over a part of a picture, and the picture under it is still whole",
    Kind.MARKED: "something is marked to be blacked out, and was not taken out",
}
BLACKED = (
    "Most of page {} is black, so it may show nothing of your work. Black out only what names somebody, and send the "
    "file again."
)
CURE = "If it was meant to be hidden, take it out and send the file again."
LEFT = (
    "{} looked at for words that are still in the file under what covers them. Look at the others yourself, or send "
    "the file in parts."
)


def look(path: Path, finding: Finding) -> None:
    """Adds the words of the file, every spot with something hidden, and one warning for each page and kind; where it
    has too many pages or words or takes too long, one that says how far the look went."""
    stop = time.monotonic() + SECONDS
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(len(pdf)):
            if number >= MOST_PAGES_READ or time.monotonic() > stop or len(finding.text) > TEXT_KEPT:
                finding.warnings.append(LEFT.format(_pages(number)))
                return
            page = pdf[number]
            try:
                _look_at(page, number + 1, finding)
            finally:
                page.close()


def _pages(count: int) -> str:
    """The pages that were looked at, as the beginning of a sentence."""
    return {0: "No page was", 1: "Only the first page was"}.get(count, f"Only the first {count} pages were")


def _look_at(page: pypdfium2.PdfPage, number: int, finding: Finding) -> None:
    """Pictures and black first: looking at letters takes them off the page."""
    spots, black = [*pictures.under_shapes(page, number)], blackened.found(page, number)
    words = page.get_textpage()
    try:
        finding.text += words.get_text_bounded()[:TEXT_KEPT] + "\n"
        read = letters.read(words)
        if read:
            both = _with_and_without(page)
            spots += letters.hidden(read, number, page, *both)
            if black and black.to_the_corners and blackened.has_light_words(read, page, *both):
                black = None
    finally:
        words.close()
    finding.spots += spots
    finding.warnings += [
        f"On page {number} {words}. {CURE}" for kind, words in SENTENCES.items() if any(s.kind == kind for s in spots)
    ]
    if black:
        finding.spots.append(black.spot)
        finding.warnings.append(BLACKED.format(number))


def _with_and_without(page: pypdfium2.PdfPage) -> tuple[Image.Image, Image.Image]:
    """The page as it looks, and as it would look without its words."""
    scale = min(SHARPNESS, MOST_PIXELS / max(page.get_size()))
    shown = page.render(scale=scale).to_pil().convert("RGB")
    letters.take_off(page)
    return shown, page.render(scale=scale).to_pil().convert("RGB")
