"""`python -m …inspection.trace SOURCE`: reads the words of a checked PDF and prints numbers that tell whether another
file has much of the same, as JSON. The words themselves leave this process in no form.

Every run of five words gives a number; the smallest of these numbers stand for all of them, so that two files can be
compared by what share of the smallest they have in common (a bottom-k sketch).
"""

from __future__ import annotations

import hashlib
import heapq
import json
import re
import sys

import pypdfium2

from cilexportal.foundation.documents.inspection.finding import TOO_MUCH

RUN, KEPT = 5, 64
WORD = re.compile(r"\w+")


def main(source: str) -> None:
    """Prints {"pages": 3, "runs": 812, "minima": […]}, or {"refused": "sentence"}."""
    try:
        answer = _traced(source)
    except (MemoryError, pypdfium2.PdfiumError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


def numbers_of(text: str) -> set[int]:
    """A number below 2**63 for each run of five words, whatever their case and the signs between them."""
    words = WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest()) >> 1 for one in runs}


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
    return {"pages": pages, "runs": len(numbers), "minima": heapq.nsmallest(KEPT, numbers)}


if __name__ == "__main__":
    main(*sys.argv[1:])
