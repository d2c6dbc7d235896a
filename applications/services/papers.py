"""Files of a case: taken in and checked, and taken away again while the applicant has the step."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from applications.enums import Actor, EventKind, PaperKind, Route, Stage, StepKind
from applications.models import Case, CasePaper, Qualification
from applications.queries.deciding import may_judge
from applications.rules import claims, knowledge
from applications.rules.knowledge import Copy, Named
from applications.rules.posted import faults_of_posted
from applications.services.moving import held, settle
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.documents import services as documents
from cilexportal.foundation.documents.models import DocumentState
from cilexportal.foundation.rulebook.refusal import Refused, refuse_if_any
from members.models import User

NO_QUALIFICATION = "The applicant has named no qualification of the list that a certificate would prove."


def add(
    *, case_id: int, revision: int | None, kind: PaperKind, upload: UploadedFile, by: User, at: datetime
) -> CasePaper:  # fmt: skip
    """[HB-15] Adds a file to a case, which nobody can open before it has been checked.

    The case on the paper has its new revision. Raises Refused for a file that is not taken, one too many, a step that
    is not the applicant's now, and a case that was changed since `revision`.
    """
    # Storing a file may take a while, so it stands before the case is held.
    with transaction.atomic():
        _with_room(held(case=case_id, revision=revision))
    document = documents.receive(owner=by, upload=upload, at=at)
    with transaction.atomic():
        case = held(case=case_id, revision=revision)
        _with_room(case)
        paper = CasePaper.objects.create(case=case, document=document, kind=kind, added_at=at, added_by=by)
        settle(
            case=case, actor=Actor.APPLICANT, kind=EventKind.PAPER, by=by, at=at,
            facts={"paper": str(paper.uuid), "name": document.filename},
        )  # fmt: skip
        return paper


def posted(
    *, case_id: int, kind: PaperKind, label: str, received_on: date, upload: UploadedFile, by: User, at: datetime,
    certified: Copy | None = None,
) -> CasePaper:  # fmt: skip
    """[HB-15] [HB-23] Files the scan of a paper that came by post, with the day on which it was received.

    It belongs to the applicant as what they send themself does. `certified` is who certified it where it is the copy of
    the certificate that the knowledge step asks for: it is then the proof of the qualification. Raises Refused for a
    file that is not taken, a day that cannot be, an application that has ended, whoever has a part in the case, and a
    copy of which not all is said or that proves no qualification.
    """
    with transaction.atomic():
        case = _open_for_post(case_id, received_on=received_on, by=by, at=at)
        if certified is not None:
            _proved_by(case, certified, at=at)
    document = documents.receive(owner=case.application.user, upload=upload, at=at)
    with transaction.atomic(), because(user_id=by.pk, why="applications.papers.posted"):
        case = _open_for_post(case_id, received_on=received_on, by=by, at=at)
        paper = CasePaper.objects.create(
            case=case, document=document, label=label.strip(), added_by=by,
            kind=kind if certified is None else PaperKind.CERTIFICATE,
            added_at=min(at, london.start_of_day(received_on)),
        )  # fmt: skip
        if certified is not None:
            _prove(_proved_by(case, certified, at=at), paper, certified, at=at)
        settle(
            case=case, actor=Actor.OFFICER, kind=EventKind.PAPER, by=by, at=at,
            facts={"paper": str(paper.uuid), "name": label.strip() or document.filename, "posted": True},
        )  # fmt: skip
        return paper


def remove(*, paper_id: int, by: User, at: datetime) -> None:
    """[HB-15] Takes a file away; it stays in the history. One that is gone already stays so. Raises Refused."""
    with transaction.atomic():
        paper = CasePaper.objects.select_related("document").get(pk=paper_id)
        case = held(case=paper.case_id, revision=None)
        _changeable(case)
        if not CasePaper.objects.filter(pk=paper_id, removed_at=None).update(removed_at=at):
            return
        Qualification.objects.filter(certificate=paper).update(certificate=None)
        settle(
            case=case, actor=Actor.APPLICANT, kind=EventKind.PAPER, by=by, at=at,
            facts={"removed": str(paper.uuid), "name": paper.document.filename},
        )  # fmt: skip


def _open_for_post(case_id: int, *, received_on: date, by: User, at: datetime) -> Case:
    """The case, its row held, where a paper may be filed on it. Raises Refused."""
    case = held(case=case_id, revision=None)
    application = case.application
    if own := may_judge(case, by):
        raise Refused(own)
    refuse_if_any(
        faults_of_posted(
            received_on, begun_on=london.date_of(application.begun_at), today=london.date_of(at),
            is_over=application.ended_at is not None,
        )
    )  # fmt: skip
    return case


def _proved_by(case: Case, certified: Copy, *, at: datetime) -> Qualification:
    """The qualification that a certified copy proves. Raises Refused."""
    found = Qualification.objects.filter(case=case).first()
    if found is None or found.route != Route.ACCREDITED:
        raise Refused.because("HB-15", NO_QUALIFICATION)
    named = Named(code=found.code, title=found.title, awarded_by=found.awarded_by, awarded_on=found.awarded_on)
    refuse_if_any(knowledge.copy_is_whole(named, certified, route=Route.ACCREDITED, today=london.date_of(at)))
    return found


def _prove(found: Qualification, paper: CasePaper, certified: Copy, *, at: datetime) -> None:
    found.certificate, found.certified_by, found.certified_as = paper, certified.certified_by, certified.certified_as
    found.certified_on, found.saved_at = certified.certified_on, at
    found.save()


def _with_room(case: Case) -> None:
    """Raises Refused where the case takes no further file; one that was refused takes no place."""
    _changeable(case)
    live = CasePaper.objects.filter(case=case, removed_at=None).exclude(document__state=DocumentState.REFUSED)
    refuse_if_any(knowledge.may_add(papers=live.count()))


def _changeable(case: Case) -> None:
    may_change = claims.may_change if case.kind == StepKind.EXPERIENCE else knowledge.may_change
    refuse_if_any(may_change(Stage(case.stage), is_over=case.application.ended_at is not None))
