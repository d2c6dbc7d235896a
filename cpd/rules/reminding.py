"""Who is reminded of their CPD, and when?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cpd.enums import NOT_FINAL, Outcome

# What is posted later than this before the day it speaks of would arrive too late to help.
POST_DAYS = 7
# A reminder that could not go out on its day still goes within these days; after them it would be stale.
CATCH_UP = timedelta(days=3)


@dataclass(frozen=True)
class Step:
    """One reminder of a CPD year: on a day of the calendar, or some days before the member's own last day."""

    code: str
    clause: str
    day: tuple[int, int] | None = None
    days_before: int = 0
    nothing_recorded: bool = False

    @property
    def goes_by_post(self) -> bool:
        """[REC-23] Whether somebody without an account is sent it on paper; the last ones would come too late."""
        return self.day is not None or self.days_before >= POST_DAYS

    def falls_on(self, *, starts_on: date, last_day: date) -> date:
        """The London date of the reminder for a member whose year ends with `last_day`."""
        if self.day is None:
            return last_day - timedelta(days=self.days_before)
        month, day = self.day
        return date(starts_on.year + (month < starts_on.month), month, day)


def step_due(steps: Iterable[Step], *, today: date, starts_on: date, last_day: date) -> Step | None:
    """[REC-23] The reminder that is due today, or was within the last three days; the latest where several were."""
    dated = [(step.falls_on(starts_on=starts_on, last_day=last_day), step) for step in steps]
    due = [(on, step) for on, step in dated if on <= today <= min(on + CATCH_UP, last_day)]
    return max(due, key=lambda pair: pair[0])[1] if due else None


def is_reminded(step: Step, *, outcome: Outcome, recorded: int) -> bool:
    """[REC-23] Whether a member is reminded: the year is not met yet and, each quarter, nothing at all is recorded."""
    if outcome not in (Outcome.NOT_MET, *NOT_FINAL):
        return False
    return recorded == 0 or not step.nothing_recorded
