"""`python -m …inspection.seek SOURCE`: prints the pages of a checked PDF and where on them somebody is named, as JSON.
Names to look for are read as a JSON list. The words that are found are never told, only kind and place."""

from __future__ import annotations

import json
import re
import sys

import pypdfium2

from cilexportal.foundation.documents.inspection import identifiers
from cilexportal.foundation.documents.inspection.finding import TOO_MUCH

MOST_PLACES = 500


def main(source: str) -> None:
    """Prints {"pages": 3, "spots": [{"page": 1, "kind": "email", "box": […]}], "more": 0}, or {"refused": "sentence"};
    `more` is how many places there are beyond the most that are told."""
    names = identifiers.names_shape(json.load(sys.stdin))
    try:
        answer = _sought(source, names)
    except (MemoryError, pypdfium2.PdfiumError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


def _sought(source: str, names: re.Pattern[str] | None) -> dict[str, object]:
    spots: list[dict[str, object]] = []
    with pypdfium2.PdfDocument(source) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            found = identifiers.on_page(page, names)
            spots += [{"page": number + 1, "kind": kind, "box": box} for kind, box in found]
            page.close()
        return {"pages": len(pdf), "spots": spots[:MOST_PLACES], "more": len(spots[MOST_PLACES:])}


main(*sys.argv[1:])
