"""An applicant's own application: its steps with what each waits for, what to do next, and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.enums import AskedStage, Stage, StepKind, Whose
from applications.models import (
    Application,
    Case,
    CaseFee,
    Course,
    Happening,
    Qualification,
    ReferenceAsked,
    Role,
    Typed,
)
from applications.queries.clocks import words_of
from applications.queries.committee import told_of
from applications.queries.facts import about
from applications.queries.pathways import data_by_id
from applications.queries.portfolios import Examples, examples_of
from applications.queries.reconsidering import Again
from applications.queries.reconsidering import again as may_be_asked
from applications.queries.submitted import can_be_submitted, why_not_whole
from applications.rules.eligibility import may_submit, step_is_in
from applications.rules.pathway import PathwayData, Step
from applications.rules.stages import WITH_APPLICANT
from applications.rules.tasks import Standing, Todo, next_of, todo
from cilexportal.foundation import london
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.rulebook.refusal import Refusal
from people.queries.closing import Obstacle

LATEST = 10
# What is typed into the ledger; other pages are of no step.
OF_LEDGER = Q(page__startswith="role:") | Q(page__startswith="course:")
EXPECTING = frozenset({Stage.ASSESSMENT, Stage.INFORMATION, Stage.COMMITTEE})
AGAINST = frozenset({Stage.NOT_YET, Stage.NOT_MET})


@dataclass(frozen=True, slots=True)
class StepNow:
    """A step with its case, what the list says of it, the request that waits for an answer, the fee that is due, when a
    decision can be expected, until when it can be asked to be reviewed, and the examples of a portfolio."""

    step: Step
    case: Case
    todo: Todo
    request: Request | None
    fee: CaseFee | None
    expected: list[str]
    again: Again | None
    examples: Examples | None


@dataclass(frozen=True, slots=True)
class Mine:
    """An application as its person sees it; `next` is the step to go on with."""

    application: Application
    data: PathwayData
    steps: list[StepNow]
    next: StepNow | None
    latest: list[tuple[Happening, str]]

    @property
    def again(self) -> dict[Case, Again | None]:
        """Each case with what can be asked about the decision on it."""
        return {one.case: one.again for one in self.steps}


def own(*, user_id: int, uuid: UUID) -> Application | None:
    """The person's own application; None for any other."""
    found = Application.objects.select_related("pathway", "user").filter(uuid=uuid, user=user_id)
    return found.first()


def mine(*, user_id: int, uuid: UUID, today: date) -> Mine | None:
    """[HB-8] [HB-11] A person's application, None for any other's: so many statements however much it holds."""
    application = own(user_id=user_id, uuid=uuid)
    if application is None:
        return None
    data = data_by_id(application.version_id)
    cases = {one.step: one for one in _cases(application)}
    for case in cases.values():
        case.application = application
    steps = _steps(data, cases, today=today)
    place = next_of([one.todo for one in steps]) if application.ended_at is None else None
    titles = {one.code: one.title for one in data.steps}
    latest = _latest(application)
    return Mine(
        application=application, data=data, steps=steps, next=None if place is None else steps[place],
        latest=[(one, titles[one.case.step]) for one in latest],
    )  # fmt: skip


def begun_since(user_id: int) -> datetime | None:
    """[HB-9] [LAW-ART10] Since when a person has an application in progress: all that staff of CILEX learn of it."""
    live = Application.objects.filter(user=user_id, ended_at=None).order_by("begun_at")
    return live.values_list("begun_at", flat=True).first()


def open_of(user_id: int, today: date) -> Iterator[Obstacle]:
    """[HB-8] What keeps an account from being closed: an application in progress."""
    if begun_since(user_id) is not None:
        yield Obstacle("You have an application in progress. Withdraw it first.", "applications:choose")


def _cases(application: Application) -> QuerySet[Case]:
    """The cases, each with whether anything was begun in it."""
    of_case = {"case": OuterRef("pk")}
    typed = Typed.objects.filter(application=OuterRef("application")).exclude(page_key="")
    return Case.objects.filter(application=application).annotate(
        begun=Exists(Role.objects.filter(**of_case)) | Exists(Course.objects.filter(**of_case))
        | Exists(Qualification.objects.filter(**of_case)) | Exists(ReferenceAsked.objects.filter(**of_case))
        | (Q(kind="knowledge") & Exists(typed.filter(page="knowledge")))
        | (Q(kind="experience") & Exists(typed.filter(OF_LEDGER)))
    )  # fmt: skip


