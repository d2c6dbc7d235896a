"""What a submission is made of: whether it is whole, and all of it as plain values that can be frozen and hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from applications.enums import AskedStage, Stage, StepKind
from applications.models import Case, CasePaper, Course, Qualification, Role
from applications.queries import knowledge
from applications.queries.facts import about
from applications.queries.pathways import data_by_id
from applications.queries.portfolios import examples_of
from applications.rules.eligibility import experience_is_whole, may_submit, step_is_in
from applications.rules.pathway import PathwayData, Step
from cilexportal.foundation.asking import queries as asking
from cilexportal.foundation.asking.models import Stage as RequestStage
from cilexportal.foundation.rulebook.refusal import Refusal

Content = dict[str, Any]
Whole = Callable[[Case, date], list[Refusal]]
Parts = Callable[[Case], Content]
Page = Callable[[Case], str]


def why_not_whole(case: Case, *, today: date) -> list[Refusal]:
    """[HB-11] [HB-11a] [HB-15] What is wanting before a step can be submitted, in words; nothing where it can."""
    data = data_by_id(case.application.version_id)
    step = data.step(case.step)
    in_hand = _in_hand(case, step, data, today=today)
    return [*may_submit(step, data, in_hand=in_hand), *WHOLE[StepKind(case.kind)](case, today)]


def _in_hand(case: Case, step: Step, data: PathwayData, *, today: date) -> list[str]:
    """[HB-11] [HB-34] Which of the steps that this one needs are far enough; a step that needs none asks for none."""
    if not step.needs:
        return []
    others = {one.step: one for one in Case.objects.filter(application=case.application_id)}
    examples = examples_of(others.values(), today=today)
    whole = examples is not None and examples.is_complete
    needed = [one for one in data.steps if one.code in step.needs and one.code in others]
    return [one.code for one in needed if step_is_in(one, Stage(others[one.code].stage), is_complete=whole)]


def can_be_submitted(case: Case) -> bool:
    """[HB-23] Whether this kind of step is submitted in the portal by itself."""
    return case.kind in WHOLE


def content_of(case: Case) -> Content:
    """[HB-22] All that an assessor reads, as text, whole numbers and lists: frozen with the submission.

    A reference is confidential and stays out: only from whom it came is there.
    """
    application = case.application
    return {
        "reference": application.reference, "name": application.user.full_name, "step": case.step,
        "pathway": application.pathway_id, "version": application.version_id,
        "papers": [_paper(one) for one in _papers(case)],
        "answers": _answers(case),
        **PARTS[StepKind(case.kind)](case),
    }  # fmt: skip


def fingerprint(content: Mapping[str, Any]) -> str:
    """[HB-22] The SHA-256 of a content as canonical JSON: names sorted, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _knowledge_whole(case: Case, today: date) -> list[Refusal]:
    return knowledge.why_not_whole(case, today=today)


def _experience_whole(case: Case, today: date) -> list[Refusal]:
    received = case.references.filter(stage=AskedStage.RECEIVED).count()
    return experience_is_whole(roles=case.roles.count(), references=received)


def ledger_of(case: Case) -> Content:
    """[HB-22] The roles and courses of a case as a submission keeps them."""
    return {
        "roles": [role_as_kept(one) for one in case.roles.prefetch_related("leave")],
        "courses": [course_as_kept(one) for one in case.courses.all()],
    }


def _experience(case: Case) -> Content:
    received = case.references.filter(stage=AskedStage.RECEIVED)
    return {
        **ledger_of(case),
        "references": [
            {"uuid": str(one.uuid), "name": one.name, "asked": one.asked_at.isoformat()} for one in received
        ],
    }


def _knowledge(case: Case) -> Content:
    found = Qualification.objects.select_related("certificate").get(case=case)
    certificate = str(found.certificate.uuid) if found.certificate else ""
    return {
        "qualification": {
            "route": found.route, "code": found.code, "title": found.title, "awarded_by": found.awarded_by,
            "awarded_on": _day(found.awarded_on), "certificate": certificate,
            "certified_by": found.certified_by, "certified_as": found.certified_as,
            "certified_on": _day(found.certified_on),
        }
    }  # fmt: skip


def role_as_kept(one: Role) -> Content:
    """A role with its leave, read from its row."""
    return {
        "uuid": str(one.uuid), "title": one.title, "employer": one.employer, "kind": one.kind,
        "from": _day(one.from_date), "until": _day(one.until_date), "weekly_hours": str(one.weekly_hours),
        "tasks": list(one.tasks), "other_work": one.other_work, "description": one.description,
        "supervisor_name": one.supervisor_name, "supervisor_email": one.supervisor_email,
        "leave": [[_day(leave.from_date), _day(leave.until_date)] for leave in one.leave.all()],
    }  # fmt: skip


def course_as_kept(one: Course) -> Content:
    """A course, read from its row."""
    return {
        "uuid": str(one.uuid), "code": one.code, "provider": one.provider, "from": _day(one.from_date),
        "until": _day(one.until_date), "passed_on": _day(one.passed_on),
    }  # fmt: skip


def _papers(case: Case) -> list[CasePaper]:
    return list(case.papers.filter(removed_at=None).select_related("document"))


def _paper(one: CasePaper) -> Content:
    return {
        "uuid": str(one.uuid), "kind": one.kind, "label": one.label, "filename": one.document.filename,
        "sha256": one.document.sha256,
    }  # fmt: skip


def _answers(case: Case) -> list[Content]:
    requests = asking.about([about(case)]).get(about(case), [])
    return [
        {
            "question": item.question, "answer": item.answer,
            "uuid": str(item.document.uuid) if item.document else "",
            "file": item.document.filename if item.document else "",
            "sha256": item.document.sha256 if item.document else "",
        }
        for one in reversed(requests) if one.stage == RequestStage.ANSWERED for item in one.items.all()
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


WHOLE: dict[str, Whole] = {StepKind.EXPERIENCE: _experience_whole, StepKind.KNOWLEDGE: _knowledge_whole}
PARTS: dict[str, Parts] = {StepKind.EXPERIENCE: _experience, StepKind.KNOWLEDGE: _knowledge}
# Where a kind of step of an app above is worked on.
PAGES: dict[str, Page] = {}


def register(kind: StepKind, *, whole: Whole, parts: Parts, page: Page) -> None:
    """[HB-58] Declares for a kind of step that an app above works on: what is wanting on a day, what is frozen of it,
    and the path of its page. Naming it twice changes nothing."""
    WHOLE[kind], PARTS[kind], PAGES[kind] = whole, parts, page


def page_of(case: Case) -> str:
    """The path of the page of a step that an app above works on; empty for any other."""
    return PAGES[case.kind](case) if case.kind in PAGES else ""
