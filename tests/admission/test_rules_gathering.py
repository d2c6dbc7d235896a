"""What the final application is made of, and what would be refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from admission.enums import Finding
from admission.rules.gathering import Gathered, checked, may_open, wanting
from applications.enums import Stage
from cilexportal.foundation.rulebook.refusal import Refusal

DAY = date(2026, 11, 21)
WHOLE = Gathered(
    experience=Stage.MET, has_hours_letter=True, knowledge_is_in=True, portfolio_is_ready=True, has_reference=True,
    reference=None, supervisor_is_authorised=True, conduct_on=DAY,
)  # fmt: skip


def clauses(**changes: object) -> list[str]:
    return [one.clause for one in wanting(replace(WHOLE, **changes), applied_on=DAY)]


@pytest.mark.clause("HB-58")
def test_it_opens_once_the_hours_are_confirmed_and_the_portfolio_is_ready() -> None:
    assert may_open(WHOLE) is None
    for stage in set(Stage) - {Stage.MET}:
        assert may_open(replace(WHOLE, experience=stage)) is not None
    assert may_open(replace(WHOLE, portfolio_is_ready=False)) is not None
    assert clauses(portfolio_is_ready=False) == ["HB-58"]


@pytest.mark.clause("HB-59", "HB-59a", "HB-59b", "HB-59c", "HB-63")
@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ({"knowledge_is_in": False}, "HB-59b"),
        ({"has_hours_letter": False}, "HB-59c"),
        ({"has_hours_letter": False, "is_letter_waiting": True}, "HB-59c"),
        ({"has_reference": False}, "HB-59a"),
        ({"reference": Refusal("HB-62", "Too old.")}, "HB-62"),
        ({"supervisor_is_authorised": False}, "HB-63"),
        ({"form_wanting": ["Answer this."]}, "HB-59"),
        ({"conduct_on": None}, "HB-59"),
        ({"conduct_on": date(2026, 11, 22)}, "HB-59"),
    ],
    ids=["knowledge", "hours", "unchecked", "reference", "old", "authorised", "form", "conduct", "later"],
)
def test_each_missing_part_is_named(changes: dict[str, object], clause: str) -> None:
    assert clauses() == []
    assert clauses(**changes) == [clause]


@pytest.mark.clause("HB-59")
def test_a_part_would_be_refused_or_asked_about_or_is_fine() -> None:
    no = Refusal("HB-59", "Not there.")
    assert checked("Form", refusals=[no], questions=[no]).finding == Finding.FAILS
    assert checked("Form", refusals=[], questions=[no]).finding == Finding.QUESTION
    assert checked("Form", refusals=[]).finding == Finding.FINE
