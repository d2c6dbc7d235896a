"""Coming back after a lapse: the grade that was held is held again [TC-4.4b]."""

from __future__ import annotations

from datetime import date

from members.models import GradeHeld
from standing.models import Lapse


def bring_back(*, lapse: Lapse, on: date) -> None:
    """[TC-4.4b] Ends a lapse on the London date `on`: the grade is held again from then, and not for the time between.

    In the caller's transaction.
    """
    lapse.returned_on = on
    lapse.save(update_fields=["returned_on"])
    GradeHeld.objects.create(member_id=lapse.member_id, grade_id=lapse.grade_code, from_date=on)


def undo(*, lapse: Lapse) -> None:
    """[TC-4.4a] Takes back a lapse whose money had come in time and was heard of later: as if it had never been.

    In the caller's transaction.
    """
    lapse.returned_on = lapse.on
    lapse.save(update_fields=["returned_on"])
    ended = GradeHeld.objects.filter(member=lapse.member_id, grade=lapse.grade_code, until_date=lapse.on)
    ended.update(until_date=None)
