"""May a member ask, may an officer grant it, and how much time out of employment do several spells come to?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.words import counted
from cpd.enums import Ask, Scheme
from cpd.rules.closing import DISPENSATION_MONTHS, Spell, may_reduce, six_months_out

A_DAY = timedelta(days=1)
MOST_SPELLS = 12


@dataclass(frozen=True)
class Ground:
    """Why an officer refuses: the clause, what it is called at the desk, and the sentence the member reads."""

    asks: tuple[Ask, ...]
    clause: str
    label: str
    sentence: str


LATE = "late"
GROUNDS = {
    LATE: Ground(
        (Ask.EXTENSION,), "CPD-11", "It came too late", "The request came after the last day for asking for more time."
    ),
    "no_reason": Ground(
        (Ask.EXTENSION,), "CPD-11a", "The reason does not call for more time",
        "What you told us does not show that more time was needed.",
    ),
    "too_short": Ground(
        (Ask.DISPENSATION,), "CPD-16a", "Less than six months out of employment",
        "You were out of employment for less than six months of the CPD year.",
    ),
    "no_evidence": Ground(
        (Ask.DISPENSATION,), "CPD-16a", "No evidence of the dates", "The dates you gave are not shown by any document."
    ),
    "no_portfolio": Ground(
        (Ask.REDUCTION,), "CPD-16b", "No portfolio under way", "We have no work-based portfolio of yours under way."
    ),
    "two_years": Ground(
        (Ask.REDUCTION,), "CPD-16b", "Two years have been granted already",
        "The lower target is granted for two CPD years at the most, and you have had both.",
    ),
}  # fmt: skip


def grounds_for(ask: Ask, *, in_time: bool) -> list[tuple[str, str]]:
    """(code, label) of the reasons for which a request of this kind may be refused; what came in time is not late."""
    return [
        (code, ground.label)
        for code, ground in GROUNDS.items()
        if ask in ground.asks and not (in_time and code == LATE)
    ]


@dataclass(frozen=True)
class Standing:
    """What a request depends on, as it stands for one member and year."""

    label: str
    starts_on: date
    ends_on: date
    ask_by: date
    scheme: Scheme
    has_result: bool = False
    is_pending: bool = False
    has_relief: bool = False
    reduced_years: int = 0


def in_time(*, at: datetime, ask_by: date) -> bool:
    """[CPD-11] Whether a request reaches us in time: by the end of the last day, London time."""
    return at < london.end_of_day(ask_by)


def may_ask(ask: Ask, standing: Standing, *, at: datetime) -> Refusal | None:
    """[CPD-11] [CPD-16a] [CPD-16b] Whether a member may ask for something in a year at `at`.

    More time is asked for while the year is open; what comes after the last day for asking keeps nothing open. To owe
    nothing, or less, may be asked for after the close too.
    """
    clause, year = CLAUSES[ask], standing.label
    if at < london.start_of_day(standing.starts_on):
        return Refusal(clause, f"The CPD year {year} has not begun yet.")
    if standing.is_pending:
        return Refusal(
            clause, f"You have asked for this in {year} already. You can add to that request, or take it back."
        )
    if standing.has_relief:
        return Refusal(clause, f"This has been granted to you for {year} already.")
    if standing.scheme == Scheme.NONE:
        return Refusal("CPD-16c", f"Nothing is required of you in {year}, so there is nothing to ask for.")
    if ask == Ask.EXTENSION and (standing.has_result or at >= london.end_of_day(standing.ends_on)):
        last = london.in_words(standing.ask_by)
        return Refusal(clause, f"The last day to ask for more time for {year} was {last}, and the year has closed.")
    if ask == Ask.REDUCTION:
        return may_have_less(standing)
    return None


CLAUSES = {Ask.EXTENSION: "CPD-11", Ask.DISPENSATION: "CPD-16a", Ask.REDUCTION: "CPD-16b"}


def may_have_less(standing: Standing) -> Refusal | None:
    """[CPD-16b] Five outcomes are for grades on the outcomes scheme, in no more than two CPD years."""
    if standing.scheme != Scheme.OUTCOMES:
        return Refusal("CPD-16b", "The lower target is for grades that owe outcomes. Yours owes hours.")
    return may_reduce(reduced_years=standing.reduced_years)


def may_grant_less(standing: Standing, *, portfolio_seen: bool) -> Refusal | None:
    """[CPD-16b] An officer grants five outcomes only after seeing that a portfolio is under way."""
    if refusal := may_have_less(standing):
        return refusal
    if portfolio_seen:
        return None
    return Refusal("CPD-16b", "Tick that a portfolio is under way. Five outcomes are granted for no other reason.")


def offered_until(ends_on: date) -> date:
    """[CPD-11a] The end of an extension that an officer is offered: 31 December after the year."""
    return date(ends_on.year, 12, 31)


def bad_until(until: date, *, ends_on: date, today: date) -> Refusal | None:
    """[CPD-11a] An extension ends on a day that is still to come, after the year and by the next 30 September."""
    latest = london.add_months(ends_on, 12)
    if until <= ends_on:
        return Refusal("CPD-11a", f"Give a date after {london.in_words(ends_on)}: that is when the year ends anyway.")
    if until > latest:
        return Refusal("CPD-11a", f"Give a date no later than {london.in_words(latest)}.")
    if until < today:
        return Refusal("CPD-11a", "Give a date that has not passed.")
    return None


def within(spells: Iterable[Spell], *, starts_on: date, ends_on: date) -> list[Spell]:
    """[CPD-16a] What of these spells lies inside the CPD year, the earliest first; days outside it are cut off."""
    cut = (Spell(max(spell.first, starts_on), min(spell.last, ends_on)) for spell in spells)
    return sorted((spell for spell in cut if spell.first <= spell.last), key=lambda spell: spell.first)


def bad_spells(spells: Sequence[Spell], *, starts_on: date, ends_on: date) -> Refusal | None:
    """[CPD-16a] Why these spells cannot come to six months out of employment, or None where they may.

    One unbroken spell is what counts; several that come to it together are for an officer to look at.
    """
    if any(spell.last < spell.first for spell in spells):
        return Refusal("CPD-16a", "Give a last day that is not before the first one.")
    inside = within(spells, starts_on=starts_on, ends_on=ends_on)
    if any(later.first <= spell.last for spell, later in pairwise(inside)):
        return Refusal("CPD-16a", "Give each day once: two of these times run into each other.")
    times = unbroken(inside)
    if six_months_out(times, starts_on=starts_on) or (len(times) > 1 and days_out(times) >= days_needed(starts_on)):
        return None
    away = counted(days_out(inside), "day")
    first, last = london.in_words(starts_on), london.in_words(ends_on)
    return Refusal(
        "CPD-16a",
        f"Between {first} and {last} these dates come to {away}. It takes six months, first and last day counted.",
    )


def unbroken(spells: Iterable[Spell]) -> list[Spell]:
    """[CPD-16a] These spells in order, with those that follow on each other taken for one."""
    joined: list[Spell] = []
    for spell in sorted(spells, key=lambda spell: spell.first):
        if joined and spell.first <= joined[-1].last + A_DAY:
            joined[-1] = Spell(joined[-1].first, max(joined[-1].last, spell.last))
        else:
            joined.append(spell)
    return joined


def days_out(spells: Iterable[Spell]) -> int:
    """The days of these spells, first and last counted."""
    return sum((spell.last - spell.first + A_DAY).days for spell in spells)


def days_needed(starts_on: date) -> int:
    """[CPD-16a] [LAW-MONTHS] The days of the first six months of a CPD year, which spells together are held against."""
    return (london.add_months(starts_on, DISPENSATION_MONTHS) - starts_on).days


def months_and_days(spell: Spell) -> tuple[int, int]:
    """[LAW-MONTHS] A spell in whole months by the corresponding-date rule, and the days beyond them."""
    after = spell.last + A_DAY
    months = 0
    while london.add_months(spell.first, months + 1) <= after:
        months += 1
    return months, (after - london.add_months(spell.first, months)).days


def length_in_words(spell: Spell) -> str:
    """A spell as people say it: "6 months", "5 months and 30 days"."""
    months, days = months_and_days(spell)
    said = [counted(months, "month")] if months else []
    return " and ".join([*said, counted(days, "day")] if days or not said else said)
