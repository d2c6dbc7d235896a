"""What an applicant reads of decisions on their steps: what was decided, what to mend, by when, and every letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from applications.enums import Body, Outcome, Stage
from applications.models import Application, Case, Decision, Letter
from applications.queries.deciding import sections_kept
from applications.queries.pathways import data_by_id
from applications.queries.reconsidering import Again
from applications.rules import deciding
from applications.rules.pathway import PathwayData
from cilexportal.foundation.asking.models import Request

COLOURS = {
    Outcome.MET: "green", Outcome.NOT_YET: "amber", Outcome.ASK: "amber", Outcome.REFER: "blue",
    Outcome.NOT_MET: "red", Outcome.RETURN: "blue",
}  # fmt: skip
STANDS = {
    Outcome.MET: (Stage.MET,), Outcome.NOT_YET: (Stage.NOT_YET, Stage.COMMITTEE), Outcome.ASK: (Stage.INFORMATION,),
    Outcome.REFER: (Stage.COMMITTEE,), Outcome.NOT_MET: (Stage.NOT_MET, Stage.COMMITTEE),
    Outcome.RETURN: (Stage.ASSESSMENT,),
}  # fmt: skip
CLAUSES = {Outcome.ASK: "HB-26", Outcome.NOT_YET: "HB-27", Outcome.REFER: "HB-28", Outcome.RETURN: "HB-28"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The decision that stands on a step, as its applicant reads it. Hours are only of the experience step."""

    title: str
    decision: Decision
    colour: str
    clause: str
    body: str
    mend: tuple[str, ...]
    hours: Decimal | None
    is_short: bool
    request: Request | None
    letter: Letter | None
    again: Again | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decisions that stand and the letters of an application."""

    steps: list[Told]
    letters: list[Letter]


def of_application(application: Application, cases: Mapping[Case, Again | None]) -> Decided:
    """[HB-26a] [HB-27] [HB-28a] What was decided last of each step and not taken back; two statements however many.
    Each case comes with what can be asked about its decision."""
    data = data_by_id(application.version_id)
    titles = {one.code: one.title for one in data.steps}
    by_case = {case.pk: case for case in cases}
    letters = list(application.letters.filter(released_at__isnull=False).order_by("-number"))
    last: dict[int, Decision] = {}
    for one in Decision.objects.filter(case__in=by_case).select_related("request", "case").order_by("at", "pk"):
        last[one.case_id] = one
    of_decision = {one.decision_id: one for one in letters if one.decision_id}
    steps = [
        Told(
            title=titles[by_case[one.case_id].step], decision=one, colour=COLOURS[Outcome(one.outcome)],
            clause=CLAUSES.get(Outcome(one.outcome), "HB-26a"),
            body="" if one.body == Body.OFFICER else Body(one.body).label,
            mend=_mend(one, data) if one.outcome in (Outcome.NOT_YET, Outcome.ASK) else (),
            hours=_hours(one), is_short=(_hours(one) or 0) < one.ledger.get("required", 0),
            request=one.request if one.request and one.request.ended_at is None else None,
            letter=of_decision.get(one.pk), again=cases[by_case[one.case_id]],
        )
        for one in last.values() if one.reversed_at is None and _stands(one, by_case[one.case_id])
    ]  # fmt: skip
    return Decided(steps=steps, letters=letters)


def letter_of(*, user_id: int, uuid: UUID, number: int) -> Letter | None:
    """[HB-26a] A letter of somebody's own application, as it was sent; None for any other."""
    found = Letter.objects.filter(
        application__uuid=uuid, application__user=user_id, number=number, released_at__isnull=False
    )
    return found.select_related("application").first()


def _mend(decision: Decision, data: PathwayData) -> tuple[str, ...]:
    return deciding.paragraphs(sections_kept(decision.sections), data)


def _hours(decision: Decision) -> Decimal | None:
    """[HB-27] The hours accepted when it was decided."""
    return None if decision.hours_accepted is None else Decimal(decision.hours_accepted) / 100


def _stands(decision: Decision, case: Case) -> bool:
    """Whether a decision says where its step is: what was submitted since is another matter."""
    return case.stage in STANDS[Outcome(decision.outcome)]
