"""A new CPD year in the portal's list of years."""

from __future__ import annotations

import re
from datetime import date

from cilexportal.foundation import audit, london
from cpd.models import CpdYear

LABEL = re.compile(r"(20\d\d)/(\d\d)")


class NotAYear(ValueError):
    """The text does not name a CPD year; says so in words."""


def open_year(*, label: str) -> tuple[CpdYear, bool]:
    """[CPD-9] [CPD-13] The CPD year called `label`, such as 2028/29, and whether it was made now. Raises NotAYear.

    It runs from 1 October to 30 September and closes at the end of that day, London time; benefits are lost from the
    closing instant until the list of years says otherwise.
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
    }
    with audit.because(why="cpd.open_year"):
        return CpdYear.objects.get_or_create(label=label, defaults=dates)
