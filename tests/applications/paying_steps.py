"""What the tests of fees do again and again: a step that is ready, its price, submitting it, and its payment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.enums import AskedStage
from applications.models import Case, CaseFee
from applications.services import submitting
from members.models import User
from shop.models import Order, Price, Product
from shop.services.billing import BillTo
from tests.applications import factories
from tests.applications.factories import NOON
from tests.shop import factories as shop
from tests.standing import paying

PENCE = 35_000


def priced(slug: str = "assessment-experience", *, pence: int = PENCE) -> Product:
    """The fee of the experience step, with a price since long ago."""
    product = Product.objects.get(slug=slug)
    Price.objects.create(product=product, pence=pence, from_date=shop.LONG_AGO)
    return product


def ready(user: User | None = None) -> Case:
    """An experience step that wants nothing: a role, and a reference that was received."""
    case = factories.case(user)
    factories.role(case)
    factories.asked(case, stage=AskedStage.RECEIVED, ended_at=NOON)
    return case


def submitted(case: Case, *, at: datetime = NOON, pence: int = PENCE, **payer: Any) -> CaseFee:
    """The case submitted by its applicant, who pays by card; `organisation` and `by_transfer` make it an employer."""
    case.refresh_from_db()
    fee = submitting.submit(
        case_id=case.pk, revision=case.revision, by=case.application.user, payer=bill_to(**payer), seen_pence=pence,
        at=at,
    )  # fmt: skip
    assert fee is not None
    case.refresh_from_db()
    return fee


def bill_to(**fields: Any) -> BillTo:
    return paying.bill_to(**fields)


def order_of(case: Case) -> Order:
    """The order of the fee that stands."""
    return CaseFee.objects.select_related("order").get(case=case, let_go_at=None).order
