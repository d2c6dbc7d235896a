"""Leaving a job half-way: what the supervisor gives before, and which examples their declaration still covers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.rules.slots import Slot


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


def missing(pack: LeaversPack) -> Iterator[Refusal]:
    """[HB-53] [HB-53a] [HB-53b] What the pack still lacks."""
    if not pack.has_reference:
        yield Refusal("HB-53", "Your supervisor's reference has not come yet.")
    if not pack.consents:
        yield Refusal("HB-53a", "Your supervisor has not said yet that we may write to them later.")
    if not pack.sealed:
        yield Refusal("HB-53b", "Your supervisor has not signed the list of your examples yet.")


def may_list(slots: Collection[Slot], *, supervised: Collection[Slot]) -> Iterator[Refusal]:
    """[HB-53b] A declaration lists examples that there are and that name this supervisor."""
    if not slots:
        yield Refusal("HB-53b", "Choose at least one example.")
    if set(slots) - set(supervised):
        yield Refusal("HB-53b", "The declaration can list only examples that name this supervisor.")


def covered(pack: LeaversPack, *, seals: Mapping[Slot, str]) -> set[Slot]:
    """[HB-53b] [HB-54] The examples that the declaration covers: one that was changed since drops out."""
    return {slot for slot, seal in pack.sealed.items() if seals.get(slot) == seal}
