"""Leaving a job half-way: what the supervisor gives before, and which examples their declaration still covers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.rules.slots import Slot

# A link opens work in confidence for so long, so a last day is not planned years ahead.
MOST_MONTHS_AHEAD = 6
ENDED = "The application has ended, so nothing more is asked of you."
NOT_LISTED = "The applicant has taken you off the list of their supervisors. Nothing more is asked of you."


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaversPack:
    """What was gathered: a reference, consent to be contacted later, and the seals of the examples that were signed."""

    supervisor: str
    has_reference: bool
    consents: bool
    sealed: Mapping[Slot, str]


def reminders(last_day: date, *, days: Collection[int]) -> Iterator[date]:
    """[HB-53] The days on which the applicant is reminded of what is still to be had before the last day at work."""
    return (last_day - timedelta(days=number) for number in sorted(days, reverse=True))


def reminders_due(last_day: date, *, days: Collection[int], today: date) -> int:
    """[HB-53] How many reminders should have gone by today; none once the last day is over."""
    return sum(day <= today for day in reminders(last_day, days=days)) if today <= last_day else 0


def may_plan(last_day: date, *, why_late: str, today: date) -> Iterator[Refusal]:
    """[HB-53] A pack is begun before the last day or on it; afterwards too, with a reason."""
    if last_day < today and not why_late.strip():
        yield Refusal("HB-53", "Your last day is over. Say why you ask for the pack only now.")
    if last_day > london.add_months(today, MOST_MONTHS_AHEAD):
        yield Refusal("HB-53", f"Begin the pack at most {MOST_MONTHS_AHEAD} months before your last day.")


def link_ends_on(last_day: date, *, sent_on: date, link_days: int) -> date:
    """[HB-53] The last London day of a supervisor's link: the last day at work, and never less than its usual days."""
    return max(last_day, sent_on + timedelta(days=link_days))


def missing(pack: LeaversPack) -> Iterator[Refusal]:
    """[HB-53] [HB-53a] [HB-53b] What the pack still lacks."""
    if not pack.has_reference:
        yield Refusal("HB-53", "Your supervisor's reference has not come yet.")
    if not pack.consents:
        yield Refusal("HB-53a", "Your supervisor has not said yet that we may write to them later.")
    if not pack.sealed:
        yield Refusal("HB-53b", "Your supervisor has not signed the list of your examples yet.")


def is_outside(later: str, *, work: str) -> bool:
    """[HB-53a] Whether an address for later lies outside the employer that is left."""
    return later.rpartition("@")[2].casefold() != work.rpartition("@")[2].casefold()


def may_list(slots: Collection[Slot], *, supervised: Collection[Slot]) -> Iterator[Refusal]:
    """[HB-53b] A declaration lists examples that there are and that name this supervisor."""
    if not slots:
        yield Refusal("HB-53b", "Choose at least one example.")
    if set(slots) - set(supervised):
        yield Refusal("HB-53b", "The declaration can list only examples that name this supervisor.")


def why_sealed(slot: Slot, *, sealed: Mapping[Slot, str], seal: str) -> Refusal | None:
    """[HB-54] Why an example stays as it was signed, or None. One that differs from its seal is not covered anyway."""
    if seal and sealed.get(slot) == seal:
        return Refusal("HB-54", "Your supervisor signed this example as it stands. Give its seal up to change it.")
    return None


def covered(pack: LeaversPack, *, seals: Mapping[Slot, str]) -> set[Slot]:
    """[HB-53b] [HB-54] The examples that the declaration covers: one that was changed since drops out."""
    return {slot for slot, seal in pack.sealed.items() if seals.get(slot) == seal}
