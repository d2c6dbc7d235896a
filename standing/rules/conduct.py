"""Prior conduct: who is asked what, what may be signed, and which declarations an officer looks at. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from cilexportal.foundation.rulebook.refusal import Refusal
from standing.enums import Verdict

ACCEPTED, WAITING = "Accepted", "Waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A declaration that stands: for which calendar year, on which version, whether spent convictions were asked about,
    and the verdict ("" while it waits)."""

    year: int
    version: int
    spent: bool
    verdict: str

    @property
    def is_settled(self) -> bool:
        return self.verdict == Verdict.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as one person is asked it."""

    number: int
    words: str


def asked(number: int, *, words: str, words_spent: str, spent: bool) -> Asked | None:
    """[CPD-15b] A question in the words for somebody who declares spent convictions (`spent`), or for everybody else;
    None where the question is not for them. Nobody else is shown the words about spent ones."""
    mine = (words_spent or words) if spent else words
    return Asked(number=number, words=mine) if mine else None


def may_declare(*, year: int, today: date, open_years: Collection[int]) -> Refusal | None:
    """[CPD-15b] A declaration is made for the calendar year that runs, or for one that can be renewed for already."""
    if year == today.year or (year > today.year and year in open_years):
        return None
    return Refusal("CPD-15b", f"No declaration is made for {year} on this day.")


def may_say_nothing_new(*, year: int, version: int, spent: bool, made: Collection[Made]) -> Refusal | None:
    """[CPD-15b] Statement A needs an earlier year's declaration on the same questions, spent convictions included where
    they are asked for; what comes up within a year is answered, not signed away."""
    if any(one.year == year for one in made):
        return Refusal("CPD-15b", f"You have declared for {year} already. To change it, answer the questions.")
    earlier = max((one for one in made if one.year < year), key=lambda one: one.year, default=None)
    if earlier is None:
        return Refusal("CPD-15b", "This is your first declaration here. Answer the questions.")
    if spent and not earlier.spent:
        return Refusal("CPD-15b", "You are asked a question now that you were not asked before. Answer the questions.")
    if earlier.version != version:
        return Refusal("CPD-15b", "The questions have changed since your last declaration. Answer them.")
    return None


def verdict_as_made(*, discloses: bool, made: Collection[Made]) -> str:
    """[CPD-15b] Accepted where nothing is disclosed, unless an officer still has another of the person's: then it waits
    ("") with that one, so that a new form does not brush an open matter aside."""
    return "" if discloses or not all(one.is_settled for one in made) else Verdict.ACCEPTED


def answered(questions: Collection[Asked], answers: Mapping[int, str | None]) -> list[Refusal]:
    """[CPD-15b] Every question that is asked has an answer, and each yes its particulars. `answers`: particulars by
    number, None for no."""
    numbers = {one.number for one in questions}
    if set(answers) != numbers:
        return [Refusal("CPD-15b", "Answer each question, and only those that you are asked.")]
    short = sorted(number for number, told in answers.items() if told is not None and not told.strip())
    return [Refusal("CPD-15b", f"Say what happened, for question {number}.") for number in short]


def may_sign(*, typed: str, name: str) -> Refusal | None:
    """[CPD-15b] A declaration is signed by typing one's name; capitals, accents and spaces do not matter."""
    if _plain(typed) == _plain(name):
        return None
    return Refusal("CPD-15b", f"Sign with your name as the portal has it: {name}.")


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", " ".join(name.split())).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def may_decide(
    *, verdict: str, to: str, is_superseded: bool, is_own: bool, discloses: bool, has_read: bool
) -> list[Refusal]:
    """[CPD-15b] [LAW-ART10] An officer decides on what stands and is not accepted, having read what was disclosed, and
    never on their own declaration."""
    refusals = []
    if is_own:
        refusals.append(Refusal("LAW-ART10", "This is your own declaration: another officer decides."))
    if is_superseded:
        refusals.append(Refusal("CPD-15b", "A newer declaration has taken its place. Decide on that one."))
    if verdict == Verdict.ACCEPTED:
        refusals.append(Refusal("CPD-15b", "This declaration has been accepted already."))
    elif verdict and verdict == to:
        refusals.append(Refusal("CPD-15b", "This has been decided so already."))
    if discloses and not has_read:
        refusals.append(Refusal("LAW-ART10", "Read what was disclosed before you decide."))
    return refusals


def seen_by_membership(verdict: str) -> str:
    """[LAW-ART10] What the membership body learns of a declaration: that it is accepted, or that it waits."""
    return ACCEPTED if verdict == Verdict.ACCEPTED else WAITING
