"""Leaving a job half-way through a portfolio."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio.rules.leaving import LeaversPack, covered, may_list, missing, reminders
from tests.portfolio.examples import pathway, slot

ONE, OTHER = slot("1.1-1"), slot("2.1")


def pack(**changed) -> LeaversPack:
    known = {"supervisor": "okoro", "has_reference": True, "consents": True, "sealed": {ONE: "aa", OTHER: "bb"}}
    return LeaversPack(**{**known, **changed})


@pytest.mark.clause("HB-53")
def test_reminders_come_before_the_last_day_at_work() -> None:
    days = list(reminders(date(2026, 12, 31), days=pathway().evidence.leaving_reminders))
    assert days == [date(2026, 12, 3), date(2026, 12, 17), date(2026, 12, 28)]


@pytest.mark.clause("HB-53", "HB-53a", "HB-53b")
@pytest.mark.parametrize(
    ("changed", "clause"),
    [({"has_reference": False}, "HB-53"), ({"consents": False}, "HB-53a"), ({"sealed": {}}, "HB-53b")],
)
def test_each_part_of_the_pack(changed, clause) -> None:
    assert list(missing(pack())) == []
    assert [refusal.clause for refusal in missing(pack(**changed))] == [clause]


@pytest.mark.clause("HB-53b")
def test_only_what_the_supervisor_supervised_is_listed() -> None:
    assert list(may_list([ONE], supervised=[ONE, OTHER])) == []
    assert [refusal.clause for refusal in may_list([ONE, OTHER], supervised=[ONE])] == ["HB-53b"]
    assert [refusal.clause for refusal in may_list([], supervised=[ONE])] == ["HB-53b"]


@pytest.mark.clause("HB-53b", "HB-54")
def test_a_sheet_changed_after_signing_drops_out() -> None:
    assert covered(pack(), seals={ONE: "aa", OTHER: "bb"}) == {ONE, OTHER}
    assert covered(pack(), seals={ONE: "aa", OTHER: "changed"}) == {ONE}
    assert covered(pack(), seals={ONE: "aa"}) == {ONE}
