"""Who may give a mark of an example, besides that they have no part in the case, and who reads the first marks."""

from __future__ import annotations

from dataclasses import replace

from admission.models import MarkingShare
from admission.queries.sheet_of_marks import Book, Sheet
from applications.enums import Stage
from cilexportal.foundation.rulebook.refusal import Refusal
from members.models import User

CLAUSE = "HB-31"
OWN = "You gave the other mark of this example. A colleague gives this one."
YOURS = "You have the first marks of this competency. A colleague gives the second."
NOT_DRAWN = "This example was not drawn for a second mark."
BLIND = "A colleague has marked this example, and it waits for its second mark: give that, without reading the first."
# While a second mark can still be given.
OPEN = frozenset({Stage.ASSESSMENT, Stage.INFORMATION})


def why_not(book: Book, sheet: Sheet, *, is_second: bool, by: User) -> Refusal | None:
    """[HB-31] Why somebody cannot mark an example: it was not drawn, another assessor has the competency or began the
    example, or they gave the other mark."""
    if is_second and not sheet.drawn:
        return Refusal(CLAUSE, NOT_DRAWN)
    if share := anothers(book, sheet, is_second=is_second, by=by):
        return Refusal(CLAUSE, f"{share.assessor} marks this competency. Take it over first.")
    if _gave(book, sheet, by=by, is_second=not is_second):
        return Refusal(CLAUSE, OWN)
    if is_second and not _gave(book, sheet, by=by, is_second=True) and _has_share(book, sheet, by=by):
        return Refusal(CLAUSE, YOURS)
    return Refusal(CLAUSE, BLIND) if not is_second and is_blind(book, sheet, by=by) else None


def anothers(book: Book, sheet: Sheet, *, is_second: bool, by: User) -> MarkingShare | None:
    """[HB-31] The share of another assessor in the first marks of an example; second marks are open to all."""
    share = book.shares.get(sheet.example.competency)
    return share if not is_second and share is not None and share.assessor_id != by.pk else None


def read_by(book: Book, by: User) -> Book:
    """[HB-31] The marks as somebody reads them: first marks whose second mark they may give are left out."""
    hidden = frozenset(one.example.slot for one in book.sheets if is_blind(book, one, by=by))
    return replace(book, hidden=hidden)


def is_blind(book: Book, sheet: Sheet, *, by: User) -> bool:
    """[HB-31] Whether the first marks of an example are not for somebody's eyes yet: it was drawn, the second mark is
    not whole, and they neither gave a first mark nor have the competency."""
    if not sheet.seconds_left or book.case.stage not in OPEN:
        return False
    if _has_share(book, sheet, by=by) and not _gave(book, sheet, by=by, is_second=True):
        return False
    begun = any((sheet.example.slot, one.criterion.letter) in book.first for one in sheet.lines)
    return begun and not _gave(book, sheet, by=by, is_second=False)


def _gave(book: Book, sheet: Sheet, *, by: User, is_second: bool) -> bool:
    """Whether somebody gave a mark of an example that stands, a first or a second one."""
    marks = book.second if is_second else book.first
    rows = [marks.get((sheet.example.slot, one.criterion.letter)) for one in sheet.lines]
    return any(one is not None and one.by_id == by.pk for one in rows)


def _has_share(book: Book, sheet: Sheet, *, by: User) -> bool:
    share = book.shares.get(sheet.example.competency)
    return share is not None and share.assessor_id == by.pk
