"""Applications, cases and what hangs on them, as rows: what the services leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from applications.enums import RoleKind, SeatKind, Stage, Whose
from applications.models import (
    Application,
    Case,
    CasePaper,
    CommitteeMember,
    Course,
    Decision,
    Meeting,
    PathwayVersion,
    ReferenceAsked,
    Referral,
    Role,
    Submission,
)
from cilexportal.foundation.documents.models import Document, DocumentState
from members.models import User
from tests import factories as people

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
STEPS = ("knowledge", "experience", "portfolio", "admission")
_numbers: Iterator[int] = count(1)


def version(pathway: str = "immigration") -> PathwayVersion:
    """The version of the reference data."""
    return PathwayVersion.objects.get(pathway=pathway, version=1)


def application(user: User | None = None, **fields: Any) -> Application:
    """A live application with a case, still a draft, for each step."""
    under = fields.pop("version", None) or version()
    made = Application.objects.create(
        reference=f"IM-TEST-{next(_numbers):04}", user=user or people.UserFactory(), pathway=under.pathway,
        version=under, begun_at=NOON, touched_at=NOON, **fields,
    )  # fmt: skip
    Case.objects.bulk_create(Case(application=made, step=step, kind=step) for step in STEPS)
    return made


def case(user: User | None = None, *, step: str = "experience", stage: str = Stage.DRAFT, **fields: Any) -> Case:
    """One case of a new application, put where `stage` says whatever way leads there."""
    found = application(user).cases.get(step=step)
    return placed(found, stage, **fields) if stage != Stage.DRAFT or fields else found


def placed(found: Case, stage: str, **fields: Any) -> Case:
    """The case in a stage, with what a row in it has to say; the moves of the database are asleep meanwhile."""
    values: dict[str, Any] = {"stage": stage, "whose": Whose.NOBODY, **fields}
    if stage not in (Stage.DRAFT, Stage.LAPSED):
        values = {"submitted_at": NOON, "cleared_at": NOON, "decided_at": NOON, **values}
    values["withdrawn_at"] = NOON if stage == Stage.WITHDRAWN else None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Case.objects.filter(pk=found.pk).update(**values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    found.refresh_from_db()
    return found


def submission(of: Case, *, number: int = 1, content: dict[str, Any] | None = None) -> Submission:
    """What was submitted of a case: nothing to speak of, unless `content` says what."""
    return Submission.objects.create(
        case=of, number=number, at=NOON, by=of.application.user, content=content or {}, sha256="0" * 64
    )


def role(of: Case, **fields: Any) -> Role:
    """A current role of 35 hours a week."""
    defaults: dict[str, Any] = {
        "title": "Caseworker", "employer": "Example Law", "kind": RoleKind.EMPLOYED, "from_date": date(2025, 1, 6),
        "weekly_hours": 35, "tasks": ["advice"], "description": "x" * 50, "supervisor_name": "Mary Somerville",
        "supervisor_email": "mary@example.org", "saved_at": NOON,
    }  # fmt: skip
    return Role.objects.create(case=of, **{**defaults, **fields})


def paper(of: Case, *, kind: str = "certificate", state: str = DocumentState.CLEAN, **document: Any) -> CasePaper:
    """A file of the applicant on a case, checked unless `state` says otherwise."""
    made = file_of(of.application.user, state=state, **document)
    return CasePaper.objects.create(case=of, document=made, kind=kind, added_at=NOON, added_by=made.owner)


def file_of(owner: User, *, state: str = DocumentState.CLEAN, **document: Any) -> Document:
    """A file of somebody, checked unless `state` says otherwise."""
    told: dict[str, Any] = {"state": state, "file": default_storage.save("a/b.pdf", ContentFile(b"%PDF-1.7 a test"))}
    if state == DocumentState.CLEAN:
        told |= {"checked_at": NOON, "clean_size": 15, "clean_sha256": "0" * 64}
    elif state == DocumentState.REFUSED:
        told |= {"checked_at": NOON, "reason": "It cannot be read."}
    return people.DocumentFactory(owner=owner, **{**told, **document})


def course(of: Case, **fields: Any) -> Course:
    """A passed Legal Practice Course."""
    defaults: dict[str, Any] = {
        "code": "lpc", "provider": "A School", "from_date": date(2024, 9, 2), "until_date": date(2025, 6, 30),
        "passed_on": date(2025, 7, 15), "saved_at": NOON,
    }  # fmt: skip
    return Course.objects.create(case=of, **{**defaults, **fields})


def asked(of: Case, **fields: Any) -> ReferenceAsked:
    """A reference that is waited for."""
    defaults: dict[str, Any] = {
        "name": "Mary Somerville", "email": "mary@example.org", "asked_at": NOON, "asked_by": of.application.user,
        "due_on": date(2026, 12, 18),
    }  # fmt: skip
    return ReferenceAsked.objects.create(case=of, **{**defaults, **fields})


def decision(of: Case, **fields: Any) -> Decision:
    """An officer's "met" on the last submission of a case, or on a first one."""
    on = of.submissions.last() or submission(of)
    by = fields.pop("by", None) or people.UserFactory(granted=["regulation_officer"])
    return Decision.objects.create(
        case=of, submission=on, by=by, at=NOON, **{"body": "officer", "outcome": "met", **fields}
    )


def meeting(**fields: Any) -> Meeting:
    """A planned meeting of the committee."""
    defaults: dict[str, Any] = {
        "body": "committee", "starts_at": datetime(2026, 12, 8, 10, tzinfo=UTC), "papers_due_on": date(2026, 12, 1),
        "quorum": 3,
    }  # fmt: skip
    return Meeting.objects.create(**{**defaults, **fields})


def sitter(kind: str = SeatKind.LAY, **fields: Any) -> CommitteeMember:
    """Somebody who sits on the committee."""
    user = fields.pop("user", None) or people.UserFactory(granted=["alc_member"])
    return CommitteeMember.objects.create(
        user=user, kind=kind, **{"body": "committee", "from_date": date(2025, 1, 1), **fields}
    )


def referral(of: Case, **fields: Any) -> Referral:
    """A case before the committee because an officer cannot tell."""
    by = fields.pop("by", None) or people.UserFactory(granted=["regulation_officer"])
    defaults = {"body": "committee", "cause": "unsure", "question": "Is this legal work?", "at": NOON}
    return Referral.objects.create(case=of, by=by, **{**defaults, **fields})
