"""Decisions: which of them the facts allow, for whom, and what an applicant is asked because of failed sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from applications.enums import Body, Cause, Outcome, Stage, Whose
from applications.rules.pathway import PathwayData, Step
from applications.rules.supervisors import is_own
from cilexportal.foundation.rulebook.refusal import Refusal

# What a submission keeps answers to questions under.
ANSWERS = "answers"
# The decisions that officers take back, and where each leaves a case while it stands.
STANDS_AS = {Outcome.MET: Stage.MET, Outcome.NOT_YET: Stage.NOT_YET, Outcome.REFER: Stage.COMMITTEE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A coded reason with the officer's note, which becomes the letter's paragraph and the question."""

    code: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the step: passed, failed for reasons, or not looked at yet."""

    code: str
    passed: bool | None
    reasons: tuple[Failed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Signatures that a final application waits for: on whom, and why it is not assessed meanwhile. `is_answered`: all
    have answered, and what was declined or left out is for an officer."""

    whose: Whose
    why: Refusal
    is_answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case as it is about to be decided. `hours` are the accepted ones and `hours_judged` whether every role and
    course has been; both are of the experience step. `on_hold`: an officer put it on hold. `waiting`: the signatures
    that are wanting."""

    stage: Stage
    step: Step
    sections: tuple[Section, ...]
    on_hold: bool = False
    hours: Fraction | None = None
    hours_judged: bool = True
    reference_accepted: bool = True
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to ask an applicant for."""

    section: str
    question: str
    file: bool


def may_judge(*, address: str, applicant: Sequence[str], referees: Sequence[str]) -> Refusal | None:
    """[HB-26] Nobody assesses or decides a case of their own, or one they are referee or supervisor of."""
    if is_own(address, own=applicant):
        return Refusal("HB-26", "This is your own application. A colleague has to take it.")
    if is_own(address, own=referees):
        return Refusal("HB-26", "You are referee or supervisor in this application. A colleague has to take it.")
    return None


def available(matter: Matter, data: PathwayData, *, body: Body) -> tuple[Outcome, ...]:
    """[HB-26] [HB-28] The decisions that the facts allow: these are the buttons, asked again when one is pressed."""
    offered = matter.step.officer if body == Body.OFFICER else matter.step.committee
    return tuple(Outcome(one) for one in offered if not why_not(Outcome(one), matter, data, body=body))


def why_not(outcome: Outcome, matter: Matter, data: PathwayData, *, body: Body) -> list[Refusal]:
    """[HB-26] [HB-28] Why a decision cannot be made; nothing where it can. No officer refuses for good alone: what
    cannot be mended goes to the committee."""
    sits = body != Body.OFFICER
    if outcome not in (matter.step.committee if sits else matter.step.officer):
        if outcome == Outcome.NOT_MET:
            return [Refusal("HB-28", "An officer does not refuse alone. Refer the case to the committee.")]
        return [Refusal("HB-26", "This decision is not made of this step.")]
    wanted = Stage.COMMITTEE if sits else Stage.ASSESSMENT
    if matter.stage != wanted:
        return [Refusal("HB-26", f"The case is not waiting for this: {matter.stage.label.lower()}.")]
    if sits:
        return []
    if matter.waiting and not _goes_on(outcome, matter.waiting):
        return [matter.waiting.why]
    if outcome == Outcome.REFER:
        return []
    if matter.on_hold:
        return [Refusal("HB-26", "The case is on hold. Release it first.")]
    return list(_CHECKS[outcome](matter, data))


def _goes_on(outcome: Outcome, waiting: Waiting) -> bool:
    """[HB-S4.1a] Whether a decision is made although a signature is wanting: where an officer has the move they refer
    the case, and ask for other work once everybody has answered."""
    if outcome == Outcome.REFER:
        return waiting.whose == Whose.OFFICER
    return outcome == Outcome.ASK and waiting.is_answered


def items_of(sections: Sequence[Section], data: PathwayData) -> tuple[Item, ...]:
    """[HB-26] What is asked for: one item for each mendable reason of a failed section, in the officer's words."""
    return tuple(
        Item(section=section.code, question=failed.note.strip() or reason.words, file=reason.file)
        for section in sections
        if section.passed is False
        for failed in section.reasons
        if (reason := data.reason(failed.code)).mendable and not reason.short
    )


def paragraphs(sections: Sequence[Section], data: PathwayData) -> tuple[str, ...]:
    """[HB-26a] [HB-27] The letter's paragraphs: each reason's own, with the officer's note after it."""
    return tuple(
        " ".join(part for part in (data.reason(failed.code).paragraph, failed.note.strip()) if part)
        for section in sections
        for failed in section.reasons
    )


def section_faults(section: Section, data: PathwayData) -> list[Refusal]:
    """[HB-26] A failed section says why, a passed one does not; a mendable reason says what is wanted."""
    if section.passed and section.reasons:
        return [Refusal("HB-26", "A section that is passed has no reasons.")]
    if section.passed is False and not section.reasons:
        return [Refusal("HB-26", "Choose at least one reason.")]
    known = {reason.code: reason for reason in data.reasons if reason.section == section.code}
    faults = []
    for failed in section.reasons:
        if failed.code not in known:
            faults.append(Refusal("HB-26", "This reason belongs to another section."))
        elif known[failed.code].mendable and not known[failed.code].short and not failed.note.strip():
            faults.append(Refusal("HB-26", f"Say what is wanted: {known[failed.code].words}"))
    return faults


