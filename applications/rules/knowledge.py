"""The knowledge step: which route a qualification takes, and what its certified copy says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from applications.enums import Route, Stage
from applications.rules.pathway import Accredited
from applications.rules.stages import WITH_APPLICANT
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal

MOST_PAPERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The qualification as it was named: `code` of the accredited list, empty for any other."""

    code: str
    title: str
    awarded_by: str
    awarded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The certified copy: whether a file is there, and who certified it, as what and when."""

    has_file: bool
    certified_by: str
    certified_as: str
    certified_on: date | None


def may_change(stage: Stage, *, is_over: bool) -> list[Refusal]:
    """[HB-15] Proof of knowledge is changed while it is prepared, and again where it was not enough yet."""
    if is_over:
        return [Refusal("HB-15", "This application has ended, so its proof of knowledge stays as it is.")]
    if stage == Stage.INFORMATION:
        return [Refusal("HB-15", "You were asked for more. Answer that request: this page stays as you submitted it.")]
    if stage not in WITH_APPLICANT:
        return [Refusal("HB-15", "You have submitted this, so it stays as it is.")]
    return []


def may_add(*, papers: int) -> list[Refusal]:
    """[HB-15] A step takes so many files and no more."""
    sentence = f"There are {papers} files already, the most that a step takes. Remove one first."
    return [Refusal("HB-15", sentence)] if papers >= MOST_PAPERS else []


def route_of(named: Named, accredited: Collection[Accredited]) -> Route:
    """[HB-14] [HB-16] One of the accredited ones, awarded while it was accredited: by certificate. Any other one: by
    recognition of prior qualifications. How long ago it was awarded makes no difference: the source sets no age."""
    return Route.ACCREDITED if any(_is(one, named) for one in accredited) else Route.RECOGNITION


def faults_of(named: Named, *, today: date) -> list[Refusal]:
    """[HB-14] [HB-16] What is wrong with a qualification as it was named."""
    refusals = []
    if not named.title.strip():
        refusals.append(Refusal("HB-16", "Enter what the qualification is called."))
    if not named.awarded_by.strip():
        refusals.append(Refusal("HB-16", "Enter who awarded it."))
    if named.awarded_on > today:
        refusals.append(Refusal("HB-14", "The day of the award lies in the future."))
    return refusals


def copy_is_whole(named: Named, copy: Copy, *, route: Route, today: date) -> list[Refusal]:
    """[HB-15] The copy says who certified it, in which capacity and when: not before the award and not in the future.

    For recognition an officer says which papers are wanted, so that nothing is asked for here.
    """
    if route == Route.RECOGNITION:
        return []
    refusals = []
    if not copy.has_file:
        refusals.append(Refusal("HB-15", "Add a certified copy of your certificate."))
    if not (copy.certified_by.strip() and copy.certified_as.strip()):
        refusals.append(Refusal("HB-15", "Enter the name and the capacity of who certified the copy."))
    if copy.certified_on is None:
        refusals.append(Refusal("HB-15", "Enter the day on which the copy was certified."))
    elif copy.certified_on > today:
        refusals.append(Refusal("HB-15", "Check when the copy was certified: the day lies in the future."))
    elif copy.certified_on < named.awarded_on:
        sentence = f"Check both days: the copy is certified before the award, {london.in_words(named.awarded_on)}."
        refusals.append(Refusal("HB-15", sentence))
    return refusals


def unchecked(names: Collection[str]) -> list[Refusal]:
    """[HB-15] A file that is still being checked might be refused, so that the step waits for it."""
    return [Refusal("HB-15", f"Wait while {name} is still being checked.") for name in names]


def _is(one: Accredited, named: Named) -> bool:
    begins = one.from_date is None or one.from_date <= named.awarded_on
    return one.code == named.code and begins and (one.until_date is None or named.awarded_on < one.until_date)
