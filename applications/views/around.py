"""The pages of one step beside each other, so that an applicant gets from any of them to the others."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from applications.enums import Stage, StepKind
from applications.models import Case
from applications.queries.submitted import can_be_submitted, page_of

KNOWLEDGE, HOURS, REFERENCES, SUBMIT = "knowledge", "ledger", "references", "submit"
SUBMITTING = {Stage.DRAFT: "Submit", Stage.NOT_YET: "Submit again", Stage.FEE: "Fee"}
SENT = "What you submitted"
# The page of a step that an app above works on.
ABOVE = "What it is made of"
# A step that ended before it was sent has nothing to submit.
NEVER_SENT = frozenset({Stage.WITHDRAWN, Stage.LAPSED})


@dataclass(frozen=True, slots=True)
class Beside:
    """A page of the step; `here` is the one that is open."""

    text: str
    url: str
    here: bool


def pages_of(case: Case, *, here: str) -> list[Beside]:
    """[HB-8] The pages of a step, as its kind and stage allow. `here` is KNOWLEDGE, HOURS, REFERENCES or SUBMIT. The
    case comes with its application."""
    application = case.application.uuid
    of_step = [application, case.step]
    above, pages = page_of(case), []
    if case.kind == StepKind.KNOWLEDGE:
        pages.append((KNOWLEDGE, "Your qualification", [application]))
    if case.kind == StepKind.EXPERIENCE:
        pages.append((HOURS, "Your hours", [application]))
    if case.kind in (StepKind.EXPERIENCE, StepKind.ADMISSION):
        pages.append((REFERENCES, "References", of_step))
    if can_be_submitted(case) and case.stage not in NEVER_SENT:
        pages.append((SUBMIT, SUBMITTING.get(Stage(case.stage), SENT), of_step))
    first = [Beside(text=ABOVE, url=above, here=False)] if above else []
    return first + [
        Beside(text=text, url=reverse(f"applications:{name}", args=args), here=name == here)
        for name, text, args in pages
    ]  # fmt: skip
