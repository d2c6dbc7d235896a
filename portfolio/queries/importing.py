"""Finished sheets that wait to be looked at: they have a file and no place, and count for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from applications.rules.pathway import Competency
from cilexportal.foundation.documents.models import Document, DocumentState
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.models import Portfolio, Sheet
from portfolio.queries.owner import data_of
from portfolio.rules.slots import Slot, number_in_name, printed, slots_of


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that waits, and the place its name speaks of; else why it speaks of none. `taken`: by another example."""

    sheet: Sheet
    code: str
    why: Refusal | None
    taken: bool

    @property
    def state(self) -> str:
        return self.sheet.upload.state if self.sheet.upload else ""

    @property
    def can_be_placed(self) -> bool:
        return self.state == DocumentState.CLEAN


@dataclass(frozen=True, slots=True)
class Choice:
    """A place in the list to choose from."""

    code: str
    words: str
    taken: bool


def waiting(portfolio: Portfolio) -> QuerySet[Sheet]:
    """The files that were brought and have no place, as they came."""
    rows = Sheet.objects.filter(portfolio=portfolio, removed_at=None, competency=None, upload__isnull=False)
    return rows.select_related("upload").order_by("upload__filename", "id")


def brought(portfolio: Portfolio) -> list[Brought]:
    """[HB-46a] What waits to be looked at, each with the place its name speaks of."""
    competencies, taken = data_of(portfolio).competencies, taken_in(portfolio)
    return [_brought(sheet, competencies, taken) for sheet in waiting(portfolio)]


def places(portfolio: Portfolio) -> list[Choice]:
    """[HB-33] Every place in its order, and whether something stands there."""
    competencies, taken = data_of(portfolio).competencies, taken_in(portfolio)
    return [
        Choice(slot.code, printed(slot, competencies), slot in taken) for slot, _ in slots_of(competencies)
    ]  # fmt: skip


def taken_in(portfolio: Portfolio) -> set[Slot]:
    """The places in which something stands."""
    rows = Sheet.objects.filter(portfolio=portfolio, removed_at=None, competency__isnull=False)
    return {Slot(*place) for place in rows.values_list("competency", "outcome", "example")}


def file_of(portfolio: Portfolio, sheet: UUID) -> Document | None:
    """The file of a sheet that was made elsewhere, whether it has a place or not."""
    found = Sheet.objects.filter(portfolio=portfolio, uuid=sheet).select_related("upload").first()
    return found.upload if found else None


def _brought(sheet: Sheet, competencies: Sequence[Competency], taken: set[Slot]) -> Brought:
    read = number_in_name(sheet.upload.filename if sheet.upload else "", competencies)
    if isinstance(read, Refusal):
        return Brought(sheet, "", read, taken=False)
    return Brought(sheet, read.code, None, taken=read in taken)
