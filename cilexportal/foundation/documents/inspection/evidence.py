"""Evidence: kept as a PDF of nothing but pages, and never only a link to something [HB-38b] [HB-57c]."""

from __future__ import annotations

import re
from pathlib import Path

from cilexportal.foundation.documents.inspection import image, rebuilding
from cilexportal.foundation.documents.inspection.finding import Finding, Unwelcome

ONLY_A_LINK = (
    "The file holds nothing but a link, and nobody who assesses it can follow that. Send the document it leads to."
)
LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
A_FEW_LINKS = 2_000


def inspect(source: Path, target: Path) -> Finding:
    """A PDF, rebuilt. Raises Unwelcome, also for one whose words are a link and nothing else."""
    finding = rebuilding.inspect(source, target)
    if is_only_a_link(finding.text) and not _has_pictures(target):
        raise Unwelcome(ONLY_A_LINK)
    return finding


def inspect_picture(source: Path, target: Path) -> Finding:
    """A picture, drawn anew on a page. Raises Unwelcome."""
    page = target.with_name("drawn.pdf")
    image.draw_on_page(source, page)
    return inspect(page, target)


def is_only_a_link(words: str) -> bool:
    """Whether the words are one link or several, and no other word."""
    text = words.strip()
    return 0 < len(text) < A_FEW_LINKS and LINK.match(text) is not None and not LINK.sub("", text).strip()


def _has_pictures(path: Path) -> bool:
    import pikepdf

    with pikepdf.open(path) as made:
        return any(page.images for page in made.pages)
