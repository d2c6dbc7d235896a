"""`python -m …inspection.trace SOURCE`: reads the words of a checked PDF and prints numbers that tell whether another
file has much of the same, as JSON. The words themselves leave this process in no form.
"""

from __future__ import annotations

import json
import sys

import pypdfium2

from cilexportal.foundation.documents.inspection.finding import TOO_MUCH
from cilexportal.foundation.documents.inspection.runs import numbers_of, smallest_of


def main(source: str) -> None:
    """Prints {"pages": 3, "runs": 812, "minima": […]}, or {"refused": "sentence"}."""
    try:
        answer = _traced(source)
    except (MemoryError, pypdfium2.PdfiumError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


def _traced(source: str) -> dict[str, object]:
    texts = []
    with pypdfium2.PdfDocument(source) as pdf:
        pages = len(pdf)
        for number in range(pages):
            page = pdf[number]
            words = page.get_textpage()
            texts.append(words.get_text_bounded())
            words.close()
            page.close()
    numbers = numbers_of(" ".join(texts))
    return {"pages": pages, "runs": len(numbers), "minima": smallest_of(numbers)}


if __name__ == "__main__":
    main(*sys.argv[1:])
