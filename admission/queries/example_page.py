"""What the page of one example shows besides its marks: the pages of its evidence, and the examples around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from admission.models import DocumentTrace
from admission.queries.marked_examples import Beside
from admission.queries.sheet_of_marks import Book, Sheet

# So many pages of a file are pictures under each other; more are read in the file itself.
MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of an example. `count` is how many pages it has, 0 where that is not known yet."""

    file: Beside
    count: int

    @property
    def pages(self) -> range:
        """The pages that are shown as pictures, from 1."""
        return range(1, min(self.count or 1, MOST_PAGES) + 1)

    @property
    def more(self) -> int:
        """How many pages are not shown."""
        return max(self.count - MOST_PAGES, 0)


def shown_of(sheet: Sheet) -> list[Shown]:
    """[HB-39a] The files of an example in their order; one statement however many they are."""
    files = sheet.example.files
    traced = DocumentTrace.objects.filter(document__in=[one.document.pk for one in files], pages__isnull=False)
    counts = dict(traced.values_list("document", "pages"))
    return [Shown(one, (one.piece and one.piece.pages) or counts.get(one.document.pk) or 0) for one in files]


def beside(book: Book, sheet: Sheet, *, is_second: bool) -> dict[str, Any]:
    """[HB-31] [HB-S4.3a] The examples before and after this one among those that are drawn, or that are to do, and how
    many of them still need marks."""
    listed = [one for one in book.sheets if one.drawn] if is_second else book.to_do
    rows = listed if sheet in listed else list(book.sheets)
    at = rows.index(sheet)
    return {
        "place": at + 1, "of": len(rows), "before": rows[at - 1] if at else None,
        "after": rows[at + 1] if at + 1 < len(rows) else None,
        "to_mark": sum((one.seconds_left if is_second else one.left) > 0 for one in rows),
    }  # fmt: skip
