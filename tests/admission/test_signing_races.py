"""Two clicks on a signer's or an officer's act at once, in connections of their own: it is done once, and nothing done
twice; and the control without the case held, in which it is done twice or the database refuses the second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from admission.enums import DeclarationStage
from admission.models import ArchiveAsked, Declaration, Signature
from admission.services import archives, declaring, signing
from applications.enums import EventKind
from applications.models import Case, Happening
from cilexportal.foundation.correspondence.models import Message
from shop.gateways.demo import DemoGateway
from tests.admission import signing_steps as steps
from tests.admission.at_once import A_MOMENT, Act, both, ended
from tests.admission.signing_steps import BEN, NOW
from tests.applications.deciding_steps import officer
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside
from tests.shop.conftest import demo_gateway

__all__ = ["demo_gateway"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("HB-47")]
CLEO = declaring.Person(name="Cleo Solicitor", email="cleo@example.org", kind="solicitor", number="")
SIGNED, DECLINED = EventKind.DECLARATION_SIGNED, EventKind.DECLARATION_DECLINED
HANDED, ASKED = EventKind.DECLARATION_HANDED_OVER, EventKind.DECLARATION_ASKED


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    at(NOW)
    return steps.cleared(demo_gateway)


def unheld(declaration_id: int) -> tuple[Case, Declaration]:
    """What declaring.held gives, and nobody waits for it."""
    row = Declaration.objects.select_related("supervisor", "submission", "case__application__user").get(
        pk=declaration_id
    )
    return row.case, row


def sign_own(case: Case) -> Act:
    row, user = steps.row_of(case), case.application.user
    said = steps.said(row, visitor=user)
    return lambda: signing.sign_own(declaration_id=row.pk, said=said, by=user, at=NOW)


def sign(case: Case, **more: object) -> Act:
    row = steps.row_of(case, BEN)
    visit, said = steps.visit(row), steps.said(row, **more)  # type: ignore[arg-type]
    return lambda: signing.sign(visit_id=visit.pk, said=said, at=NOW)


def leave_out(case: Case) -> Act:
    return sign(case, excluded={"2.1-1": "I was on leave."})


def decline(case: Case) -> Act:
    visit = steps.visit(steps.row_of(case, BEN))
    return lambda: signing.decline(visit_id=visit.pk, why="I do not know it.", visitor=None, at=NOW)


def hand_over(case: Case) -> Act:
    visit = steps.visit(steps.row_of(case, BEN))
    return lambda: signing.hand_over(visit_id=visit.pk, person=CLEO, visitor=None, at=NOW)


def replace(case: Case) -> Act:
    row, by = steps.row_of(case, BEN), officer()
    return lambda: declaring.replace(declaration_id=row.pk, person=CLEO, why="Away.", by=by, at=NOW)


# What is clicked, inside which function the first is as the second comes, what happens of it, and what the second is
# told.
ACTS = (
    (sign_own, (signing.intact, "damaged"), SIGNED, "You have signed this already."),
    (sign, (signing.intact, "damaged"), SIGNED, "You have signed this already."),
    (leave_out, (signing.intact, "damaged"), SIGNED, "You have signed this already."),
    (decline, (declaring, "held"), DECLINED, signing.NOT_ASKED),
    (hand_over, (declaring, "refuse_person"), HANDED, signing.NOT_ASKED),
    (replace, (declaring, "refuse_person"), ASKED, "another person is asked instead"),
)


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_two_clicks_at_once_do_it_once(
    demo_gateway: DemoGateway, at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch, is_held: bool
) -> None:
    at(NOW)
    cases = [steps.cleared(demo_gateway)]
    monkeypatch.setattr(steps, "priced", lambda fee: None)  # It has its price by now.
    cases += [steps.cleared(demo_gateway) for _ in ACTS[1:]]
    for case, (prepare, inside, kind, told) in zip(cases, ACTS, strict=True):
        act = prepare(case)
        before = Happening.objects.filter(case=case, kind=kind).count()
        with monkeypatch.context() as patched:
            if not is_held:
                patched.setattr(declaring, "held", unheld)
            ends = both(Gate(patched, *inside), act)
        happened = Happening.objects.filter(case=case, kind=kind).count() - before
        if is_held:
            assert ("done" in ends, any(told in one for one in ends), happened) == (True, True, 1), prepare
        else:
            assert happened == 2 or "the database" in ends, prepare
        if kind == SIGNED:
            [signature] = Signature.objects.filter(declaration__case=case)
            receipts = Message.objects.filter(kind=signing.RECEIPT, context__declaration=signature.declaration_id)
            assert receipts.count() == 1


# What is first, inside which function it is as the other comes, and what the other is told.
AT_ONCE = {
    "signing first": (sign, (signing.intact, "damaged"), hand_over, "You have signed this already."),
    "handing over first": (hand_over, (declaring, "refuse_person"), sign, signing.NOT_ASKED),
}


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
@pytest.mark.parametrize("order", AT_ONCE)
def test_signing_and_handing_over_at_once_leave_one_of_them(
    case: Case, monkeypatch: pytest.MonkeyPatch, order: str, is_held: bool
) -> None:
    prepare_first, inside, prepare_second, told = AT_ONCE[order]
    one, other = prepare_first(case), prepare_second(case)
    if not is_held:
        monkeypatch.setattr(declaring, "held", unheld)
    gate = Gate(monkeypatch, *inside)
    first = Alongside(lambda: ended(one))
    assert gate.inside.wait(WAIT)
    gate.inside.clear()
    second = Alongside(lambda: ended(other))
    second.join(A_MOMENT if is_held else WAIT)
    assert second.is_alive() is is_held, "it waits for the case, and without that does not"
    gate.go_on.set()
    ends = first.result(), second.result()
    assert ends == (("done", told) if is_held else ("the database", "done"))
    is_signed = (order == "signing first") is is_held
    row = Declaration.objects.get(name=BEN)
    assert row.stage == (DeclarationStage.SIGNED if is_signed else DeclarationStage.HANDED_OVER)
    assert Signature.objects.filter(declaration=row).exists() is is_signed
    assert Declaration.objects.filter(name=CLEO.name).exists() is not is_signed


@pytest.mark.clause("HB-28b")
@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_one_archive_is_made_of_two_clicks(case: Case, monkeypatch: pytest.MonkeyPatch, is_held: bool) -> None:
    by = officer()
    if not is_held:
        monkeypatch.setattr(archives, "held", lambda *, case, revision: Case.objects.get(pk=case))
    gate = Gate(monkeypatch, archives, "may_judge")
    ends = both(gate, lambda: archives.ask(case_id=case.pk, by=by, at=NOW))
    assert ends == ["done", "done" if is_held else "the database"]
    assert ArchiveAsked.objects.count() == 1
