"""What officers may do with a case besides deciding it: who is given it, and when it is put on hold."""

from __future__ import annotations

from applications.enums import HoldReason, Stage
from applications.rules.stages import OVER
from cilexportal.foundation.rulebook.refusal import Refusal

CLAUSE = "HB-26"
HOLDABLE = frozenset({Stage.ASSESSMENT, Stage.INFORMATION, Stage.NOT_YET, Stage.COMMITTEE})


def may_assign(stage: Stage) -> Refusal | None:
    """[HB-26] A case is given to an officer once it is submitted and until it is over."""
    if stage == Stage.DRAFT:
        return Refusal(CLAUSE, "It has not been submitted yet.")
    if stage in OVER:
        return Refusal(CLAUSE, f"It is over: {stage.label.lower()}.")
    return None


def may_hold(stage: Stage, *, on_hold: bool, reason: HoldReason, note: str) -> list[Refusal]:
    """[HB-26] A case that is being assessed can be put on hold once, with its reason. Its clock goes on."""
    faults = []
    if on_hold:
        faults.append(Refusal(CLAUSE, "The case is on hold already."))
    elif stage not in HOLDABLE:
        faults.append(Refusal(CLAUSE, f"The case cannot be put on hold now: {stage.label.lower()}."))
    if reason == HoldReason.OTHER and not note.strip():
        faults.append(Refusal(CLAUSE, "Say why it is put on hold."))
    return faults
