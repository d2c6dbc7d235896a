"""A date typed in three boxes: what was typed, what it means, and one clear sentence when it means nothing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

MONTH_NAMES = {name.lower(): index for index, name in enumerate(calendar.month_name) if name}
MONTH_SHORT = {name[:3]: index for name, index in MONTH_NAMES.items()}
FIRST_YEAR, LAST_YEAR = 1900, 2199


class UnreadableDate(ValueError):
    """The boxes hold no date. `parts` names the boxes to look at, in order."""

    def __init__(self, sentence: str, *parts: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.parts = parts


@dataclass(frozen=True)
class DateParts:
    """The raw text of the three boxes, kept exactly as typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: object) -> DateParts:
        """The boxes for a date, an ISO text, other parts, or nothing."""
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return cls()
        if isinstance(value, date):
            return cls(str(value.day), str(value.month), str(value.year))
        return cls()

    @property
    def empty(self) -> bool:
        """True when nothing was typed in any box."""
        return not any((self.day.strip(), self.month.strip(), self.year.strip()))

    def read(self, *, what: str) -> date:
        """The date meant. `what` names it in the sentences ("the date of the activity"). Raises UnreadableDate."""
        self._refuse_missing(what)
        day, month, year = _day(self.day), _month(self.month), _year(self.year)
        last = calendar.monthrange(year, month)[1]
        if day > last:
            sentence = f"{calendar.month_name[month]} {year} has {last} days. Check the day and the month"
            raise UnreadableDate(sentence, "day", "month")
        return date(year, month, day)

    def _refuse_missing(self, what: str) -> None:
        missing = [name for name in ("day", "month", "year") if not getattr(self, name).strip()]
        if len(missing) == 3:
            raise UnreadableDate(f"Enter {what}", *missing)
        if missing:
            named = " and a ".join(missing)
            raise UnreadableDate(f"{what[:1].upper()}{what[1:]} needs a {named} as well", *missing)


def _day(text: str) -> int:
    number = _whole(text)
    if number is None or not 1 <= number <= 31:
        raise UnreadableDate("The day has to be a number from 1 to 31", "day")
    return number


def _month(text: str) -> int:
    """A month as a number, a name or its first three letters or more."""
    number = _whole(text)
    if number is None:
        typed = text.strip().lower().rstrip(".")
        number = MONTH_SHORT.get(typed[:3], 0)
        if not number or not (list(MONTH_NAMES)[number - 1].startswith(typed) or typed == "sept"):
            number = 0
    if not 1 <= number <= 12:
        raise UnreadableDate("The month has to be a number from 1 to 12, or its name", "month")
    return number


def _year(text: str) -> int:
    number = _whole(text)
    if number is None or number < 1000:
        raise UnreadableDate("The year has to have four figures, like 2026", "year")
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise UnreadableDate(f"The year has to lie between {FIRST_YEAR} and {LAST_YEAR}", "year")
    return number


def _whole(text: str) -> int | None:
    """The number typed, when only plain figures were typed."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
