"""What an employer sees of a member by consent, and for how long: three lights with their dates, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cilexportal.foundation import london

# A consent is given for one of these, in months; the longest is a year.
MONTHS = (1, 3, 6, 12)
LONGEST = max(MONTHS)


@dataclass(frozen=True, slots=True)
class Shown:
    """One light as an employer sees it: what it is of, its colour, the days it is about, and the last day of what is
    still to do. Why it is so stays with the member."""

    name: str
    colour: str
    word: str
    from_date: date
    last_day: date
    due_by: date | None


@dataclass(frozen=True, slots=True)
class Year:
    """The three lights of one calendar year."""

    number: int
    lights: list[Shown]


def last_day(*, given_on: date, months: int) -> date:
    """The last London day of a consent given for so many months. Raises ValueError for another number of them."""
    if months not in MONTHS:
        raise ValueError(f"{months} months are not offered")
    return london.add_months(given_on, months)


def is_live(*, given_at: datetime, expires_at: datetime, withdrawn_at: datetime | None, at: datetime) -> bool:
    """Whether a link shows anything at an instant: not before it was given, not once it was withdrawn or is over."""
    return given_at <= at < expires_at and (withdrawn_at is None or at < withdrawn_at)