def still_stands(*, passed: bool, same: bool, before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """[HB-26] Whether a section's verdict stands on what was submitted since (`now`): one on the last submission does
    (`same`); a failed one is looked at again, and a passed one too unless only questions were answered."""
    if same:
        return True
    return passed and {**before, ANSWERS: None} == {**now, ANSWERS: None}


def may_waive(outcome: Outcome, *, fee_is_back: bool, why: str) -> list[Refusal]:
    """[HB-11a] [HB-11b] A step whose fee went back is met only where the officer says why none is due."""
    if outcome != Outcome.MET or not fee_is_back or why.strip():
        return []
    return [Refusal("HB-11a", "The fee of this step went back. Say under “Your reason” why none is due.")]


def cause_of(sections: Sequence[Section], data: PathwayData) -> Cause:
    """[HB-28] Why an officer refers a case: they would refuse it where a reason cannot be mended, or cannot tell."""
    failed = [one for section in sections for one in section.reasons]
    return Cause.UNSURE if all(data.reason(one.code).mendable for one in failed) else Cause.REFUSAL


def bad_expected(day: date | None, *, projected: date | None, why: str, today: date) -> list[Refusal]:
    """[HB-27a] The day by which the hours are likely lies ahead; another one than the ledger's says why."""
    if day is None or day == projected:
        return []
    faults = []
    if day <= today:
        faults.append(Refusal("HB-27a", "The day by which the hours are likely lies ahead."))
    if not why.strip():
        faults.append(Refusal("HB-27a", "Say why you expect another day than the ledger."))
    return faults


def may_reverse(
    *, stage: Stage, outcome: Outcome | None, body: Body | None, is_reversed: bool, is_over: bool, is_ones_own: bool,
    why: str,
) -> list[Refusal]:  # fmt: skip
    """[HB-26] Whether the last decision on a case can be taken back, and for a reason: an officer's that stands, by
    another officer, while the application goes on; a referral by anyone of them, as nothing is decided by it. The
    committee's is looked at again when its applicant asks."""
    if outcome is None or is_reversed or STANDS_AS.get(outcome) != stage:
        return [Refusal("HB-26", "No decision stands that could be taken back.")]
    if body != Body.OFFICER:
        return [Refusal("HB-28", "The committee decided this. Its applicant can ask us to review it.")]
    if is_over:
        return [Refusal("HB-26", "The application has ended. What was decided stays decided.")]
    if is_ones_own and outcome != Outcome.REFER:
        return [Refusal("HB-26", "You made this decision. Another officer takes it back.")]
    return [] if why.strip() else [Refusal("HB-26", "Say why it is taken back. The applicant reads it.")]


def _met(matter: Matter, data: PathwayData) -> Iterator[Refusal]:
    """[HB-18] [HB-24] Everything is passed, the hours are enough, and the supervisor is an authorised person."""
    yield from _all_seen(matter)
    if any(section.passed is False for section in matter.sections):
        yield Refusal("HB-26", "A section has failed.")
    if matter.hours is not None and matter.hours < data.hours.required:
        yield Refusal("HB-18", f"Fewer than {data.hours.required:,} hours are accepted.")
    if not matter.reference_accepted:
        yield Refusal("HB-24", "No reference of an authorised person is in, and no exception was made.")


def _not_yet(matter: Matter, data: PathwayData) -> Iterator[Refusal]:
    """[HB-27] Something that can be mended is missing, or hours are: what cannot be mended is referred."""
    yield from _all_seen(matter)
    failed = [one for section in matter.sections for one in section.reasons]
    short = matter.hours is not None and matter.hours < data.hours.required
    if not failed and not short:
        yield Refusal("HB-27", "Nothing is missing: no section has failed.")
    if any(not data.reason(one.code).mendable for one in failed):
        yield Refusal("HB-28", "A reason cannot be mended. Refer the case to the committee.")


def _ask(matter: Matter, data: PathwayData) -> Iterator[Refusal]:
    """[HB-26] There is something to ask for."""
    if not items_of(matter.sections, data):
        yield Refusal("HB-26", "Fail a section for a reason that can be mended, and say what is wanted.")


def _all_seen(matter: Matter) -> Iterator[Refusal]:
    seen = {section.code for section in matter.sections if section.passed is not None}
    if missing := [code for code in matter.step.sections if code not in seen]:
        yield Refusal("HB-26", f"{len(missing)} of {len(matter.step.sections)} sections have not been assessed.")
    if not matter.hours_judged:
        yield Refusal("HB-17", "Accept the hours of every role and course, in full, in part or not at all.")


_CHECKS = {Outcome.MET: _met, Outcome.NOT_YET: _not_yet, Outcome.ASK: _ask}
