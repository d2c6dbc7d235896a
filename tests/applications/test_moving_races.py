"""Two who act on one case at once, in connections of their own: one acts, and the other is told."""

from __future__ import annotations

import pytest
from django.db import transaction

from applications.enums import Actor, EventKind
from applications.services import moving
from cilexportal.foundation.rulebook.refusal import Refused
from tests.applications import factories
from tests.cpd.asking.test_asking_races import Gate
from tests.cpd.close.test_races import WAIT, Alongside

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 0.5


def act(case_id: int, revision: int | None) -> str:
    """Notes something on a case as an officer who saw this revision; how that ended."""
    try:
        with transaction.atomic():
            case = moving.held(case=case_id, revision=revision)
            moving.settle(case=case, actor=Actor.OFFICER, kind=EventKind.NOTE, by=None, at=factories.NOON)
    except Refused:
        return "refused"
    return "done"


@pytest.mark.clause("HB-26")
@pytest.mark.parametrize(
    ("revision", "ends"), [(1, ["done", "refused"]), (None, ["done", "done"])], ids=["seen", "control"]
)
def test_of_two_pages_that_saw_the_same_one_acts_and_the_other_is_told(monkeypatch, revision, ends) -> None:
    case = factories.case(step="knowledge")
    gate = Gate(monkeypatch, moving, "known_of")
    first = Alongside(lambda: act(case.pk, revision))
    assert gate.inside.wait(WAIT)
    second = Alongside(lambda: act(case.pk, revision))
    second.join(A_MOMENT)
    assert second.is_alive(), "the second waits for the row"
    gate.go_on.set()
    assert [first.result(), second.result()] == ends
    case.refresh_from_db()
    assert case.revision == 1 + ends.count("done")
    assert case.timeline.count() == ends.count("done")
    assert case.turns.count() == 1
