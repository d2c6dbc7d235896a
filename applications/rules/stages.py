"""Where a case stands and whose move it is: one function from facts, asked after every change."""

from __future__ import annotations

from dataclasses import dataclass

from applications.enums import Outcome, Stage, Whose

DECIDED = {Outcome.MET: Stage.MET, Outcome.NOT_MET: Stage.NOT_MET, Outcome.NOT_YET: Stage.NOT_YET}
# Nobody has the move any more; and the applicant has it, to begin or to go on.
OVER = frozenset({Stage.MET, Stage.NOT_MET, Stage.WITHDRAWN, Stage.LAPSED})
WITH_APPLICANT = frozenset({Stage.DRAFT, Stage.NOT_YET})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of a case.

    `decided` is the outcome that stands: not reversed, and nothing was submitted since. `referred`: a referral to the
    committee or the panel is open. `asking`: the applicant was asked for information and has not answered.
    `reference_open`: a supervisor is asked and has not answered. `is_ready`: but for that the draft could be submitted.
    `signs`: who has to sign before it is assessed, or to decide how to go on without.
    """

    submitted: bool = False
    withdrawn: bool = False
    lapsed: bool = False
    needs_fee: bool = False
    paid: bool = False
    by_transfer: bool = False
    asking: bool = False
    referred: bool = False
    decided: Outcome | None = None
    reference_open: bool = False
    is_ready: bool = False
    signs: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The stage of a case and whose move it is."""

    stage: Stage
    whose: Whose


def where(facts: CaseFacts) -> Where:
    """[HB-11a] [HB-26] [HB-S4.1a] Stage and whose move it is. Nothing is assessed before the fee is paid and all have
    signed."""
    stage = _stage(facts)
    return Where(stage=stage, whose=_whose(stage, facts))


def _stage(facts: CaseFacts) -> Stage:
    if facts.withdrawn:
        return Stage.WITHDRAWN
    if facts.lapsed:
        return Stage.LAPSED
    if not facts.submitted:
        return Stage.DRAFT
    if facts.needs_fee and not facts.paid:
        return Stage.FEE
    if facts.referred:
        return Stage.COMMITTEE
    if facts.decided in DECIDED:
        return DECIDED[facts.decided]
    return Stage.INFORMATION if facts.asking else Stage.ASSESSMENT


def _whose(stage: Stage, facts: CaseFacts) -> Whose:
    if stage in OVER:
        return Whose.NOBODY
    if stage == Stage.COMMITTEE:
        return Whose.COMMITTEE
    if stage == Stage.FEE:
        return Whose.FINANCE if facts.by_transfer else Whose.APPLICANT
    if stage == Stage.ASSESSMENT:
        return facts.signs or (Whose.SUPERVISOR if facts.reference_open else Whose.OFFICER)
    return Whose.SUPERVISOR if stage == Stage.DRAFT and facts.reference_open and facts.is_ready else Whose.APPLICANT
