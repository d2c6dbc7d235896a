"""Submitting and answering twice at once, in connections of their own; and the control without a row held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from applications.enums import EventKind, Stage
from applications.models import Case, CaseFee, Happening, Submission
from applications.queries.facts import about
from applications.services import fees, moving, submitting
from cilexportal.foundation.asking import services as asking
from cilexportal.foundation.asking.models import Request
from cilexportal.foundation.asking.services import Wanted
from cilexportal.foundation.rulebook.refusal import Refused
from tests.admission import final_steps as steps
from tests.applications import factories
from tests.applications.deciding_steps import officer
from tests.applications.factories import NOON
from tests.applications.paying_steps import PENCE, bill_to, priced, submitted
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5


def both(gate: Gate, act: Callable[[], object]) -> list[str]:
    """How an act ends that is begun again while it is inside the gate."""

    def ended() -> str:
        try:
            act()
        except Refused:
            return "refused"
        except DatabaseError:
            return "the database"
        return "done"

    first = Alongside(ended)
    assert gate.inside.wait(WAIT)
    second = Alongside(ended)
    second.join(A_MOMENT)
    gate.go_on.set()
    return sorted([first.result(), second.result()])


@pytest.mark.clause("HB-59b", "HB-60")
@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_two_clicks_submit_once_and_bill_once(
    at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch, is_held: bool
) -> None:
    at(NOON)
    priced("assessment-admission")
    with transaction.atomic():
        case = steps.whole()
    revision, by = case.revision, case.application.user
    if not is_held:
        monkeypatch.setattr(moving, "held", lambda *, case, revision: steps.fresh(Case(pk=case)))
        # The portfolio is held too, and would make the second wait.
        monkeypatch.setattr(submitting, "_HOLDS", {})
    gate = Gate(monkeypatch, submitting, "_why_not" if is_held else "_freeze")
    ends = both(
        gate,
        lambda: submitting.submit(
            case_id=case.pk, revision=revision, by=by, payer=bill_to(), seen_pence=PENCE, at=NOON
        ),
    )  # fmt: skip
    assert ends == ["done", "refused" if is_held else "the database"]
    assert (Submission.objects.filter(case=case).count(), CaseFee.objects.filter(case=case).count()) == (1, 1)
    assert fees.standing(case.pk) is not None


def unheld(request_id: int) -> Request:
    return Request.objects.get(pk=request_id)


@pytest.mark.clause("HB-S4.3", "HB-26")
@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_two_clicks_answer_once(at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch, is_held: bool) -> None:
    at(NOON)
    priced("assessment-admission")
    with transaction.atomic():
        case = steps.whole()
    submitted(case, pence=PENCE)
    user = case.application.user
    CaseFee.objects.filter(case=case).update(paid_at=NOON)
    asked = asking.ask(
        person=user, email=user.email, subject="More", why="So.", about=about(case), items=[Wanted("Which?")],
        by=officer(), at=NOON,
    )  # fmt: skip
    with transaction.atomic():
        factories.placed(case, Stage.INFORMATION)
    if not is_held:
        monkeypatch.setattr(asking, "_open", unheld)
        monkeypatch.setattr(moving, "held", lambda *, case, revision: Case.objects.get(uuid=case))
        monkeypatch.setattr(submitting, "_HOLDS", {})
    gate = Gate(monkeypatch, asking, "_write" if is_held else "_end")
    ends = both(gate, lambda: asking.answer(request_id=asked.pk, answers={1: "This."}, files={}, by=user, at=NOON))
    happened = Happening.objects.filter(case=case, kind=EventKind.ANSWERED).count()
    if is_held:
        assert (ends, happened, case.submissions.count()) == (["done", "refused"], 1, 2)
    else:
        assert "the database" in ends or happened == 2
