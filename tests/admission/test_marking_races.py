"""Two officers at once on a mark, a judgement and a share, in connections of their own; and the control without the
case held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from admission.models import CriterionMark, Judgement, MarkingShare
from admission.services import marking
from applications.models import Case
from members.models import User
from tests.admission import at_once
from tests.admission.marking_steps import LATER, book, case_with, drawn, judged, mark
from tests.applications.deciding_steps import fresh, officer
from tests.cpd.asking.test_asking_races import Gate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("HB-31", "HB-41c")]
SLOT = "1.1-1"


def unheld(*, case_id: int, revision: int | None, by: User) -> Case:
    """What being_assessed gives, and nobody waits for it."""
    return fresh(Case(pk=case_id))


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "control"])
def test_of_two_officers_one_is_told_that_the_other_was_first(monkeypatch: pytest.MonkeyPatch, is_held: bool) -> None:
    drawn(monkeypatch, percent=0)
    case = case_with(SLOT, worked_on=date(2024, 6, 1))
    officers = officer(), officer()
    about = book(case).questions[0].about
    if not is_held:
        monkeypatch.setattr(marking, "being_assessed", unheld)

    def share(by: User) -> object:
        return marking.share(case_id=case.pk, competency=1, assessor=by, seen=0, by=by, at=LATER)

    def both(act: Callable[[User], object]) -> list[Callable[[], object]]:
        return [lambda: act(officers[0]), lambda: act(officers[1])]

    for inside, acts, told, model in (
        ("book_of", both(lambda by: mark(case, SLOT, by=by, letters="a", seen=0)), marking.MOVED, CriterionMark),
        ("book_of", both(lambda by: judged(case, about, by=by, seen=0)), marking.JUDGED, Judgement),
        ("data_by_id", both(share), marking.SHARED, MarkingShare),
    ):
        ends = at_once.both(Gate(monkeypatch, marking, inside), *acts)
        assert ends == sorted([told if is_held else "the database", "done"])
        assert model.objects.count() == 1  # type: ignore[attr-defined]
