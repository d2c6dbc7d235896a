"""Cases that officers assess, for tests: submitted and cleared, with sections judged and hours accepted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from applications.enums import Accepted, AskedStage, Outcome, Stage, Whose
from applications.models import Case, CaseFee, Letter, Reference, ReferenceAsked
from applications.queries import deciding as queries
from applications.queries.reference_words import hash_of
from applications.rules.claims import View
from applications.rules.deciding import Failed, Section
from applications.services import assessing, deciding, ledger
from cilexportal.foundation import london
from members.models import User
from tests import factories as people
from tests.applications import factories
from tests.applications.factories import NOON
from tests.shop import factories as shop

LATER = NOON + timedelta(hours=1)
RUNNING = {"whose": Whose.OFFICER, "clock_since": date(2026, 11, 20), "due_on": date(2026, 12, 18), "decided_at": None}
UNCLEAR = Failed(code="more_about_content", note="Send the syllabus.")
UNREADABLE = Failed(code="copy_unreadable", note="Send a clearer copy.")
WORK = Failed(code="work_unclear", note="Which matters did you run?")
HARD = Failed(code="not_accredited", note="")
CONTENT = {"answers": [], "papers": [], "qualification": {"title": "LLB"}}


def officer(**fields: Any) -> User:
    return people.UserFactory(granted=["regulation_officer"], **fields)


def in_assessment(step: str = "knowledge", user: User | None = None, *, reference: bool = True, **role: Any) -> Case:
    """A case that an officer has; of the experience step with its fee paid, a role, and a signed reference."""
    case = factories.case(user, step=step, stage=Stage.ASSESSMENT, **RUNNING)
    factories.submission(case)
    if step == "experience":
        order = shop.order(case.application.user, accepted_at=None, paid=False)
        CaseFee.objects.create(case=case, order=order, billed_at=NOON, paid_at=NOON)
        factories.role(case, **role)
        if reference:
            signed(case)
    return case


def signed(case: Case, *, kind: str = "solicitor") -> ReferenceAsked:
    """A reference that was signed."""
    asked = factories.asked(case, stage=AskedStage.RECEIVED, ended_at=NOON)
    made = Reference(
        asked=asked, person_kind=kind, regulator="A regulator", number="123", from_date=date(2025, 1, 6),
        saved_at=NOON, signed_name="Mary Somerville", signed_at=NOON,
    )  # fmt: skip
    made.sha256 = hash_of(made)
    made.save()
    return asked


def fresh(case: Case) -> Case:
    return Case.objects.select_related("application__user").get(pk=case.pk)


def judge(case: Case, code: str, *reasons: Failed, by: User | None = None, at: datetime = LATER) -> None:
    """A section passed, or failed for the reasons given."""
    assessing.judge_section(
        case_id=case.pk, revision=fresh(case).revision, by=by or officer(), at=at,
        section=Section(code=code, passed=not reasons, reasons=reasons),
    )  # fmt: skip


def judge_all(case: Case, *reasons: Failed, by: User | None = None, at: datetime = LATER) -> None:
    """Every section judged: those of the reasons failed, the others passed; every role accepted as claimed."""
    by = by or officer()
    data = queries.data_by_id(case.application.version_id)
    failed: dict[str, list[Failed]] = {}
    for one in reasons:
        failed.setdefault(data.reason(one.code).section, []).append(one)
    for code in data.step(case.step).sections:
        judge(case, code, *failed.get(code, []), by=by, at=at)
    for role in case.roles.filter(assessed=None):
        ledger.assess_role(
            role_id=role.pk, revision=fresh(case).revision, view=View(verdict=Accepted.FULL), note="", by=by, at=at
        )


def decide(case: Case, outcome: Outcome, *, by: User | None = None, at: datetime = LATER, **said: Any) -> Letter:
    """A decision with the letter that is generated for it, unless another is given."""
    if "subject" not in said:
        found = queries.to_decide(fresh(case), today=london.date_of(at))
        draft = found.drafted(outcome, expected_on=said.get("expected_on"), expected_why=said.get("expected_why", ""))
        said = {"subject": draft.subject, "body": draft.body, **said}
    told = {"revision": fresh(case).revision, "why": "Is this enough?", **said}
    return deciding.decide(case_id=case.pk, outcome=outcome, by=by or officer(), at=at, **told)
