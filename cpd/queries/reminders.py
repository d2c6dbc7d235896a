"""The steps of reminding, and the facts a reminder is checked against."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from cpd.models import CpdYear, Extension
from cpd.rules.reminding import Step, step_due

FILE = Path(__file__).parent.parent / "data" / "reminders.toml"


@cache
def steps() -> tuple[Step, ...]:
    """The reminders of a year, as cpd/data/reminders.toml has them."""
    with FILE.open("rb") as file:
        return tuple(_step(**entry) for entry in tomllib.load(file)["step"])


def _step(*, code: str, clause: str, to: str, day: str = "", days_before: int = 0) -> Step:
    month, _, day_of_month = day.partition("-")
    return Step(
        code,
        clause,
        (int(month), int(day_of_month)) if day else None,
        days_before,
        {"nothing_recorded": True, "not_met": False}[to],
    )


def step_called(code: str) -> Step | None:
    """The step of this code, or None where the ladder no longer has it."""
    return next((step for step in steps() if step.code == code), None)


def steps_due(year: CpdYear, *, today: date) -> dict[date, Step]:
    """Last day -> the step due today, for the year's own last day and for every extension's."""
    extended = Extension.objects.filter(year=year, withdrawn_at=None, until__gte=today)
    days = {year.ends_on, *extended.values_list("until", flat=True)}
    found = ((day, step_due(steps(), today=today, starts_on=year.starts_on, last_day=day)) for day in sorted(days))
    return {day: step for day, step in found if step}


def years_running(*, today: date) -> Iterable[CpdYear]:
    """The years that have begun and are open for somebody."""
    extended = Extension.objects.filter(withdrawn_at=None, until__gte=today).values("year")
    begun = CpdYear.objects.filter(starts_on__lte=today)
    return begun.filter(ends_on__gte=today) | begun.filter(pk__in=extended)
