"""Clocks in working days: a case's own, a decision's for asking again, a draft's in months. All are London days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from applications.enums import Body, Whose
from applications.rules.pathway import Clocks
from cilexportal.foundation import london, working_days
from cilexportal.foundation.rulebook.refusal import Refusal

# The office is not closed for longer at once. A year that was mistyped would leave no working day for any clock.
MOST_CLOSED_DAYS = 60
LATE = "The last day for asking was {day}. Write to us if something kept you from asking in time."


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnDays:
    """Whose move it was from one London day until another, None while it goes on."""

    whose: Whose
    since: date
    until: date | None = None


def may_close(first: date, last: date) -> Refusal | None:
    """[HB-26] Why the office is not closed from a day to another, or None."""
    days = (last - first).days + 1
    if days > MOST_CLOSED_DAYS:
        sentence = (
            f"These are {days:,} days. The office is closed for at most {MOST_CLOSED_DAYS} at once: check the years."
        )
        return Refusal("HB-26", sentence)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Working days used up to the end of `since`, and the last day of the target; both days None while it stands."""

    used: int
    since: date | None
    due_on: date | None

    def is_overdue(self, today: date) -> bool:
        """[HB-26] Whether the last day is over."""
        return self.due_on is not None and today > self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Honest:
    """When a decision can be expected: the working days half of the recent ones took, and nine in ten; or too few."""

    of: int
    half: int | None
    most: int | None


def clock_of(turns: Sequence[TurnDays], *, target: int, closed: Collection[date]) -> Clock:
    """[HB-26] The clock of a case: only working days on which an officer had the move count.

    A day belongs to whoever had the move as it began. So the day of payment is not counted and the next working day is
    the first; the day on which more was asked for still counts, and the one on which the answer came does not.
    """
    used, running = 0, None
    for turn in turns:
        if turn.whose != Whose.OFFICER:
            continue
        if turn.until is None:
            running = turn.since
        else:
            used += working_days.between(turn.since, turn.until, closed=closed)
    if running is None:
        return Clock(used=used, since=None, due_on=None)
    left = target - used
    due = working_days.after(running, left, closed=closed) if left > 0 else running
    return Clock(used=used, since=running, due_on=due)


def numbered(days: Iterable[date], *, closed: Collection[date]) -> Iterable[tuple[date, int]]:
    """[HB-26] Days in order, each with how many working days there were up to its end: two of them subtracted are the
    working days after the one, up to and including the other."""
    number = 0
    for day in days:
        number += working_days.is_working(day, closed=closed)
        yield day, number


def received_on(sent_on: date, *, by_post: bool, figures: Clocks, closed: Collection[date]) -> date:
    """[HB-28b] When a decision counts as received: the day on which the portal sent it, or two working days after it
    was put in the post."""
    return working_days.after(sent_on, figures.posted_days, closed=closed) if by_post else sent_on


def last_day_to_ask(received: date, *, to: Body, figures: Clocks, closed: Collection[date]) -> date | None:
    """[HB-28b] The last day for asking for reconsideration: the twentieth working day, that of receipt not counted. An
    appeal to the panel has a limit of its own, or none."""
    days = figures.appeal_days if to == Body.PANEL else figures.reconsider_days
    return None if days is None else working_days.after(received, days, closed=closed)


def is_late(asked_on: date, *, last_day: date | None) -> Refusal | None:
    """[HB-28b] Asked by the end of the last London day is in time; where no day is set, always."""
    if last_day is None or asked_on <= last_day:
        return None
    return Refusal("HB-28b", LATE.format(day=london.in_words(last_day)))


def draft_ends_on(touched_on: date, *, figures: Clocks) -> date:
    """The day on which a draft that nobody changes is ended: the portal's own rule, with the pathway's figures."""
    return london.add_months(touched_on, figures.draft_months)


def warnings_due(touched_on: date, *, figures: Clocks, today: date) -> int:
    """How many of the warnings are due by today, the earliest first."""
    ends = draft_ends_on(touched_on, figures=figures)
    return sum(today >= ends - timedelta(days=before) for before in figures.draft_warnings)


def draft_is_over(touched_on: date, *, warned: int, figures: Clocks, today: date) -> bool:
    """Whether a draft ends today: its time is up, and every warning went out before."""
    return warned >= len(figures.draft_warnings) and today >= draft_ends_on(touched_on, figures=figures)


def honest(taken: Sequence[int], *, figures: Clocks) -> Honest:
    """[HB-8] What applicants are told to expect, from the working days that recent decisions really took; too few of
    them tell nothing, and that is said."""
    if len(taken) < figures.honest_least:
        return Honest(of=len(taken), half=None, most=None)
    ordered = sorted(taken)
    return Honest(of=len(ordered), half=_share(ordered, 0.5), most=_share(ordered, 0.9))


def _share(ordered: Sequence[int], share: float) -> int:
    return ordered[ceil(share * len(ordered)) - 1]
