"""Who may give a mark of an example, besides that they have no part in the case."""

from __future__ import annotations

from admission.models import MarkingShare
from admission.queries.sheet_of_marks import Book, Sheet
from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import User

CLAUSE = "HB-31"
OWN = "You gave the other mark of this example. A colleague gives this one."


def why_not(book: Book, sheet: Sheet, *, is_second: bool, by: User) -> Refusal | None:
    """[HB-31] Why somebody cannot mark an example: another assessor has the competency, or they gave the other mark."""
    if share := anothers(book, sheet, is_second=is_second, by=by):
        return Refusal(CLAUSE, f"{share.assessor} marks this competency. Take it over first.")
    others = [line.first if is_second else line.second for line in sheet.lines]
    if any(one is not None and one.by_id == by.pk for one in others):
        return Refusal(CLAUSE, OWN)
    return None


def anothers(book: Book, sheet: Sheet, *, is_second: bool, by: User) -> MarkingShare | None:
    """[HB-31] The share of another assessor in the first marks of an example; second marks are open to all."""
    share = book.shares.get(sheet.example.competency)
    return share if not is_second and share is not None and share.assessor_id != by.pk else None
