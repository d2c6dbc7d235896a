"""The hours ledger: roles and courses are written in, changed and taken out by whoever applies, and an officer says of
each what is accepted [HB-17] to [HB-20a]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.enums import Accepted, Actor, EventKind, RoleKind, Stage
from applications.models import Case, CasePaper, Course, CourseAssessed, Leave, Role, RoleAssessed
from applications.queries import submitted
from applications.queries.changes import sent_since
from applications.queries.deciding import may_judge
from applications.queries.ledger import study_of, work_of
from applications.queries.ledger_page import title_of
from applications.queries.pathways import data_by_id
from applications.rules import claims
from applications.rules.claims import CourseClaim, Credit, RoleClaim, View
from applications.rules.pathway import PathwayData
from applications.services import moving
from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refusal, Refused, refuse_if_any
from members.models import User


class Faulty(Refused):
    """What was typed cannot be taken: `faults` are pairs of the box and the refusal."""

    def __init__(self, faults: Iterable[tuple[str, Refusal]]) -> None:
        self.faults = tuple(faults)
        super().__init__(*(refusal for _, refusal in self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a role beside its days and hours: nothing that a rule decides by."""

    title: str
    employer: str
    kind: RoleKind
    supervisor_name: str
    supervisor_email: str


@transaction.atomic
def save_role(*, case_id: int, uuid: UUID, seen: str, claim: RoleClaim, told: Told, at: datetime) -> Role:
    """[HB-17] [HB-17a] [HB-18] Writes a role into the ledger, or changes it; what an officer made of it then ends, and
    stands again once the role is as it was submitted.

    `seen` is what version_of told the page, empty for a new one. Raises Faulty for what was typed, and Refused where
    the ledger cannot be changed now or the role was changed elsewhere.
    """
    case = _held(case_id)
    data = data_by_id(case.application.version_id)
    role = Role.objects.filter(case=case, uuid=uuid).first()
    _refuse_unseen(role, seen)
    if role is None and Role.objects.filter(case=case).count() >= claims.MOST_ROLES:
        raise Refused.because("HB-17", f"A ledger has at most {claims.MOST_ROLES} roles.")
    today = london.date_of(at)
    _refuse_faults(claims.faults_of_role(claim, figures=data.hours, tasks=data.tasks, today=today))
    role = role or Role(case=case, uuid=uuid)
    role.title, role.employer, role.kind = told.title, told.employer, told.kind
    role.supervisor_name, role.supervisor_email = told.supervisor_name, told.supervisor_email
    role.from_date, role.until_date, role.weekly_hours = claim.first, claim.last, claim.weekly
    role.tasks, role.other_work, role.description = list(claim.tasks), claim.other_work, claim.description
    role.saved_at = at
    role.save()
    role.leave.all().delete()
    Leave.objects.bulk_create(Leave(role=role, from_date=one.first, until_date=one.last) for one in claim.leave)
    kept = submitted.role_as_kept(Role.objects.prefetch_related("leave").get(pk=role.pk))
    _let_view_follow(role, since=sent_since(case, "roles", kept), at=at)
    _tell(case, {"role": str(role), "uuid": str(role.uuid)}, at=at)
    return role


@transaction.atomic
def drop_role(*, case_id: int, uuid: UUID, at: datetime) -> None:
    """[HB-17] Takes a role out of the ledger. Raises Refused where it stays, and Role.DoesNotExist."""
    case = _held(case_id)
    role = Role.objects.get(case=case, uuid=uuid)
    refuse_if_any(claims.may_drop(was_assessed=role.assessed.exists()))
    role.delete()
    _tell(case, {"dropped": str(role)}, at=at)


@transaction.atomic
def save_course(
    *, case_id: int, uuid: UUID, seen: str, claim: CourseClaim, provider: str, proof: CasePaper | None, at: datetime
) -> Course:
    """[HB-19] Writes a course into the ledger, or changes it, with proof where there is a file of it.

    Raises as save_role does.
    """
    case = _held(case_id)
    data = data_by_id(case.application.version_id)
    course = Course.objects.filter(case=case, uuid=uuid).first()
    _refuse_unseen(course, seen)
    others = list(Course.objects.filter(case=case).exclude(uuid=uuid).values_list("code", flat=True))
    today = london.date_of(at)
    _refuse_faults(claims.faults_of_course(claim, courses=data.courses, others=others, today=today))
    if claim.last is None:
        raise ValueError("a course has a last day")
    course = course or Course(case=case, uuid=uuid)
    course.code, course.provider, course.saved_at = claim.code, provider, at
    course.from_date, course.until_date, course.passed_on = claim.first, claim.last, claim.passed_on
    course.proof = proof or course.proof
    course.save()
    kept = submitted.course_as_kept(Course.objects.get(pk=course.pk))
    _let_view_follow(course, since=sent_since(case, "courses", kept), at=at)
    _tell(case, {"course": title_of(course, data), "uuid": str(course.uuid)}, at=at)
    return course


@transaction.atomic
def drop_course(*, case_id: int, uuid: UUID, at: datetime) -> None:
    """[HB-19] Takes a course out of the ledger. Raises Refused where it stays, and Course.DoesNotExist."""
    case = _held(case_id)
    course = Course.objects.get(case=case, uuid=uuid)
    refuse_if_any(claims.may_drop(was_assessed=course.assessed.exists()))
    course.delete()
    _tell(case, {"dropped": title_of(course, data_by_id(case.application.version_id))}, at=at)


