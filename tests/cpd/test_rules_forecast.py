"""Where members stand, and what is foreseen from those of the year before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cpd.enums import Scheme
from cpd.rules.forecast import Past, Stood, done_share, forecast, is_behind, stood

OWED = {"owed_outcomes": 9, "owed_hours": Decimal(8)}


@pytest.mark.clause("CPD-5a", "CPD-7a")
@pytest.mark.parametrize(
    ("scheme", "outcomes", "hours", "place"),
    [
        (Scheme.OUTCOMES, 0, "0", Stood.NOTHING),
        (Scheme.OUTCOMES, 4, "0", Stood.LITTLE),
        (Scheme.OUTCOMES, 5, "0", Stood.HALF),
        (Scheme.OUTCOMES, 8, "99", Stood.HALF),
        (Scheme.OUTCOMES, 12, "0", Stood.ALL),
        (Scheme.MIXED, 1, "0", Stood.LITTLE),
        (Scheme.MIXED, 9, "3.99", Stood.LITTLE),
        (Scheme.MIXED, 1, "4", Stood.HALF),
        (Scheme.MIXED, 1, "8", Stood.ALL),
    ],
)
def test_a_place_is_the_amount_recorded_of_what_is_owed(scheme, outcomes, hours, place) -> None:
    share = done_share(scheme, outcomes=outcomes, hours=Decimal(hours), **OWED)
    assert stood(share, recorded=outcomes) == place


def test_where_nothing_is_owed_everything_is_done() -> None:
    assert done_share(Scheme.OUTCOMES, outcomes=0, hours=Decimal(0), owed_outcomes=0, owed_hours=Decimal(0)) == 1


@pytest.mark.clause("CPD-10")
def test_members_end_as_those_did_who_stood_where_they_stand() -> None:
    before = {Stood.NOTHING: Past(40, 30), Stood.HALF: Past(50, 5), Stood.ALL: Past(10, 0)}
    lines = {one.stood: one for one in forecast({Stood.NOTHING: 10, Stood.LITTLE: 20, Stood.HALF: 15}, before)}
    # Three quarters of ten is eight members; nobody stood at "little", so 35 of all 100 is taken: seven of twenty.
    assert [lines[place].not_met for place in Stood] == [8, 7, 2, 0]
    assert [lines[place].by_all for place in Stood] == [False, True, False, False]
    assert lines[Stood.ALL].members == 0


@pytest.mark.clause("CPD-10")
def test_nothing_is_foreseen_from_nothing() -> None:
    assert forecast({Stood.NOTHING: 10}, {}) == ()


def test_behind_is_less_than_has_gone_of_the_year() -> None:
    assert is_behind(Decimal("0.49"), gone=Decimal("0.5"))
    assert not is_behind(Decimal("0.5"), gone=Decimal("0.5"))
