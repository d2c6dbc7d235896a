"""What the final application is made of: what is there by itself, what is still wanting, and what could be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from admission.enums import Finding
from applications.enums import Stage
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What there is on the day of application. `experience` is the stage of that step; `has_hours_letter`: the letter
    that confirms the hours, ours or an older one on paper; `is_letter_waiting`: one was sent in and is not checked
    yet; `reference`: why the chosen one does not do, or None where
    it does; `has_reference`: one was chosen or asked for and received; `conduct_on`: the day on which prior conduct was
    declared; `form_wanting`: sentences of questions of the form that are not answered."""

    experience: Stage
    has_hours_letter: bool
    knowledge_is_in: bool
    portfolio_is_ready: bool
    has_reference: bool
    reference: Refusal | None
    supervisor_is_authorised: bool
    conduct_on: date | None
    form_wanting: Sequence[str] = ()
    is_letter_waiting: bool = False


def may_open(found: Gathered) -> Refusal | None:
    """[HB-58] The final application opens once the hours are confirmed and the portfolio is ready."""
    if found.experience != Stage.MET:
        return Refusal("HB-58", "Your qualifying experience has to be confirmed first.")
    if not found.portfolio_is_ready:
        return Refusal("HB-58", "Your portfolio has to be complete first.")
    return None


def wanting(found: Gathered, *, applied_on: date) -> Iterator[Refusal]:
    """[HB-59] to [HB-59c] [HB-62] [HB-63] What stands against submitting on this day."""
    if shut := may_open(found):
        yield shut
    if not found.knowledge_is_in:
        yield Refusal("HB-59b", "Your proof of technical knowledge is not in yet.")
    if found.is_letter_waiting:
        yield Refusal("HB-59c", "The letter that confirms your hours is being checked. Look again in a few minutes.")
    elif not found.has_hours_letter:
        yield Refusal("HB-59c", "Add the letter that confirms your hours.")
    yield from _reference(found)
    yield from (Refusal("HB-59", sentence) for sentence in found.form_wanting)
    yield from _conduct(found.conduct_on, applied_on=applied_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One line of the page before paying."""

    what: str
    finding: Finding
    refusals: tuple[Refusal, ...] = ()


def checked(what: str, *, refusals: Sequence[Refusal], questions: Sequence[Refusal] = ()) -> Checked:
    """How a part stands: refused, open to questions, or fine."""
    if refusals:
        return Checked(what=what, finding=Finding.FAILS, refusals=tuple(refusals))
    if questions:
        return Checked(what=what, finding=Finding.QUESTION, refusals=tuple(questions))
    return Checked(what=what, finding=Finding.FINE)


def _reference(found: Gathered) -> Iterator[Refusal]:
    if not found.has_reference:
        yield Refusal("HB-59a", "Choose the reference given for your experience, or ask for a new one.")
    elif found.reference:
        yield found.reference
    elif not found.supervisor_is_authorised:
        yield Refusal("HB-63", "The supervisor who gave this reference is not an authorised person.")


def _conduct(declared_on: date | None, *, applied_on: date) -> Iterator[Refusal]:
    if declared_on is None:
        yield Refusal("HB-59", "Declare your prior conduct.")
    elif declared_on > applied_on:
        yield Refusal("HB-59", f"Your conduct was declared on {london.in_words(declared_on)}, after this day.")
