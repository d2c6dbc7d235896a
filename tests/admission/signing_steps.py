"""Final applications that wait for signatures, for tests: submitted, paid by card, and signed by links."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from admission.enums import Signer
from admission.models import Declaration, Signature
from admission.queries import declared
from admission.queries.submitted import parts_of
from admission.services import signing
from admission.services.declaring import PURPOSE
from applications.enums import Actor, EventKind
from applications.models import Case, Submission
from applications.queries.pathways import data_by_id
from applications.queries.submitted import fingerprint
from applications.services import fees, moving
from cilexportal.foundation.visitors import services as visiting
from cilexportal.foundation.visitors.models import Link, Visit
from portfolio.models import Portfolio, Sheet, Supervisor
from portfolio.services import versions
from portfolio.services.supervised import shown_of
from shop.gateways.demo import DemoGateway
from tests.applications.paying_steps import PENCE, bill_to, order_of, priced
from tests.portfolio import factories
from tests.standing import paying

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ANN, BEN = "Ann Supervisor", "Ben Supervisor"
BYTES = b"%PDF-1.7 a letter"


def example(supervisor: Supervisor, place: str) -> Sheet:
    """A sheet that names a supervisor, with a checked letter whose bytes are what its row says."""
    portfolio = supervisor.portfolio
    made = factories.sheet(portfolio, place, supervisor=supervisor)
    file = default_storage.save("a/letter.pdf", ContentFile(BYTES))
    sha256 = hashlib.sha256(BYTES).hexdigest()
    document = factories.document(portfolio, file=file, clean_sha256=sha256, clean_size=len(BYTES))
    factories.piece(portfolio, made, document=document)
    versions.note(sheet=made, at=NOW)
    return made


def portfolio_of_two() -> Portfolio:
    """Ann supervised one example, Ben two."""
    portfolio = factories.portfolio()
    ann = factories.supervisor(portfolio, name=ANN, email="ann@example.org", person_kind="solicitor")
    ben = factories.supervisor(portfolio, name=BEN, email="ben@example.org", person_kind="solicitor")
    for supervisor, places in ((ann, ["1.1-1"]), (ben, ["1.1-2", "2.1-1"])):
        for place in places:
            example(supervisor, place)
    return portfolio


def fresh(case: Case) -> Case:
    return Case.objects.select_related("application__user").get(pk=case.pk)


def billed(portfolio: Portfolio | None = None) -> Case:
    """The final application submitted with its examples; the fee is not paid."""
    portfolio = portfolio or portfolio_of_two()
    case = Case.objects.select_related("application__user").get(
        application=portfolio.case.application_id, kind="admission"
    )
    step = data_by_id(case.application.version_id).step("admission")
    priced(step.fee)
    user = case.application.user
    freeze(case)
    case.submitted_at = NOW
    fees.bill_for(case=case, step=step, payer=bill_to(), seen_pence=PENCE, by=user, at=NOW)
    moving.settle(case=case, actor=Actor.APPLICANT, kind=EventKind.SUBMITTED, by=user, at=NOW)
    return fresh(case)


def freeze(case: Case) -> Submission:
    """What stands in the portfolio and beside it, submitted under the next number."""
    content = parts_of(case)
    return Submission.objects.create(
        case=case, number=case.submissions.count() + 1, at=NOW, by=case.application.user, content=content,
        sha256=fingerprint(content),
    )  # fmt: skip


def cleared(gateway: DemoGateway) -> Case:
    """The final application paid by card, so that everybody is asked."""
    case = billed()
    paying.by_card(order_of(case), gateway, at=NOW)
    return fresh(case)


def row_of(case: Case, name: str = "") -> Declaration:
    """The newest declaration of a supervisor, or of the applicant."""
    found = Declaration.objects.filter(case=case)
    found = found.filter(name=name) if name else found.filter(signer=Signer.APPLICANT)
    newest = declared.by_uuid(found.latest("pk").uuid)
    assert newest is not None
    return newest


def visit(row: Declaration, *, at: datetime = NOW) -> Visit:
    """A visit by the link that is alive."""
    link = Link.objects.get(purpose=PURPOSE, subject=row.uuid, ended_at=None)
    assert signing.enter(token=visiting.token_of(link), visitor=None, at=at)
    return Visit.objects.filter(link=link).latest("pk")


def said(row: Declaration, *, excluded: Mapping[str, str] | None = None, **more: Any) -> signing.Signing:
    """What somebody sends who signs what was shown."""
    seen = shown_of(signing.to_sign(row))
    usual = {"seen": seen, "name": row.name, "consents": True, "visitor": None, "address": "192.0.2.1"}
    return signing.Signing(**{**usual, "excluded": excluded or {}, **more})


def sign_own(case: Case, *, at: datetime = NOW, **more: Any) -> Signature:
    row, user = row_of(case), case.application.user
    return signing.sign_own(declaration_id=row.pk, said=said(row, visitor=user, **more), by=user, at=at)


def sign(case: Case, signer: str, *, at: datetime = NOW, **more: Any) -> Signature:
    row = row_of(case, signer)
    return signing.sign(visit_id=visit(row, at=at).pk, said=said(row, **more), at=at)


def sign_all(case: Case) -> None:
    """Everybody signs everything."""
    sign_own(case)
    sign(case, ANN)
    sign(case, BEN)
