"""What the paper of a case tells the committee of work, courses, a qualification, hours and references."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.html import escape

from applications.enums import Cause, Stage, Whose
from applications.models import Case, Submission
from applications.queries.committee_paper import paper_of
from applications.queries.pathways import data_by_id
from applications.services import referring
from members.models import User
from tests.applications import factories, meeting_steps
from tests.applications.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return meeting_steps.secretary()


@pytest.mark.clause("HB-17", "HB-18", "HB-19")
def test_a_paper_tells_the_kinds_of_work_the_leave_and_the_courses(by) -> None:
    with transaction.atomic():
        case = factories.case(stage=Stage.COMMITTEE, whose=Whose.COMMITTEE, decided_at=None)
    data = data_by_id(case.application.version_id)
    task, course = data.tasks[0], data.courses[0]
    row = {
        "title": "Caseworker", "employer": "Example Law", "from": "2025-01-06", "until": "", "weekly_hours": "17.50",
        "description": "Advice.", "supervisor_name": "Mary Somerville", "kind": "voluntary", "tasks": [task.code],
        "other_work": "Training others", "leave": [["2025-02-03", "2025-02-07"]],
    }  # fmt: skip
    taken = {
        "code": course.code, "provider": "Example College", "from": "2025-03-03", "until": "2025-05-30",
        "passed_on": "2025-06-20",
    }  # fmt: skip
    said = words_of(case, {"roles": [row], "courses": [taken]}, by=by)
    assert "Voluntary. 6 January 2025 to now" in said
    assert f"Kinds of work: {escape(task.words)}; Training others." in said
    assert "Leave, which is not counted: 3 February 2025 to 7 February 2025." in said
    assert f"{escape(course.words)}, Example College: 3 March 2025 to 30 May 2025, passed on 20 June 2025." in said


@pytest.mark.clause("HB-14", "HB-15")
def test_a_paper_tells_when_a_qualification_was_awarded_and_who_certified_the_copy(by) -> None:
    with transaction.atomic():
        case = factories.case(step="knowledge", stage=Stage.COMMITTEE, whose=Whose.COMMITTEE, decided_at=None)
    content = {
        "title": "Master of Laws", "awarded_by": "Example University", "awarded_on": "2022-07-14",
        "certified_by": "Petra Sands", "certified_as": "Solicitor", "certified_on": "2026-11-01",
    }  # fmt: skip
    said = words_of(case, {"qualification": content}, by=by)
    assert "Master of Laws, Example University" in said
    assert "Awarded on 14 July 2022." in said
    assert "Copy certified by Petra Sands, Solicitor, on 1 November 2026." in said


def test_a_paper_tells_an_officers_note_beside_the_hours_and_a_supervisors_doubts(by) -> None:
    case = meeting_steps.before_the_committee()
    row = {"title": "Caseworker", "claimed": "10", "accepted": "5", "why": "Not legal.", "note": "Typing."}
    paper = replace(
        paper_of(case.referrals.get()),
        ledger={"claimed": "10", "accepted": "5", "required": 2300, "rows": [row]},
        references=[{"name": "Mary", "kind": "Solicitor", "months": 3, "is_acceptable": True,
                     "heads": [{"title": "Suitability", "words": "Perhaps.", "doubt": True}]}],
    )  # fmt: skip
    said = render_to_string("applications/committee/paper_body.html", {"paper": paper})
    assert "Not legal. Typing." in said
    assert "<strong>Suitability</strong> (with doubts): Perhaps." in said


def words_of(case: Case, content: dict[str, Any], *, by: User) -> str:
    """The paper of a case that was submitted with this content, in words."""
    Submission.objects.create(case=case, number=1, at=NOON, by=case.application.user, content=content, sha256="0" * 64)
    referral = referring.refer(case=case, cause=Cause.UNSURE, question="Is it legal work?", by=by, at=NOON)
    return " ".join(render_to_string("applications/committee/paper_body.html", {"paper": paper_of(referral)}).split())
