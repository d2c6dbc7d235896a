"""A record as the boxes of its form hold it: what is being typed, else what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cpd.models import Record
from cpd.rules.record import TEXTS
from cpd.rules.typed import DATE_BOXES, NO, TICKED, TICKS, YES, Fields


@dataclass(frozen=True)
class Form:
    """The boxes of a record's form and the version they are at; `typed_at` where they hold unsaved typing."""

    fields: Fields
    version: int
    typed_at: datetime | None = None
    page: str = ""


def form_of(record: Record) -> Form:
    """What the form of a record shows: the typing where there is any, else the saved answers."""
    typing = getattr(record, "typing", None)
    if typing is None:
        return Form(saved_fields(record), record.version)
    if not typing.fields:
        return Form(saved_fields(record), typing.version)
    return Form(typing.fields, typing.version, typing.saved_at, typing.page)


def saved_fields(record: Record) -> Fields:
    """The saved answers as the form shows them; `rules.typed.read` gives the answers back."""
    fields: dict[str, str | list[str]] = {name: getattr(record, name) for name in TEXTS}
    fields |= {name: TICKED for name in TICKS if getattr(record, name)}
    fields |= {"mode": record.mode, "activity_type": record.activity_type_id or "", "areas": list(record.areas)}
    fields |= {"planned": _yes_or_no(record.planned), "in_specialism": _yes_or_no(record.in_specialism)}
    if record.hours is not None:
        fields["hours"] = f"{record.hours.normalize():f}"
    if (day := record.completed_on) is not None:
        fields |= dict(zip(DATE_BOXES, map(str, (day.day, day.month, day.year)), strict=True))
    return {name: value for name, value in fields.items() if value}


def _yes_or_no(answer: bool | None) -> str:
    return "" if answer is None else YES if answer else NO
