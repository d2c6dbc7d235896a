"""What the boxes of the recording form hold, as typed, and what it means as answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.dates import DateParts, UnreadableDate
from cilexportal.foundation.ui.words import with_plain_newlines
from cpd.rules.record import TEXTS, Answers, Finding, bad_hours

Fields = Mapping[str, str | list[str]]

# Every box of the form by name. Whatever else arrives is dropped.
DATE_BOXES = ("completed_on_day", "completed_on_month", "completed_on_year")
CHOICES = ("year", "mode", "activity_type", "planned", "in_specialism")
TICKS = ("professionalism", "kept_elsewhere", "anonymised")
ONE_VALUE = (*TEXTS, *DATE_BOXES, "hours", *CHOICES, *TICKS)
MANY_VALUES = ("areas",)
MOST_CHARACTERS = 100_000

YES, NO = "yes", "no"
TICKED = "on"
ANSWERS = {YES: True, NO: False}
HOURS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?")
# What PostgreSQL cannot keep, and what no keyboard means: control characters other than tab and line end.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class TooMuch(Exception):
    """More text than one record can keep; `refusal` says so."""

    def __init__(self) -> None:
        self.refusal = Refusal(
            "REC-15",
            f"This is more than {MOST_CHARACTERS:,} characters in all, which is too much to keep here. "
            "Copy your text somewhere safe, then shorten it.",
        )
        super().__init__(self.refusal.sentence)


def tidy(fields: Mapping[str, object]) -> dict[str, str | list[str]]:
    """[REC-17] [REC-18] The boxes of the form out of whatever was sent, line ends as one character, all of it keepable.

    Raises TooMuch. Curly quotes, emoji and every other character that can be kept stay as they are.
    """
    kept: dict[str, str | list[str]] = {name: "".join(_texts(fields.get(name))[:1]) for name in ONE_VALUE}
    kept |= {name: _texts(fields.get(name)) for name in MANY_VALUES}
    if sum(len(value) if isinstance(value, str) else sum(map(len, value)) for value in kept.values()) > MOST_CHARACTERS:
        raise TooMuch
    return {name: value for name, value in kept.items() if value}


def _texts(value: object) -> list[str]:
    """The texts of one box, which a form sends bare and a page's own script in a list."""
    values = value if isinstance(value, list) else [value]
    return [tidied(text) for text in values if isinstance(text, str)]


def tidied(text: str) -> str:
    """A text with line ends of one character, and without what cannot be kept."""
    return UNKEEPABLE.sub("", with_plain_newlines(text))


@dataclass(frozen=True)
class Read:
    """What the boxes mean. `unreadable` has the boxes that mean nothing; the text in them is not lost."""

    answers: Answers
    mode: str = ""
    year: str = ""
    activity_type: str = ""
    areas: tuple[str, ...] = ()
    anonymised: bool = False
    unreadable: tuple[Finding, ...] = field(default=())


def read(fields: Fields) -> Read:
    """The meaning of tidied boxes."""
    boxes = {name: value for name, value in fields.items() if isinstance(value, str)}
    completed_on, bad_date = _date(boxes)
    hours, bad_hours = _hours(boxes.get("hours", ""))
    answers = Answers(
        **{name: boxes.get(name, "") for name in TEXTS},
        completed_on=completed_on,
        planned=ANSWERS.get(boxes.get("planned", "")),
        professionalism=boxes.get("professionalism") == TICKED,
        hours=hours,
        in_specialism=ANSWERS.get(boxes.get("in_specialism", "")),
        kept_elsewhere=boxes.get("kept_elsewhere") == TICKED,
    )
    return Read(
        answers=answers,
        mode=boxes.get("mode", ""),
        year=boxes.get("year", ""),
        activity_type=boxes.get("activity_type", ""),
        areas=tuple(fields.get("areas", ())),
        anonymised=boxes.get("anonymised") == TICKED,
        unreadable=tuple(finding for finding in (bad_date, bad_hours) if finding),
    )


def _date(boxes: Mapping[str, str]) -> tuple[date | None, Finding | None]:
    typed = DateParts(*(boxes.get(name, "") for name in DATE_BOXES))
    if typed.empty:
        return None, None
    try:
        return typed.read(what="the day you completed it"), None
    except UnreadableDate as fault:
        return None, Finding("completed_on", Refusal("REC-11", fault.sentence))


def _hours(typed: str) -> tuple[Decimal | None, Finding | None]:
    """A number of hours; a comma serves as decimal point, an `h` or `hours` after it is understood."""
    text = re.sub(r"\s*(h|hrs?|hours?)\.?$", "", typed.strip().lower()).replace(",", ".")
    if not text:
        return None, None
    if not HOURS.fullmatch(text):
        return None, Finding("hours", Refusal("REC-11", "Give the hours as a number, such as 1.5."))
    hours = Decimal(text)
    refusal = bad_hours(hours)
    return (None, Finding("hours", refusal)) if refusal else (hours, None)
