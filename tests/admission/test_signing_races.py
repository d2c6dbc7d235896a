"""Two clicks on signing at once, in connections of their own: one signature, and nothing done twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError

from admission.enums import DeclarationStage
from admission.models import Declaration, Signature
from admission.services import declaring, signing
from applications.models import Case
from cilexportal.foundation.correspondence.models import Message
from cilexportal.foundation.rulebook.refusal import Refused
from shop.gateways.demo import DemoGateway
from tests.admission import signing_steps as steps
from tests.admission.signing_steps import ANN, BEN, NOW
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("HB-47")]
A_MOMENT = 0.5
CLEO = declaring.Person(name="Cleo Solicitor", email="cleo@example.org", kind="solicitor", number="")


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    at(NOW)
    return steps.cleared(demo_gateway)


def ended(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused as no:
        return no.refusals[0].sentence
    except IntegrityError:
        return "the database"
    return "done"


def unheld(declaration_id: int) -> tuple[Case, Declaration]:
    """What declaring.held gives, and nobody waits for it."""
    row = Declaration.objects.select_related("supervisor", "submission", "case__application__user").get(
        pk=declaration_id
    )
    return row.case, row


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_two_clicks_sign_once(case: Case, monkeypatch: pytest.MonkeyPatch, is_held: bool) -> None:
    row = steps.row_of(case, BEN)
    visit, said = steps.visit(row), steps.said(row)
    if not is_held:
        monkeypatch.setattr(declaring, "held", unheld)
    gate = Gate(monkeypatch, signing.intact, "damaged")

    def click() -> str:
        return ended(lambda: signing.sign(visit_id=visit.pk, said=said, at=NOW))

    first = Alongside(click)
    assert gate.inside.wait(WAIT)
    second = Alongside(click)
    second.join(A_MOMENT)
    assert second.is_alive()
    gate.go_on.set()
    ends = sorted([first.result(), second.result()])
    assert ends == (["You have signed this already.", "done"] if is_held else ["done", "the database"])
    assert Signature.objects.count() == 1
    assert Message.objects.filter(kind=signing.RECEIPT).count() == 1


def test_signing_and_handing_over_at_once_leave_one_of_them(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    row = steps.row_of(case, ANN)
    visit, said = steps.visit(row), steps.said(row)
    gate = Gate(monkeypatch, signing.intact, "damaged")
    first = Alongside(lambda: ended(lambda: signing.sign(visit_id=visit.pk, said=said, at=NOW)))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: ended(lambda: signing.hand_over(visit_id=visit.pk, person=CLEO, visitor=None, at=NOW)))
    second.join(A_MOMENT)
    gate.go_on.set()
    assert (first.result(), second.result()) == ("done", "You have signed this already.")
    assert Declaration.objects.get(name=ANN).stage == DeclarationStage.SIGNED
    assert not Declaration.objects.filter(name=CLEO.name).exists()
