"""Numbers by which two texts are compared, and out of which nobody reads a word again.

Every run of five words gives a number; the smallest of these numbers stand for all of them, so that two texts can be
compared by what share of the smallest they have in common (a bottom-k sketch).
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Iterable

RUN, KEPT = 5, 64
WORD = re.compile(r"\w+")


def numbers_of(text: str) -> set[int]:
    """A number below 2**63 for each run of five words, whatever their case and the signs between them."""
    words = WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest()) >> 1 for one in runs}


def smallest_of(numbers: Iterable[int]) -> list[int]:
    """Those that stand for all, in order."""
    return heapq.nsmallest(KEPT, numbers)
