"""Who is drawn, by lot or again, and what an assessor may say of a sampled year. Length of a record decides nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal
from cpd.enums import Reading

CLAUSE = "CPD-16d"
SEED = re.compile(r"[A-Za-z0-9-]{6,64}")
# Readings of the year before for which somebody is drawn again, without the lot.
DRAWN_AGAIN = (Reading.ADVICE, Reading.NOT_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Ids of members: those the lot fell on, in its order, and those drawn again because of the year before."""

    by_lot: tuple[int, ...]
    again: tuple[int, ...]


def ticket(seed: str, member_id: int) -> str:
    """[CPD-16d] The lot of one member: whoever knows the seed can work it out again."""
    return sha256(f"{seed}:{member_id}".encode()).hexdigest()


def draw(
    population: Iterable[int], *, excluded: Collection[int], again: Collection[int], seed: str, number: int | None,
    percent: Decimal | None,
) -> Drawn:  # fmt: skip
    """[CPD-16d] Draws from the population, whose order does not matter: the same people for the same seed.

    Nobody excluded is drawn. Those to be drawn `again` are, beside the lot and apart from its size.
    """
    here = set(population) - set(excluded)
    again_here = here & set(again)
    lots = sorted(here - again_here, key=lambda member_id: (ticket(seed, member_id), member_id))
    size = lot_size(len(lots), number=number, percent=percent)
    return Drawn(tuple(lots[:size]), tuple(sorted(again_here)))


def lot_size(eligible: int, *, number: int | None, percent: Decimal | None) -> int:
    """[CPD-16d] How many the lot takes of those it may take: the number, or the share rounded up; never more."""
    if percent is not None:
        number = int((eligible * percent / 100).to_integral_value(ROUND_CEILING))
    return min(number or 0, eligible)


def bad_size(*, number: int | None, percent: Decimal | None) -> Refusal | None:
    """[CPD-16d] There is no preset share: an officer types one number, or one share above 0 and up to 100."""
    if (number is None) == (percent is None):
        return Refusal(CLAUSE, "Enter how many members to draw: a number, or a share of them. There is no preset one.")
    if number is not None and number < 1:
        return Refusal(CLAUSE, "Enter a number of 1 or more.")
    if percent is not None and not 0 < percent <= 100:
        return Refusal(CLAUSE, "Enter a share above 0 and up to 100 per cent.")
    return None


def bad_seed(seed: str) -> Refusal | None:
    """[CPD-16d] A seed is 6 to 64 letters, digits or hyphens, so that it can be written down and typed again."""
    if SEED.fullmatch(seed):
        return None
    return Refusal(CLAUSE, "Enter a seed of 6 to 64 letters, digits or hyphens, or leave it empty.")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record meets the requirement or not, as the member reads it."""

    sentence: str
    met: bool


# What a reader looks for is reflection and a change for the better in practice [REC-28].
REASONS = {
    "changed": Reason("It says what was learned and what changed in your practice.", met=True),
    "will_change": Reason("It says what was learned and what is going to change in your practice.", met=True),
    "confirmed": Reason("It reflects on your practice and says why nothing had to change.", met=True),
    "no_reflection": Reason("It says what was done, and not what was learned from it.", met=False),
    "no_change": Reason("It does not say what changed for the better in your practice, or why not.", met=False),
    "not_relevant": Reason("It does not say how the activity bears on your work.", met=False),
    "not_shown": Reason("The papers do not show that the activity was completed.", met=False),
    "twice": Reason("The same activity is recorded more than once.", met=False),
    "other": Reason("Another reason, which the assessor explains.", met=False),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """What an assessor says of one record."""

    met: bool
    reason: str
    words: str = ""


def bad_mark(mark: Marked) -> Refusal | None:
    """[REC-28] A record is met or not for a reason of the list; what is not met is explained in words."""
    reason = REASONS.get(mark.reason)
    if reason is None or reason.met is not mark.met:
        return Refusal("REC-28", "Choose a reason that goes with met or not met.")
    if not mark.met and not mark.words:
        return Refusal("REC-28", "Explain what is not met: the member reads it.")
    return None


def bad_reading(reading: Reading, *, marks: Sequence[Marked], words: str) -> Refusal | None:
    """[CPD-16d] Advice and a refusal are explained; a year with a record that is not met is not accepted as it is."""
    if reading != Reading.ACCEPTED and not words:
        return Refusal(CLAUSE, "Explain it in your own words: the member reads them.")
    if reading == Reading.ACCEPTED and not all(mark.met for mark in marks):
        return Refusal(CLAUSE, "A record is marked as not met. Accept the year with advice, or do not accept it.")
    if reading == Reading.NOT_ACCEPTED and marks and all(mark.met for mark in marks):
        return Refusal(CLAUSE, "Every record is marked as met. Say which is not, or accept the year.")
    return None


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """Where a sampled year stands: whose it is and who read it (ids of people), and until when papers are awaited."""

    owner: int | None
    first_by: int | None = None
    decided: bool = False
    papers_until: date | None = None


def may_read(so_far: ReadSoFar, *, by: int, today: date) -> Refusal | None:
    """[CPD-16d] Nobody reads their own record, nor for a second time; and papers asked for are waited for."""
    if so_far.decided:
        return Refusal(CLAUSE, "This has been decided already.")
    if so_far.owner == by:
        return Refusal(CLAUSE, "This is your own record. Somebody else assesses it.")
    if so_far.first_by == by:
        return Refusal(CLAUSE, "You did not accept it, so that another person has the last word.")
    if so_far.papers_until is not None and today <= so_far.papers_until:
        until = london.in_words(so_far.papers_until)
        return Refusal(CLAUSE, f"Documents are asked for until the end of {until}. Wait for them, or take that back.")
    return None


def is_final(reading: Reading, *, second: bool) -> bool:
    """[CPD-16d] A first assessor who does not accept leaves the last word to a second one."""
    return second or reading != Reading.NOT_ACCEPTED


def held(year: str) -> Refusal:
    """[CPD-16d] Why a sampled record does not change."""
    return Refusal(CLAUSE, f"This record of {year} is being sampled, so it stays as it is until that is decided.")


def refused(year: str) -> Refusal:
    """[CPD-16d] Why a record that did not stand does not change."""
    return Refusal(CLAUSE, f"This record does not count for {year} after sampling, and stays as it is.")
