"""What can be done with a case now: the links of its page, each to the page that does it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse

from applications.enums import End, Stage, StepKind
from applications.queries import more_acts
from applications.queries.case import CaseFile
from applications.queries.case_notes import is_officer
from applications.rules.desk import HOLDABLE, may_assign

REVERSE, LET_IN = ("Reverse the decision", "reverse"), ("Let in a late request to look again", "let_in")
# Stage -> what its facts alone offer: label and route.
OF_STAGE = {
    Stage.ASSESSMENT: (("Decide", "decide"), ("Ask a supervisor", "reference_ask")),
    Stage.INFORMATION: (("Give the applicant more time", "request_time"), ("Cancel the request", "request_end")),
    Stage.COMMITTEE: (("Take it back from the committee", "reverse"),),
    Stage.MET: (REVERSE,), Stage.NOT_YET: (REVERSE, LET_IN), Stage.NOT_MET: (LET_IN,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """Something an officer can do, and where."""

    label: str
    url: str


def acts_on(file: CaseFile, *, roles: Collection[str]) -> list[Act]:
    """[HB-26] What the facts of a case let an officer do with it; nothing for anybody else."""
    application, uuid = file.facts.case.application, file.facts.case.uuid
    if is_officer(roles) and application.end == End.GRANTED and file.facts.case.kind == StepKind.ADMISSION:
        return [Act(REVERSE[0], reverse(f"applications_desk:{REVERSE[1]}", args=[uuid]))]
    if not is_officer(roles) or application.ended_at:
        return []
    return [
        *(Act(label, path) for label, path in more_acts.offered(file.facts.case)),
        *(
            Act(label, reverse(f"applications_desk:{name}", args=[] if query else [uuid]) + query)
            for label, name, query in _offered(file)
        ),
    ]


def _offered(file: CaseFile) -> Iterator[tuple[str, str, str]]:
    """Label, route and query, the most wanted first."""
    stage = Stage(file.facts.case.stage)
    yield from ((label, route, "") for label, route in OF_STAGE.get(stage, ()))
    if file.facts.hold:
        yield "Take it off hold", "release", ""
    elif stage in HOLDABLE:
        yield "Put it on hold", "hold", ""
    if may_assign(stage) is None:
        yield "Give it to an officer", "assign", f"?case={file.facts.case.uuid}"
    yield "Write a note", "note", ""
    yield "File what came by post", "posted", ""
