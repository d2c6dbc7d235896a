"""What every rule of the portal answers with when it says no.

A refusal is two things a person can act on: the clause that caused it (shown as a link to ``/rules/``) and one
plain sentence. Rules return refusals; services raise ``Refused`` so that nothing is written; views print them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something may not happen: a clause id such as ``CPD-9`` and the sentence the user reads."""

    clause: str
    sentence: str

    def __post_init__(self) -> None:
        if not self.clause or not self.sentence:
            raise ValueError("a refusal needs a clause and a sentence")

    def __str__(self) -> str:
        return f"{self.sentence} ({self.clause})"


class Refused(Exception):
    """Raised by a service whose rules said no; ``refusals`` holds every reason, never none."""

    def __init__(self, *refusals: Refusal) -> None:
        if not refusals:
            raise ValueError("Refused needs at least one refusal")
        super().__init__("; ".join(map(str, refusals)))
        self.refusals: tuple[Refusal, ...] = refusals

    @classmethod
    def because(cls, clause: str, sentence: str) -> Self:
        """The exception for one reason, for ``raise Refused.because("CPD-10", "The year is closed.")``."""
        return cls(Refusal(clause, sentence))


def refuse_if_any(refusals: Iterable[Refusal]) -> None:
    """Raise ``Refused`` with all of ``refusals``, or return quietly when there are none."""
    reasons = tuple(refusals)
    if reasons:
        raise Refused(*reasons)