def _steps(data: PathwayData, cases: dict[str, Case], *, today: date) -> list[StepNow]:
    """Every step of the version in its order."""
    keys = [about(case) for case in cases.values()]
    requests = {one.about: one for one in Request.objects.filter(about__in=keys, ended_at=None)}
    supervisors, meetings = _supervisors(cases.values()), told_of(cases.values())
    fees = CaseFee.objects.select_related("order").filter(case__in=cases.values(), let_go_at=None, paid_at=None)
    due = {one.case_id: one for one in fees}
    expected = words_of([case for case in cases.values() if case.stage in EXPECTING], today=today)
    counted = examples_of(cases.values(), today=today)
    in_hand = in_hand_of(data, cases, examples=counted)
    found = []
    for step in data.steps:
        case = cases[step.code]
        request = requests.get(about(case))
        blocked = may_submit(step, data, in_hand=in_hand)
        wanting = blocked or (why_not_whole(case, today=today) if _is_open(case) else [])
        again = _again(case, today=today)
        examples = counted if case.kind == StepKind.PORTFOLIO else None
        standing = Standing(
            stage=Stage(case.stage), whose=Whose(case.whose), offered=can_be_submitted(case),
            begun=examples.begun if examples else case.begun, counted=_counted(examples),
            blocked=bool(blocked), wanting=_wanting(wanting, examples),
            only_reference=[one.clause for one in wanting] == ["HB-21"],
            supervisors=supervisors.get(case.pk, ()), answer_by=request.due_on if request else None,
            meets_on=meetings.get(case.pk), decided_on=london.date_of(case.decided_at) if case.decided_at else None,
            may_ask=again is not None and again.late is None, ask_by=again.last_day if again else None,
            signs=case.kind == StepKind.ADMISSION and case.pk not in supervisors,
        )  # fmt: skip
        found.append(
            StepNow(step, case, todo(standing), request, due.get(case.pk), expected.get(case.pk, []), again, examples)
        )
    return found


def in_hand_of(data: PathwayData, cases: Mapping[str, Case], *, examples: Examples | None) -> list[str]:
    """[HB-11] [HB-34] The steps that are far enough for one that needs them; a portfolio by its `examples`."""
    whole = examples is not None and examples.is_complete
    return [one.code for one in data.steps if step_is_in(one, Stage(cases[one.code].stage), is_complete=whole)]


def _counted(examples: Examples | None) -> str:
    return f"{examples.ready} of {examples.wanted} ready" if examples else ""


def _wanting(refusals: Iterable[Refusal], examples: Examples | None) -> tuple[str, ...]:
    """What a step still wants, in words: of a portfolio, what is useful next."""
    if examples is None:
        return tuple(one.sentence for one in refusals)
    return () if examples.is_complete else (examples.next,)


def _again(case: Case, *, today: date) -> Again | None:
    """[HB-28b] What can be asked about a decision against the applicant; None where nothing can."""
    found = may_be_asked(case, today=today) if case.stage in AGAINST else None
    return found if found is not None and not found.refusals else None


def _is_open(case: Case) -> bool:
    return can_be_submitted(case) and case.stage in WITH_APPLICANT


def _supervisors(cases: Iterable[Case]) -> dict[int, tuple[str, ...]]:
    """Case -> the names of supervisors who are asked and have not answered."""
    found: dict[int, tuple[str, ...]] = {}
    asked = ReferenceAsked.objects.filter(case__in=list(cases), stage=AskedStage.OPEN).order_by("asked_at", "pk")
    for case_id, name in asked.values_list("case", "name"):
        found[case_id] = (*found.get(case_id, ()), name)
    return found


def _latest(application: Application) -> list[Happening]:
    """The last things that happened and that an applicant sees."""
    found = Happening.objects.filter(case__application=application, shown=True).select_related("case")
    return list(found.order_by("-at", "-id")[:LATEST])
