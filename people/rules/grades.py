"""When a member's grade may change [CPD-16c]."""

from __future__ import annotations

from datetime import date, timedelta

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

CLAUSE = "CPD-16c"
LONGEST_REASON = 200
# An officer plans no further ahead than the next membership year.
AHEAD = timedelta(days=366)


def may_change(
    *, held: str | None, to: str, held_from: date | None, later: bool, judged_until: date | None, on: date, today: date
) -> list[Refusal]:
    """[CPD-16c] Every reason why a member who holds `held` since `held_from` does not become `to` on the date `on`.

    `later`: a grade from a later date is on record. `judged_until`: the last date of a CPD year with a result: what a
    year asked is settled with it.
    """
    if held is None or held_from is None:
        return [Refusal(CLAUSE, "Holds no grade on that date: whoever has lapsed returns, and others join.")]
    no = []
    if held == to:
        no.append(Refusal(CLAUSE, "This is the grade they hold."))
    if later:
        no.append(Refusal(CLAUSE, "A grade from a later date is on record already."))
    if on <= held_from:
        no.append(Refusal(CLAUSE, f"They hold their grade from {london.in_words(held_from)}: choose a later date."))
    if judged_until and on <= judged_until:
        first = london.in_words(judged_until + timedelta(days=1))
        no.append(Refusal(CLAUSE, f"The CPD year has a result already: choose {first} or later."))
    if on > today + AHEAD:
        no.append(Refusal(CLAUSE, "Choose a date within a year from today."))
    return no


def own(user_id: int | None, *, by: int) -> Refusal | None:
    """[CPD-16c] Nobody changes their own grade."""
    return Refusal(CLAUSE, "This is your own membership: another officer sees to it.") if user_id == by else None


def bad_reason(reason: str) -> Refusal | None:
    """[CPD-16c] A change of grade has a reason, which the member reads."""
    if 0 < len(reason) <= LONGEST_REASON:
        return None
    return Refusal(CLAUSE, f"Say why, in {LONGEST_REASON} characters at most.")
