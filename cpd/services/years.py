"""A new CPD year in the portal's list of years."""

from __future__ import annotations

import re
from datetime import date

from cilexportal.foundation import audit, london
from cpd.models import CpdYear

FIRST_DAY = (10, 1)
LABEL = re.compile(r"(20\d\d)/(\d\d)")


class NotAYear(ValueError):
    """The text does not name a CPD year; says so in words."""


def open_next_years(*, today: date) -> list[CpdYear]:
    """[CPD-9] Opens the CPD year of the London date `today` and the one after it; returns those made now.

    So a year is there a year before it begins, and an officer has that long to set its date of loss.
    """
    first = today.year if (today.month, today.day) >= FIRST_DAY else today.year - 1
    opened = [open_year(label=f"{start}/{(start + 1) % 100:02}") for start in (first, first + 1)]
    return [year for year, made in opened if made]


def open_year(*, label: str) -> tuple[CpdYear, bool]:
    """[CPD-9] [CPD-13] The CPD year called `label`, such as 2028/29, and whether it was made now. Raises NotAYear.

    It runs from 1 October to 30 September and closes at the end of that day, London time; more time is asked for by
    31 August [CPD-11], and benefits are lost from the closing instant, until the list of years says otherwise.
    """
    matched = LABEL.fullmatch(label)
    if not matched or (int(matched[1]) + 1) % 100 != int(matched[2]):
        raise NotAYear(f"{label} is not a CPD year: write it as 2025/26.")
    starts = int(matched[1])
    ends_on = date(starts + 1, 9, 30)
    dates = {
        "starts_on": date(starts, 10, 1),
        "ends_on": ends_on,
        "closes_at": london.end_of_day(ends_on),
        "rehearse_from": date(starts + 1, 9, 1),
        "loss_on": ends_on,
        "ask_by": date(starts + 1, 8, 31),
    }
    with audit.because(why="cpd.open_year"):
        return CpdYear.objects.get_or_create(label=label, defaults=dates)