@transaction.atomic
def assess_role(*, role_id: int, revision: int, view: View, note: str, by: User, at: datetime) -> RoleAssessed:
    """[HB-17] Writes down what an officer accepts of a role beside what is claimed; the view before it stays on record.

    Raises Faulty for what was typed, Refused where the case has moved or is the officer's own, and Role.DoesNotExist.
    """
    case = _held_by_officer(Role.objects.values_list("case", flat=True).get(pk=role_id), revision=revision, by=by)
    role = Role.objects.prefetch_related("leave").get(pk=role_id)
    reasons = _reasons(case, data_by_id(case.application.version_id))
    _refuse_faults(claims.faults_of_view(view, claimed=work_of(role), reasons=reasons))
    role.assessed.filter(superseded_at=None).update(superseded_at=at)
    part = view.verdict == Accepted.PART
    made = RoleAssessed.objects.create(
        role=role, verdict=view.verdict, why="" if view.verdict == Accepted.FULL else view.why, note=note, by=by, at=at,
        from_date=view.first if part else None, until_date=view.last if part else None,
        weekly_hours=view.weekly if part else None,
    )  # fmt: skip
    _tell_by_officer(case, {"role": str(role), "verdict": made.verdict, "why": made.why}, by=by, at=at)
    return made


@transaction.atomic
def assess_course(
    *, course_id: int, revision: int, credit: Credit, note: str, by: User, at: datetime
) -> CourseAssessed:  # fmt: skip
    """[HB-19] [HB-20] Writes down what an officer credits of a course: what the rule gives, fewer hours, or none, and
    beside it hours that lay outside working time.

    Raises as assess_role does.
    """
    case = _held_by_officer(Course.objects.values_list("case", flat=True).get(pk=course_id), revision=revision, by=by)
    course = Course.objects.get(pk=course_id)
    data = data_by_id(case.application.version_id)
    _refuse_faults(
        claims.faults_of_credit(credit, claimed=study_of(course), figures=data.hours, reasons=_reasons(case, data))
    )
    course.assessed.filter(superseded_at=None).update(superseded_at=at)
    made = CourseAssessed.objects.create(
        course=course, verdict=credit.verdict, why="" if credit.verdict == Accepted.FULL else credit.why, note=note,
        by=by, at=at, hours=credit.hours if credit.verdict == Accepted.PART else None,
        apart=credit.apart, apart_why=credit.apart_why.strip(),
    )  # fmt: skip
    _tell_by_officer(case, {"course": title_of(course, data), "verdict": made.verdict, "why": made.why}, by=by, at=at)
    return made


def _held_by_officer(case_id: int, *, revision: int, by: User) -> Case:
    """The case, its row held, while it is assessed by somebody who has no part in it. Raises Refused."""
    case = moving.held(case=case_id, revision=revision)
    if case.stage != Stage.ASSESSMENT:
        sentence = f"Hours are accepted while a case is assessed; this one is: {case.get_stage_display().lower()}."
        raise Refused.because("HB-17", sentence)
    if own := may_judge(case, by):
        raise Refused(own)
    return case


def _reasons(case: Case, data: PathwayData) -> set[str]:
    """The codes of the reasons that sections of this step can fail for."""
    return {one.code for one in data.reasons if one.section in data.step(case.step).sections}


def _tell_by_officer(case: Case, facts: dict[str, str], *, by: User, at: datetime) -> None:
    """One happening that the applicant does not see before the decision."""
    kind = EventKind.HOURS
    moving.settle(case=case, actor=Actor.OFFICER, kind=kind, by=by, at=at, facts=facts, shown=False)


def _held(case_id: int) -> Case:
    """The case, its row held, while its applicant may change the ledger. Raises Refused."""
    case = moving.held(case=case_id, revision=None)
    refuse_if_any(claims.may_change(Stage(case.stage), is_over=case.application.ended_at is not None))
    return case


def _let_view_follow(entry: Role | Course, *, since: datetime | None, at: datetime) -> None:
    """[HB-17] What an officer made of an entry is about it as it was submitted: it ends with a change, and where the
    entry has been submitted as it is now, `since` then, the last view of that time stands."""
    standing = entry.assessed.filter(superseded_at=None)
    if since is None:
        standing.update(superseded_at=at)
    elif not standing.exists():
        last = entry.assessed.filter(at__gte=since).order_by("-at", "-id").values("pk")[:1]
        entry.assessed.filter(pk__in=last).update(superseded_at=None)


def _refuse_unseen(entry: Role | Course | None, seen: str) -> None:
    """Raises Refused where the page shows something else than what is there: changed or taken out elsewhere."""
    if (entry.saved_at.isoformat() if entry else "") != seen:
        raise Refused.because("HB-17", moving.CHANGED)


def _refuse_faults(faults: Iterable[tuple[str, Refusal]]) -> None:
    found = list(faults)
    if found:
        raise Faulty(found)


def _tell(case: Case, facts: dict[str, str], *, at: datetime) -> None:
    """One happening, whose move it is then, and the draft's clock."""
    by = case.application.user
    moving.settle(case=case, actor=Actor.APPLICANT, kind=EventKind.LEDGER, by=by, at=at, facts=facts)
