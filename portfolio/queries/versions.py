"""The versions of a sheet: what it holds now, what it held, and how two of them differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.fields.json import KeyTextTransform

from portfolio.models import Sheet, SheetPiece, SheetVersion
from portfolio.queries.examples import slot_of
from portfolio.rules.versions import Change, compared, place_code

TEXTS = ("listing", "how_met", "how_shown", "learned", "without", "why_without", "matter", "why_old")
BOXES = {
    "place": "Place", "kind": "Kind", "supervisor": "Supervisor", "upload": "Uploaded sheet", "pieces": "Evidence",
    "reasons": "Why older evidence is used",
    "ticked": "Criteria ticked", "listing": "Evidence in your words", "how_met": "How you met the outcome",
    "how_shown": "How the evidence shows it", "learned": "What you learned", "without": "Why there is no evidence",
    "why_without": "Why, in your words", "matter": "Matter", "worked_on": "First day of the work",
    "worked_until": "Last day of the work", "why_old": "Why nothing newer could be used",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions beside each other; `changes` by the words for each box."""

    before: SheetVersion
    after: SheetVersion
    changes: Sequence[tuple[str, Change]]


def content_of(sheet: Sheet) -> dict[str, Any]:
    """[HB-46] Everything that a sheet holds now, as its version keeps it: two statements, three with a supervisor."""
    content: dict[str, Any] = {name: getattr(sheet, name) for name in TEXTS}
    upload = sheet.upload
    return content | {
        "place": place_code(slot_of(sheet)), "kind": str(sheet.kind), "ticked": list(sheet.ticked),
        "worked_on": _iso(sheet.worked_on), "worked_until": _iso(sheet.worked_until),
        "supervisor": {"uuid": str(sheet.supervisor.uuid), "name": sheet.supervisor.name} if sheet.supervisor else None,
        "upload": {"filename": upload.filename, "sha256": upload.sha256} if upload else None,
        "pieces": [_piece(on) for on in on_it(sheet)],
    }  # fmt: skip


def _piece(on: SheetPiece) -> dict[str, str]:
    """A piece as a version keeps it, with the reason for its age where there is one [HB-41b]."""
    return {
        "uuid": str(on.piece.uuid), "title": on.piece.title, "sha256": on.piece.document.sha256,
        "kind": on.piece.kind, "worked_on": _iso(on.piece.worked_on), **({"why_old": on.why_old} if on.why_old else {}),
    }  # fmt: skip


def on_it(sheet: Sheet) -> list[SheetPiece]:
    """[HB-57b] The pieces of a sheet with their files, in the order in which they are printed: as they were fetched
    with it, if they were."""
    if "on_it" in getattr(sheet, "_prefetched_objects_cache", {}):
        return list(sheet.on_it.all())
    return list(sheet.on_it.select_related("piece__document").order_by("position", "id"))


def versions_of(sheet: Sheet) -> list[SheetVersion]:
    """Every version with its `kind`, the newest first; what they hold is left where it is, as there are many."""
    kind = KeyTextTransform("kind", "content")
    return list(SheetVersion.objects.filter(sheet=sheet).annotate(kind=kind).defer("content").order_by("-number"))


def newest_of(sheet: Sheet) -> SheetVersion | None:
    """The version that was saved last; None of an example in which nothing was saved yet."""
    return SheetVersion.objects.filter(sheet=sheet).order_by("-number").first()


def beside(sheet: Sheet, *, first: int, second: int) -> Compared | None:
    """Two versions compared, the older one first whichever was named first; None where one is not there."""
    found = SheetVersion.objects.filter(sheet=sheet, number__in=(first, second)).order_by("number")
    if len(found) < 2:
        return None
    before, after = found
    changes = [(BOXES[change.box], change) for change in compared(before.content, after.content)]
    return Compared(before, after, changes)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
