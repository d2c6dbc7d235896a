"""When two memberships become one, and when that is undone: plain answers from plain facts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cilexportal.foundation import london

UNDO_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What decides about one of the two numbers. Years are CPD years by label, or calendar years.

    `declared`: conduct was; `undecided`: the regulator has not accepted it yet.
    """

    number: str
    merged: bool = False
    staff: bool = False
    grade: bool = True
    results: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    terms: frozenset[int] = frozenset()
    renewals: frozenset[int] = frozenset()
    certificates: frozenset[int] = frozenset()
    not_met: frozenset[str] = frozenset()
    declared: frozenset[int] = frozenset()
    undecided: frozenset[int] = frozenset()


def may_merge(kept: Side, gone: Side) -> list[str]:
    """Every reason why `gone` cannot be merged into `kept`; none of them is solved by the portal choosing."""
    if kept.number == gone.number:
        return ["These are the same number."]
    no = [
        f"{one.number} has been merged into another number already."
        for one in (kept, gone) if one.merged
    ]  # fmt: skip
    if gone.staff:
        no.append(f"The account of {gone.number} holds a staff role: take it back first.")
    if gone.grade and not kept.grade:
        no.append(f"Only {gone.number} holds a grade today: keep that number.")
    if max(gone.results, default="") > max(kept.results, default=""):
        no.append(f"The latest CPD result is that of {gone.number}: keep that number, for results stay where they are.")
    if gone.unsettled:
        no.append(f"The CPD year {_listed(gone.unsettled)} of {gone.number} is not settled yet: wait until it is.")
    if gone.not_met:
        no.append(f"The CPD year {_listed(gone.not_met)} of {gone.number} was not met: it is put right first.")
    pairs = (
        (kept.results & gone.results, "Both have a CPD result for"),
        (kept.asked & gone.asked, "Both have something with the CPD officers for"),
        (kept.terms & gone.terms, "Both have a paid term for"),
        (kept.renewals & gone.renewals, "Both have an open renewal for"),
        (kept.declared & gone.undecided, f"Both have declared conduct, and that of {gone.number} waits, for"),
    )
    no += [f"{words} {_listed(both)}." for both, words in pairs if both]
    if kept.certificates and gone.certificates:
        no.append("Both hold a practising certificate: two were issued to what looks like one person.")
    return no


def _listed(years: Collection[object]) -> str:
    return " and ".join(sorted(str(one) for one in years))


def may_undo(
    *, merged_at: datetime, undone: bool, kept_is_gone: bool, changed: int, hanging: int, at: datetime
) -> list[str]:
    """Thirty days, and only while everything is as the merge left it: `changed` rows hold something else by
    now, on `hanging` rows something new depends."""
    if undone:
        return ["This has been undone already."]
    no = []
    if at >= undo_until(merged_at):
        no.append(f"It could be undone until {london.in_words(last_day(merged_at))}.")
    if kept_is_gone:
        no.append("The number that was kept has itself been merged since: undo that first.")
    if changed:
        no.append("Something that moved has been changed since, so it cannot be put back as it was.")
    if hanging:
        no.append("Something new depends on what moved, so it cannot be put back as it was.")
    return no


def undo_until(merged_at: datetime) -> datetime:
    """The first instant at which a merge stays: thirty London days end with the last of them."""
    return london.end_of_day(last_day(merged_at))


def last_day(merged_at: datetime) -> date:
    """The last London date on which a merge can be undone."""
    return london.date_of(merged_at) + UNDO_FOR
