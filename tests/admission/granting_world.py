"""Final applications that everybody has signed for and that are paid: what a title rests upon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from admission.enums import DeclarationStage, Signer
from admission.models import Declaration, Signature, Title
from admission.queries.records import hash_of, record_of
from admission.services import granting
from applications.enums import Stage
from applications.models import Case, CaseFee, Decision
from members.models import User
from tests.applications import factories
from tests.applications.factories import NOON
from tests.shop import factories as shop

LATER = NOON + timedelta(hours=1)


def paid(case: Case) -> CaseFee:
    """The fee of a case, cleared."""
    order = shop.order(case.application.user, accepted_at=None, paid=False)
    return CaseFee.objects.create(case=case, order=order, billed_at=NOON, paid_at=NOON)


def asked(case: Case) -> Declaration:
    """The applicant's declaration, not signed yet."""
    user = case.application.user
    return Declaration.objects.create(
        case=case, submission=case.submissions.last(), signer=Signer.APPLICANT, name=user.full_name, email=user.email,
        slots=["1.1-1"], asked_at=NOON, due_on=date(2026, 12, 18),
    )  # fmt: skip


def signed(declaration: Declaration) -> Declaration:
    """The declaration with its signature."""
    signature = Signature(
        declaration=declaration, seals={"1.1-1": "a" * 64}, submission_sha256=declaration.submission.sha256,
        statement_version=1, statement="This is my own work.", consent="My name is my signature.",
        name=declaration.name or "Ada Lovelace", at=NOON, user=declaration.case.application.user,
    )  # fmt: skip
    signature.sha256 = hash_of(record_of(declaration, signature, excluded={}))
    signature.save()
    declaration.stage = DeclarationStage.SIGNED
    declaration.save(update_fields=["stage"])
    return declaration


def met(user: User | None = None, *, is_paid: bool = True, is_signed: bool = True) -> Decision:
    """A decision that a final application is met; fee and signature are in unless told otherwise."""
    return decided(factories.case(user, step="admission", stage=Stage.MET), is_paid=is_paid, is_signed=is_signed)


def decided(case: Case, *, is_paid: bool = True, is_signed: bool = True) -> Decision:
    """The decision on a case that stands as met."""
    factories.submission(case)
    if is_paid:
        paid(case)
    declaration = asked(case)
    if is_signed:
        signed(declaration)
    made = factories.decision(case)
    return Decision.objects.select_related("submission", "by", "case__application__user").get(pk=made.pk)


def granted(user: User | None = None) -> Title:
    """A title that was granted."""
    return granting.grant(decision=met(user), read={}, at=LATER)


def row_of(decision: Decision, **fields: Any) -> Title:
    """A title as a row that nobody asked a rule about."""
    application = decision.case.application
    told: dict[str, Any] = {
        "number": "AC-2026-34679ACD", "user": application.user, "case": decision.case, "pathway": application.pathway,
        "decision": decision, "title": "A title", "holder": "Ada", "folded": "ada", "authorised": True, "oaths": True,
        "activities": [], "limits": [], "evidence_sha256": decision.submission.sha256, "from_date": date(2026, 11, 20),
        "granted_at": LATER, "granted_by": decision.by, **fields,
    }  # fmt: skip
    return Title.objects.create(**told)
