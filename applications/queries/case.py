"""A case as its officers read it: the facts, what was submitted, papers, references, hours, notes and letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.enums import Stage, StepKind
from applications.models import (
    AgendaItem,
    Application,
    Case,
    CaseFee,
    CasePaper,
    Decision,
    Hold,
    Interest,
    Letter,
    Qualification,
    Reconsideration,
    ReferenceAsked,
    ReferenceLink,
    Submission,
)
from applications.queries import clocks, deciding, ledger, references
from applications.queries.clocks import Shown
from applications.queries.facts import about
from applications.queries.ledger import Reckoned
from applications.queries.ledger_page import Row, TooBusy, drawn, flagged, rows_of
from applications.queries.pathways import data_by_id
from applications.queries.references import Received
from applications.rules.deciding import Section
from applications.rules.hours import Days
from applications.rules.pathway import PathwayData, Step
from cilexportal.foundation.asking.models import Item, Request
from cilexportal.foundation.asking.models import Stage as RequestStage
from cilexportal.foundation.correspondence.models import ARRIVED, STUCK, Message, MessageState
from cilexportal.foundation.correspondence.queries import LISTED, at_desk
from cilexportal.foundation.ui.svg import Span
from members.models import Member, User

# Stage -> the colour of its word at the desk.
COLOURS = {
    Stage.DRAFT: "grey", Stage.FEE: "grey", Stage.ASSESSMENT: "blue", Stage.INFORMATION: "amber",
    Stage.NOT_YET: "amber", Stage.COMMITTEE: "blue", Stage.MET: "green", Stage.NOT_MET: "red",
    Stage.WITHDRAWN: "grey", Stage.LAPSED: "grey",
}  # fmt: skip
# Whose letters about a case name it: of this room, and of the one above in which the last step is assessed.
ROOMS = ("applications.", "admission.")
# Letters to supervisors that hold a link.
LINKED = ("applications.reference_asked", "applications.reference_reminder")
SEEN = (*ARRIVED, *STUCK, MessageState.QUEUED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """[HB-17] The ledger as it is assessed: claimed beside accepted, all of it drawn, and what seems too much."""

    rows: list[Row]
    claimed: Reckoned
    accepted: Reckoned
    is_judged: bool
    drawn: list[Span]
    flagged: list[TooBusy]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStep:
    """Another step of the same application."""

    case: Case
    title: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """[HB-26] Who and what a case is, where it stands, and its clock."""

    case: Case
    data: PathwayData
    step: Step
    colour: str
    clock: Shown
    hold: Hold | None
    fee: CaseFee | None
    member: Member | None
    request: Request | None
    others: list[OtherStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything of a case but its timeline, its notes and its letters, which are read by pages."""

    facts: Facts
    submissions: list[Submission]
    qualification: Qualification | None
    papers: list[CasePaper]
    answers: list[Item]
    asked: list[tuple[ReferenceAsked, Received | None]]
    gaps: list[Days]
    hours: Hours | None
    decisions: list[Decision]
    sections: list[tuple[str, Section]]


def opened(uuid: UUID, *, by: User) -> Case | None:
    """[HB-26] [HB-28] The case for somebody at the desk; None where there is none, and for its applicant, a referee, a
    supervisor and a member who declared an interest in it: to them it is as if there were none."""
    declared = Interest.objects.filter(conflicted=True, item__referral__case=OuterRef("pk"), seat__member__user=by.pk)
    found = Case.objects.select_related("application__user", "application__pathway", "application__version", "officer")
    case = found.filter(~Exists(declared), uuid=uuid).first()
    return None if case is None or deciding.may_judge(case, by) else case


def facts(case: Case, *, today: date) -> Facts:
    """[HB-26] The facts of a case on a day."""
    data, application = data_by_id(case.application.version_id), case.application
    return Facts(
        case=case, data=data, step=data.step(case.step), colour=COLOURS[Stage(case.stage)],
        clock=clocks.shown([case], today=today)[case.pk],
        hold=Hold.objects.filter(case=case, ended_at=None).select_related("by").first(),
        fee=CaseFee.objects.filter(case=case, let_go_at=None).select_related("order").first(),
        member=Member.objects.filter(user=application.user_id).first(),
        request=Request.objects.filter(about=about(case), ended_at=None).first(),
        others=_others(application, case, data),
    )  # fmt: skip


