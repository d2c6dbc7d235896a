"""Two at once on letting an example pass and on asking who has to sign, in connections of their own; and the control
without the case held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import transaction

from admission.enums import DeclarationStage
from admission.models import Allowance, Declaration, Exclusion
from admission.services import declaring
from applications.services import moving
from shop.gateways.demo import DemoGateway
from tests.admission import signing_steps as steps
from tests.admission.at_once import both
from tests.admission.signing_steps import BEN, NOW
from tests.admission.test_signing_races import unheld
from tests.applications.deciding_steps import officer
from tests.cpd.asking.test_asking_races import Gate
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("HB-S4.1a")]


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_an_example_is_let_pass_once_and_each_signer_asked_once(
    demo_gateway: DemoGateway, at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch, is_held: bool
) -> None:
    at(NOW)
    case, by = steps.cleared(demo_gateway), officer()
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    left_out = Exclusion.objects.get()
    declaring.end(row=steps.row_of(case), stage=DeclarationStage.VOID, why="", by=None, at=NOW)
    if not is_held:
        monkeypatch.setattr(declaring, "held", unheld)

    def let_pass() -> object:
        return declaring.let_pass(exclusion_id=left_out.pk, why="Somebody else saw it.", by=by, at=NOW)

    def ask() -> object:
        with transaction.atomic():
            held = moving.held(case=case.pk, revision=None) if is_held else steps.fresh(case)
            return declaring.ask(case=held, at=NOW)

    told = "This example was let pass before." if is_held else "the database"
    assert both(Gate(monkeypatch, declaring, "_refuse_officer"), let_pass) == sorted(["done", told])
    assert Allowance.objects.count() == 1
    before = Declaration.objects.count()
    ends = both(Gate(monkeypatch, declaring.queries, "standing_of"), ask)
    assert ends == (["done", "done"] if is_held else ["done", "the database"])
    assert Declaration.objects.count() == before + 1, "the applicant is asked again"
