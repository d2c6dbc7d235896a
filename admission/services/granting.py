"""Granting a title with the decision that brings it, and taking it back with that decision: all of it or nothing."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from admission.models import Title
from admission.queries import beside, intact, titles
from admission.queries.declared import placed, sheets_of, standing_of
from admission.queries.trail import reweighed
from admission.rules import granting as rules
from applications import events
from applications.enums import Actor, EventKind, Outcome, StepKind
from applications.models import Case, Decision
from applications.queries.pathways import data_by_id
from applications.services import ending, moving
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.correspondence import services as correspondence
from cilexportal.foundation.documents.services import request_printout
from cilexportal.foundation.rulebook.refusal import Refusal, refuse_if_any
from members.models import Grade, Member, User
from members.queries import grade_on
from people.models import GradeChange
from people.services import grades
from standing.queries.register import folded

PRINTOUT = "admission.certificate"
GRANTED, TAKEN_BACK = "admission.granted", "admission.taken_back"
FOLLOWS = "The title of {title} was granted."
FOLLOWS_BACK = "The title of {title} was taken back."
LONGEST = 400


def read(case: Case) -> intact.Read:
    """[HB-47] The bytes on which a title would rest, hashed before its case is held, as that can take a while.
    Registered by cilexportal/wiring.py."""
    last = case.submissions.order_by("number").last()
    return intact.read(placed(case).values(), more=beside.documents_of(last.content) if last else ())


def decided(told: events.Decided) -> None:
    """[HB-S4.2] Grants the title where a final application was met, in the transaction of the decision. Raises Refused,
    which undoes the decision too."""
    if told.outcome != Outcome.MET:
        return
    found = Decision.objects.select_related("submission", "by", "case__application__user", "case__application__pathway")
    decision = found.get(pk=told.decision_id)
    if decision.case.kind == StepKind.ADMISSION:
        grant(decision=decision, read=told.read or {}, at=told.at)


def reversed_(told: events.Reversed) -> None:
    """[HB-26] Takes the title back whose decision was reversed, in the transaction of that."""
    related = Title.objects.select_related("case__application__user", "user", "grade_change")
    title = related.select_for_update(of=("self",)).filter(decision=told.decision_id, taken_back_at=None).first()
    if title is not None:
        take_back(title=title, why=told.why, by=User.objects.get(pk=told.by_id), at=told.at)


def grant(*, decision: Decision, read: intact.Read, at: datetime) -> Title:
    """[HB-2] [HB-7] [HB-S4.2] Grants the title of a pathway: rights from this instant, the certificate that is printed
    and sealed, the grade of a member that follows it, the end of the application, its timeline, and the letter.

    The caller holds the case, and has `read` the files before. Raises Refused while the fee or a signature is wanting,
    for a file that is another than was signed for, for somebody who holds the title, and where the grade cannot follow.
    """
    case, by = decision.case, decision.by
    user, today = case.application.user, london.date_of(at)
    with transaction.atomic(), because(user_id=by.pk, why="admission.grant"):
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        refuse_if_any(why_not(decision, read=read))
        title = _entered(decision, at=at)
        grade = data_by_id(case.application.version_id).granted.grade
        title.grade_change = _raise_grade(title, to=grade, by=by, at=at) if grade else None
        title.printout = request_printout(
            owner=user, kind=PRINTOUT, key=title.number, params={"title": title.pk},
            filename=f"certificate-of-admission-{today.year}.pdf", at=at, unasked=True,
        )  # fmt: skip
        title.save(update_fields=["printout", "grade_change"])
        ending.grant(case=case, at=at)
        facts = {"title": str(title.uuid), "number": title.number}
        moving.settle(case=case, actor=Actor.PORTAL, kind=EventKind.GRANTED, by=by, at=at, facts=facts)
        _tell(GRANTED, title, at=at)
        return title


def why_not(decision: Decision, *, read: intact.Read) -> list[Refusal]:
    """[HB-2] [HB-47] [HB-S4.2] Why no title is granted by a decision, all of it at once: fee and signatures, who holds
    it already, every file being to the byte, as it was `read`, what was signed for or sent in, what was submitted
    beside the examples being as it was, and marks being as they were made.
    """
    application, found, submission = decision.case.application, standing_of(decision.case), decision.submission
    more = beside.documents_of(submission.content)
    return list(
        rules.why_not(
            ready=found.ready, holder=titles.name_for(decision),
            holds_title=titles.holds(user_id=application.user_id, pathway_id=application.pathway_id),
            changed=[
                one.filename
                for one in intact.damaged(sheets_of(decision.case, found.seals).values(), found=read, more=more)
            ],
            altered=beside.altered(submission),
            reweighed=reweighed(decision.case),
        )
    )  # fmt: skip


def take_back(*, title: Title, why: str, by: User, at: datetime) -> None:
    """[HB-26] Takes a title back with its reason: its certificate is no longer valid, the grade that followed goes
    back, the application goes on, and its holder is written to. The caller holds the title and its case."""
    with transaction.atomic(), because(user_id=by.pk, why="admission.take_back"):
        case = title.case
        ending.go_on(case=case)
        title.taken_back_at, title.taken_back_by, title.taken_back_why = at, by, why.strip()
        title.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
        _lower_grade(title, by=by, at=at)
        facts = {"title": str(title.uuid), "number": title.number}
        moving.settle(case=case, actor=Actor.PORTAL, kind=EventKind.TITLE_TAKEN_BACK, by=by, at=at, facts=facts)
        _tell(TAKEN_BACK, title, at=at)


def _entered(decision: Decision, *, at: datetime) -> Title:
    """The row of a title, in the words of the version that the application was begun under."""
    case, today = decision.case, london.date_of(at)
    application = case.application
    granted, holder = data_by_id(application.version_id).granted, titles.name_for(decision)
    return Title.objects.create(
        number=rules.number_of(today.year, secrets.choice), user=application.user, case=case,
        pathway=application.pathway, decision=decision, title=granted.title, holder=holder,
        folded=folded(holder)[:LONGEST], authorised=granted.authorised, oaths=granted.oaths,
        activities=list(granted.activities), limits=list(granted.limits),
        evidence_sha256=decision.submission.sha256, from_date=today, granted_at=at, granted_by=decision.by,
    )  # fmt: skip


def _raise_grade(title: Title, *, to: str, by: User, at: datetime) -> GradeChange | None:
    """[HB-2] The grade that follows a title, for a member who holds a lower one. Nobody is made a member by it."""
    member = Member.objects.filter(user=title.user_id).first()
    held = grade_on(member_id=member.pk, on=title.from_date) if member else None
    if member is None or held is None:
        return None
    if not rules.grade_rises(to=Grade.objects.get(pk=to).rank, held=held.grade.rank):
        return None
    on = rules.grade_from(today=title.from_date, held_from=held.from_date)
    why = FOLLOWS.format(title=title.title)
    return grades.change(member_id=member.pk, to=to, on=on, why=why, by=by, at=at)


def _lower_grade(title: Title, *, by: User, at: datetime) -> None:
    """The grade before the title's, where the member still holds what followed it."""
    made = title.grade_change
    if made is None:
        return
    today = london.date_of(at)
    on = max(today, made.on)
    held = grade_on(member_id=made.member_id, on=on)
    if held is None or held.grade_id != made.after_id:
        return
    first = rules.grade_from(today=on, held_from=held.from_date)
    why = FOLLOWS_BACK.format(title=title.title)
    grades.change(member_id=made.member_id, to=made.before_id, on=first, why=why, by=by, at=at)


def _tell(kind: str, title: Title, *, at: datetime) -> None:
    user = title.user
    correspondence.queue(
        kind=kind, to_user_id=user.pk, to_name=title.holder, to_email=user.email,
        context={"title": title.pk, "case": title.case_id}, dedupe_key=f"{kind}:{title.uuid}", at=at,
    )  # fmt: skip
