"""Nothing of a final application is assessed before everybody has signed, and what an officer can do meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from admission.enums import DeclarationStage
from admission.models import Exclusion
from admission.queries import declared, waiting
from admission.services import declaring, reminding, signing
from applications.enums import Body, Outcome, Stage
from applications.models import Case
from applications.queries import deciding, facts
from applications.rules import deciding as rules
from applications.services import moving
from cilexportal.foundation.asking.models import Item
from cilexportal.foundation.rulebook.refusal import Refused
from members.models import User
from portfolio.models import Sheet
from portfolio.services.versions import note
from shop.gateways.demo import DemoGateway
from tests import factories as people
from tests.admission import marking_steps as marks
from tests.admission import signing_steps as steps
from tests.admission.signing_steps import ANN, BEN, NOW
from tests.applications import deciding_steps as desk
from tests.applications.paying_steps import order_of
from tests.shop.conftest import demo_gateway
from tests.standing import paying

__all__ = ["demo_gateway"]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("HB-S4.1a")]
CLEO = declaring.Person(name="Cleo Solicitor", email="cleo@example.org", kind="solicitor", number="")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def case(demo_gateway: DemoGateway, at: Callable[[datetime], None]) -> Case:
    at(NOW)
    return steps.cleared(demo_gateway)


@pytest.fixture
def by() -> User:
    return desk.officer()


def offered(case: Case) -> tuple[Outcome, ...]:
    found = deciding.to_decide(steps.fresh(case), today=NOW.date())
    return rules.available(found.matter, found.data, body=Body.OFFICER)


def refusals(case: Case, by: User) -> set[str]:
    """What an officer is told who assesses: the same whichever way."""
    acts: tuple[Callable[[], object], ...] = (
        lambda: marks.mark(case, "1.1-1", by=by),
        lambda: desk.judge(case, "conduct", by=by),
    )
    found = set()
    for act in acts:
        with pytest.raises(Refused) as no:
            act()
        found |= {one.sentence for one in no.value.refusals}
    return found


def test_nothing_is_marked_judged_or_decided_before_the_last_signature(case: Case, by: User) -> None:
    assert (refusals(case, by), offered(case)) == ({declared.WAITS}, ())
    reader = people.signed_in(people.staff("regulation_officer"))
    for name, more in (("assess", []), ("example", ["1.1-1"])):
        html = reader.get(reverse(f"admission_desk:{name}", args=[case.uuid, *more])).text
        assert declared.WAITS in html
        assert 'name="mark_a"' not in html
    steps.sign_own(case)
    steps.sign(case, ANN)
    assert (refusals(case, by), offered(case)) == ({declared.WAITS}, ())
    reminding.tell_overdue(at=NOW + timedelta(days=60))
    assert (refusals(case, by), offered(case)) == ({declared.WAITS}, (Outcome.REFER,)), "an officer has the move"
    declaring.send_again(declaration_id=steps.row_of(case, BEN).pk, by=by, at=LATER)
    steps.sign(case, BEN, at=LATER)
    assert marks.mark(case, "1.1-1", by=by) == 6
    desk.judge(case, "conduct", by=by)


def test_what_is_not_as_it_was_submitted_is_looked_into_first(case: Case, by: User) -> None:
    steps.sign_all(case)
    Sheet.objects.filter(competency=1, example=1).update(how_met="Something else.")
    assert (refusals(case, by), offered(case)) == ({waiting.ALTERED}, (Outcome.REFER,))


def test_another_example_is_asked_for_in_the_place_of_one_that_was_left_out(case: Case, by: User) -> None:
    steps.sign(case, BEN, excluded={"2.1-1": "I was on leave."})
    assert offered(case) == (Outcome.REFER,), "not everybody has answered"
    steps.sign_own(case)
    steps.sign(case, ANN)
    assert (refusals(case, by), offered(case)) == ({declared.OFFICER}, (Outcome.ASK, Outcome.REFER))
    desk.decide(case, Outcome.ASK, by=by, at=NOW)
    assert Item.objects.get().question.startswith("2.1: Ben Supervisor did not sign for this example.")
    assert steps.fresh(case).stage == Stage.INFORMATION
    exclusion, row = Exclusion.objects.get(), steps.row_of(case, BEN)
    for act in (
        lambda: declaring.let_pass(exclusion_id=exclusion.pk, why="Fine.", by=by, at=LATER),
        lambda: declaring.send_again(declaration_id=row.pk, by=by, at=LATER),
        lambda: declaring.replace(declaration_id=row.pk, person=CLEO, why="Away.", by=by, at=LATER),
    ):
        with pytest.raises(Refused, match="not waiting for declarations"):
            act()


def test_whoever_declined_is_asked_anew_once_an_example_of_theirs_has_changed(case: Case, by: User) -> None:
    steps.sign_own(case)
    steps.sign(case, ANN)
    row = steps.row_of(case, BEN)
    signing.decline(visit_id=steps.visit(row).pk, why="Not known to me.", visitor=None, at=NOW)
    assert offered(case) == (Outcome.ASK, Outcome.REFER)
    assert len(waiting.section_of(steps.fresh(case)).reasons) == 2
    held = moving.held(case=case.pk, revision=None)
    assert declaring.ask(case=held, at=LATER) == [], "the control: nothing was changed"
    sheet = Sheet.objects.get(competency=2)
    sheet.how_met = "Said better."
    note(sheet=sheet, at=LATER)
    steps.freeze(held)
    declaring.ask(case=held, at=LATER)
    row.refresh_from_db()
    assert row.stage == DeclarationStage.VOID
    assert steps.row_of(case, BEN).stage == DeclarationStage.OPEN


def test_nobody_declines_or_hands_over_while_the_applicant_answers(case: Case) -> None:
    visit = steps.visit(steps.row_of(case, BEN))
    Case.objects.filter(pk=case.pk).update(stage=Stage.INFORMATION)
    with pytest.raises(Refused, match="not waiting for declarations"):
        signing.decline(visit_id=visit.pk, why="Not known to me.", visitor=None, at=NOW)
    with pytest.raises(Refused, match="not waiting for declarations"):
        signing.hand_over(visit_id=visit.pk, person=CLEO, visitor=None, at=NOW)


def test_examples_are_hashed_only_where_a_signature_is_waited_for(
    demo_gateway: DemoGateway, at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(NOW)
    asked: list[str] = []
    monkeypatch.setattr(facts, "waits_for", lambda case: asked.append(case.stage))
    case = steps.billed()
    assert asked == []
    paying.by_card(order_of(case), demo_gateway, at=NOW)
    assert asked
