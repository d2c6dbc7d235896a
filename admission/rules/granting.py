"""Titles: when one is granted, what its certificate is called, and from when a grade follows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from admission.enums import Ready
from cilexportal.foundation.rulebook.refusal import Refusal

# Without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B: as on practising certificates.
SIGNS = "34679ACDEFGHJKMNPQRTUVWXY"
LENGTH = 8
SHAPE = re.compile(rf"AC-\d{{4}}-[{SIGNS}]{{{LENGTH}}}")
WAITS = {
    Ready.FEE: Refusal("HB-60", "The fee has not cleared. The title is granted once it has."),
    Ready.SIGNATURES: Refusal("HB-S4.1a", "Not everybody has signed. The title is granted once all have."),
    Ready.OFFICER: Refusal(
        "HB-S4.1a", "A declaration was declined, or leaves an example out. Decide about that before you approve."
    ),
}
A_DAY = timedelta(days=1)


def why_not(
    *, ready: Ready, holder: str, holds_title: bool, changed: Collection[str] = (), altered: Collection[str] = (),
    reweighed: Collection[str] = (),
) -> Iterator[Refusal]:  # fmt: skip
    """[HB-2] [HB-31] [HB-47] [HB-59b] [HB-S4.2] What stands against granting the title of a case that is met.
    `changed`: the names of files that are not what they were when they were checked; `altered`: what was submitted
    beside the examples and is another by now; `reweighed`: marks that nobody made so."""
    if refusal := WAITS.get(ready):
        yield refusal
    for name in changed:
        yield Refusal("HB-47", f"The file {name} is not what was checked any more.")
    for what in altered:
        yield Refusal("HB-59b", f"Since it was submitted somebody changed {what}. Tell those who run the portal.")
    for mark in reweighed:
        yield Refusal("HB-31", f"The mark {mark} is not as it was made. Tell those who run the portal.")
    if not holder.strip():
        yield Refusal("HB-2", "The applicant has no name to put on the certificate.")
    if holds_title:
        yield Refusal("HB-2", "The applicant holds this title already.")


def number_of(year: int, choose: Callable[[str], str]) -> str:
    """[HB-2] A number for a certificate of a year: AC-2027- and eight signs that `choose` draws out of SIGNS."""
    return f"AC-{year}-{''.join(choose(SIGNS) for _ in range(LENGTH))}"


def as_number(typed: str) -> str:
    """The number that somebody typed, in whatever case, with spaces or without dashes; "" for what is none."""
    signs = re.sub(r"[^0-9A-Za-z]", "", typed).upper()
    number = f"{signs[:2]}-{signs[2:6]}-{signs[6:]}"
    return number if typed.isascii() and SHAPE.fullmatch(number) else ""


def grade_from(*, today: date, held_from: date) -> date:
    """[CPD-16c] The first day of the grade that follows a title: this one, or the next where the grade before it began
    on this one."""
    return max(today, held_from + A_DAY)


def grade_rises(*, to: int, held: int) -> bool:
    """[HB-2] Whether a grade that a title brings ranks above the one that is held: a title takes no grade away."""
    return to > held
