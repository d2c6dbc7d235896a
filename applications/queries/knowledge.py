"""Reads of the knowledge step: its case, the qualification that was named, its files, and what is wanting."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from applications.enums import Route, StepKind
from applications.models import Case, CasePaper, Qualification
from applications.rules import knowledge as rules
from applications.rules.typed import Fields
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refusal

DAYS = ("awarded_on", "certified_on")
TEXTS = ("title", "awarded_by", "certified_by", "certified_as")
OTHER = "other"


def case_of(user_id: int, application: UUID) -> Case | None:
    """The knowledge case of somebody's own application, or None."""
    cases = Case.objects.filter(application__uuid=application, application__user=user_id, kind=StepKind.KNOWLEDGE)
    return cases.select_related("application__version", "application__pathway").first()


def qualification_of(case: Case) -> Qualification | None:
    """The qualification of a case, or None where none was kept."""
    return Qualification.objects.filter(case=case).select_related("certificate__document").first()


def papers_of(case: Case) -> QuerySet[CasePaper]:
    """The files of a case that were not taken away, in order."""
    return CasePaper.objects.filter(case=case, removed_at=None).select_related("document")


def paper_of(user_id: int, application: UUID, paper: UUID) -> CasePaper | None:
    """A file of somebody's own application that was not taken away, or None."""
    papers = CasePaper.objects.filter(
        uuid=paper, case__application__uuid=application, case__application__user=user_id, removed_at=None
    )
    return papers.select_related("document", "case").first()


def boxes_of(kept: Qualification | None) -> Fields:
    """The boxes of the page as a kept qualification fills them."""
    if kept is None:
        return {}
    boxes = {"code": kept.code or OTHER, **{name: getattr(kept, name) for name in TEXTS}}
    if kept.code:
        boxes |= {"title": "", "awarded_by": ""}
    for name in DAYS:
        day: date | None = getattr(kept, name)
        if day is not None:
            boxes |= {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
    return boxes


def why_not_whole(case: Case, *, today: date) -> list[Refusal]:
    """[HB-14] [HB-15] [HB-16] What is wanting before the step can be submitted; nothing where it can."""
    kept = qualification_of(case)
    if kept is None:
        return [Refusal("HB-14", "Say which qualification you hold, and save it.")]
    named = rules.Named(code=kept.code, title=kept.title, awarded_by=kept.awarded_by, awarded_on=kept.awarded_on)
    proof = kept.certificate
    copy = rules.Copy(
        has_file=proof is not None and proof.removed_at is None and proof.document.state != DocumentState.REFUSED,
        certified_by=kept.certified_by, certified_as=kept.certified_as, certified_on=kept.certified_on,
    )  # fmt: skip
    waiting = papers_of(case).filter(document__state=DocumentState.WAITING)
    return [
        *rules.faults_of(named, today=today),
        *rules.copy_is_whole(named, copy, route=Route(kept.route), today=today),
        *rules.unchecked([paper.document.filename for paper in waiting]),
    ]
