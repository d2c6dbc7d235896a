"""Two officers who decide one case at once, in connections of their own: one wins, and the other is told."""

from __future__ import annotations

import pytest

from applications.enums import Outcome, Stage
from applications.models import Decision, Letter
from applications.services import deciding, moving
from cilexportal.foundation.rulebook.refusal import Refused
from tests.applications.deciding_steps import LATER, fresh, in_assessment, judge_all, officer
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5


def refer(case_id: int, revision: int, by) -> str:
    """Refers a case as an officer who saw this revision; the sentence where that was refused."""
    try:
        deciding.decide(
            case_id=case_id, revision=revision, outcome=Outcome.REFER, why="Is it enough?", subject="A subject",
            body="A letter.", by=by, at=LATER,
        )  # fmt: skip
    except Refused as no:
        return str(no.refusals[0])
    return "done"


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize("unseen", [False, True], ids=["seen", "control"])
def test_of_two_officers_one_decides_and_the_other_keeps_the_reason(monkeypatch, unseen) -> None:
    case = in_assessment()
    judge_all(case)
    revision = fresh(case).revision
    first_one, second_one = officer(full_name="Grace Hopper"), officer()
    if unseen:
        # Without the revision the second would come as far as the facts, which are others by then.
        monkeypatch.setattr(
            deciding, "_held_unmoved", lambda case_id, revision: moving.held(case=case_id, revision=None)
        )
    gate = Gate(monkeypatch, moving, "known_of")
    first = Alongside(lambda: refer(case.pk, revision, first_one))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: refer(case.pk, revision, second_one))
    second.join(A_MOMENT)
    assert second.is_alive(), "the second waits for the row"
    gate.go_on.set()
    assert first.result() == "done"
    told = second.result()
    assert ("Grace Hopper" in told and "What you typed is still here" in told) != unseen
    assert "not waiting for this" in told if unseen else "it is “With the committee” now" in told
    assert (Decision.objects.count(), Letter.objects.count(), fresh(case).stage) == (1, 1, Stage.COMMITTEE)
