"""Finished sheets that were made elsewhere: which place each is for, before any of them counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.rules.placing import TAKEN
from portfolio.rules.slots import Slot

MOST_AT_ONCE = 40
NO_PDF = "Finished sheets are taken as PDF files. Save it as a PDF and send that."
TWICE = "Two of these sheets are for the same place. Choose another place for one of them."
UNCHECKED = "This file is not checked yet. Wait for a moment, and send the page again."
ELSEWHERE = "One of these files was placed or removed in another tab or on another device. Look at the places again."
KNOWN = "This file is with your examples already."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place that was chosen for a file; `is_clean` once the file has been checked and taken."""

    code: str
    slot: Slot
    is_clean: bool


def faults_of_places(chosen: Sequence[Chosen], *, taken: Collection[Slot]) -> Iterator[tuple[str, Refusal]]:
    """[HB-46a] [HB-57a] The code of each file that cannot go into the place that was chosen for it, and why."""
    times = Counter(one.slot for one in chosen)
    for one in chosen:
        if not one.is_clean:
            yield one.code, Refusal("HB-57c", UNCHECKED)
        elif one.slot in taken:
            yield one.code, Refusal("HB-57a", TAKEN)
        elif times[one.slot] > 1:
            yield one.code, Refusal("HB-57a", TWICE)