def case_file(case: Case, *, today: date) -> CaseFile:
    """[HB-26] The case whole: the same few statements however long it has become."""
    found = facts(case, today=today)
    written = {one.reference.asked_id: one for one in references.received(case, today=today)}
    submissions = list(case.submissions.select_related("by").order_by("number"))
    named = {one.code: one.words for one in found.data.sections}
    return CaseFile(
        facts=found, submissions=submissions[::-1],
        qualification=Qualification.objects.filter(case=case).select_related("certificate__document").first(),
        papers=list(_papers(case)), answers=list(answers(case)), gaps=references.gaps(case, today=today),
        asked=[(one, written.get(one.pk)) for one in references.of_case(case)],
        hours=hours_of(case, found.data, today=today) if case.kind == StepKind.EXPERIENCE else None,
        decisions=list(case.decisions.select_related("by", "reversed_by", "letter").order_by("-at", "-id")),
        sections=[
            (named.get(one.code, one.code), one) for one in deciding.sections_of(case, found.data, submissions)
        ],
    )  # fmt: skip


def hours_of(case: Case, data: PathwayData, *, today: date) -> Hours:
    """[HB-17] [HB-20] [HB-20a] The ledger of a case, claimed beside accepted."""
    book = ledger.book_of(case)
    claimed = ledger.reckon(book.claimed(), figures=data.hours, today=today)
    return Hours(
        rows=rows_of(book, claimed, data, today=today, told=True), claimed=claimed,
        accepted=ledger.reckon(book.accepted(), figures=data.hours, today=today), is_judged=book.is_judged(),
        drawn=drawn(book, claimed, data, today=today), flagged=flagged(claimed),
    )  # fmt: skip


def letters(case: Case, *, roles: Collection[str]) -> QuerySet[Message]:
    """[HB-26a] What was sent about the case, as far as these roles read letters, the latest first: to the applicant
    about this application and no other of theirs, and to supervisors. Of a letter with a link no words are kept."""
    asked = list(ReferenceAsked.objects.filter(case=case).values_list("pk", flat=True))
    links = list(ReferenceLink.objects.filter(asked__case=case).values_list("pk", flat=True))
    requests = list(Request.objects.filter(about=about(case)).values_list("pk", flat=True))
    to_applicant = Q(to_user=case.application.user_id) & (
        _about(case.application) | Q(kind__startswith="asking.", context__request__in=requests)
    )
    about_reference = Q(context__asked__in=asked) | Q(kind__in=LINKED, context__link__in=links)
    to_supervisor = Q(about_reference, to_user=None, kind__startswith="applications.")
    return at_desk(roles).filter(to_applicant | to_supervisor, state__in=SEEN).only(*LISTED).order_by("-id")


def paper(case: Case, uuid: UUID) -> CasePaper | None:
    """A file of the case, taken away or not: what was taken away stays readable to officers."""
    return CasePaper.objects.filter(case=case, uuid=uuid).select_related("document").first()


def answers(case: Case) -> QuerySet[Item]:
    """[HB-26] The files that the applicant answered with when more was asked for, in order."""
    found = Item.objects.filter(
        request__about=about(case), request__stage=RequestStage.ANSWERED, document__isnull=False
    )
    return found.select_related("document", "request").order_by("request__ended_at", "number")


def reference(case: Case, asked: UUID, *, today: date) -> Received | None:
    """[HB-25] A signed reference of the case."""
    return next((one for one in references.received(case, today=today) if one.reference.asked.uuid == asked), None)


def _about(application: Application) -> Q:
    """Letters whose context names a row of the application, whichever it is: as many statements as there are kinds."""
    cases = list(Case.objects.filter(application=application).values_list("pk", flat=True))
    rows: Mapping[str, QuerySet[Any, Any]] = {
        "fee": CaseFee.objects.filter(case__in=cases), "letter": Letter.objects.filter(application=application),
        "asked": ReferenceAsked.objects.filter(case__in=cases),
        "reconsideration": Reconsideration.objects.filter(case__in=cases),
        "item": AgendaItem.objects.filter(referral__case__in=cases),
    }  # fmt: skip
    named = {"application": [application.pk], "case": cases}
    named |= {key: list(one.values_list("pk", flat=True)) for key, one in rows.items()}
    found = Q()
    for key, ids in named.items():
        if ids:
            found |= Q(**{f"context__{key}__in": ids})
    ours = Q()
    for room in ROOMS:
        ours |= Q(kind__startswith=room)
    return ours & found


def _papers(case: Case) -> QuerySet[CasePaper]:
    return CasePaper.objects.filter(case=case).select_related("document", "added_by").order_by("added_at", "pk")


def _others(application: Application, case: Case, data: PathwayData) -> list[OtherStep]:
    """The other steps of the application in their order."""
    found = {one.step: one for one in Case.objects.filter(application=application).exclude(pk=case.pk)}
    return [
        OtherStep(case=one, title=step.title, colour=COLOURS[Stage(one.stage)])
        for step in data.steps if (one := found.get(step.code))
    ]  # fmt: skip
