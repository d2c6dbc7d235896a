"""What can be written into the ledger: each thing that is wrong has its own sentence and its own box."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from applications.rules import claims
from applications.rules.claims import CourseClaim, RoleClaim
from applications.rules.hours import Days

TODAY = date(2026, 11, 21)
ROLE = RoleClaim(
    first=date(2025, 1, 6), last=date(2026, 11, 20), weekly=Decimal(35), leave=(), tasks=("advice",), other_work="",
    description="x" * 50,
)  # fmt: skip
COURSE = CourseClaim(code="lpc", first=date(2024, 9, 1), last=date(2025, 6, 30), passed_on=date(2025, 6, 30))


def boxes(claim: RoleClaim, data) -> list[str]:
    found = claims.faults_of_role(claim, figures=data.hours, tasks=data.tasks, today=TODAY)
    return [box for box, _ in found]


@pytest.mark.clause("HB-17", "HB-17a", "HB-18", "HB-20a")
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"last": None}, []),
        ({"last": TODAY}, []),
        ({"last": date(2026, 11, 22)}, ["until_date"]),
        ({"first": TODAY, "last": None}, []),
        ({"first": date(2026, 11, 22), "last": None}, ["from_date"]),
        ({"last": date(2025, 1, 6)}, []),
        ({"last": date(2025, 1, 5)}, ["until_date"]),
        ({"weekly": Decimal(0)}, ["weekly_hours"]),
        ({"weekly": Decimal(84)}, []),
        ({"weekly": Decimal("84.01")}, ["weekly_hours"]),
        ({"weekly": Decimal(100)}, ["weekly_hours"]),
        ({"weekly": Decimal(169)}, ["weekly_hours"]),
        ({"tasks": ()}, ["tasks"]),
        ({"tasks": ("dancing",)}, ["tasks"]),
        ({"tasks": ("other",)}, ["other_work"]),
        ({"tasks": ("other",), "other_work": "Costs"}, []),
        ({"description": "x" * 49}, ["description"]),
        ({"description": " " * 60}, ["description"]),
    ],
)
def test_a_role_says_days_hours_and_work(changed, wrong: list[str], immigration) -> None:
    assert boxes(replace(ROLE, **changed), immigration) == wrong


@pytest.mark.clause("HB-18")
@pytest.mark.parametrize(
    ("leave", "wrong"),
    [
        ([(date(2025, 1, 6), date(2025, 1, 6))], 0),
        ([(date(2025, 1, 5), date(2025, 1, 6))], 1),
        ([(date(2026, 11, 20), date(2026, 11, 20))], 0),
        ([(date(2026, 11, 20), date(2026, 11, 21))], 1),
        ([(date(2025, 3, 2), date(2025, 3, 1))], 1),
        ([(date(2025, 3, 1), date(2025, 3, 5)), (date(2025, 3, 6), date(2025, 3, 7))], 0),
        ([(date(2025, 3, 1), date(2025, 3, 6)), (date(2025, 3, 6), date(2025, 3, 7))], 1),
    ],
)
def test_leave_lies_in_the_role_and_is_stated_once(leave, wrong: int, immigration) -> None:
    claim = replace(ROLE, leave=tuple(Days(first=first, last=last) for first, last in leave))
    assert boxes(claim, immigration) == ["leave"] * wrong


@pytest.mark.clause("HB-19")
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"passed_on": None}, []),
        ({"passed_on": TODAY}, []),
        ({"passed_on": date(2026, 11, 22)}, ["passed_on"]),
        ({"passed_on": date(2025, 6, 29)}, ["passed_on"]),
        ({"code": "gdl"}, ["code"]),
        ({"code": "btc"}, ["code"]),
        ({"last": date(2024, 8, 31), "passed_on": None}, ["until_date"]),
        ({"last": date(2027, 6, 30), "passed_on": None}, []),
    ],
)
def test_a_course_is_one_of_the_list_once_and_passed_when_it_is_over(changed, wrong: list[str], immigration) -> None:
    found = claims.faults_of_course(
        replace(COURSE, **changed), courses=immigration.courses, others=["btc"], today=TODAY
    )
    assert [box for box, _ in found] == wrong


KEPT = {"uuid": "a", "weekly_hours": "35.00", "leave": [["2025-03-01", "2025-03-02"]]}
SENT = {"roles": [KEPT], "courses": [{"uuid": "b", "code": "lpc"}], "papers": []}
NAMED = {"code": "cpq", "certificate": "c"}


@pytest.mark.clause("HB-22", "HB-28b")
@pytest.mark.parametrize(
    ("now", "may"),
    [
        (SENT, True),
        # What was not kept then, or is no part of the ledger, is no change of it.
        ({**SENT, "roles": [{**KEPT, "later_column": "x"}]}, True),
        ({**SENT, "papers": ["another"]}, True),
        ({**SENT, "roles": [{**KEPT, "weekly_hours": "35.01"}]}, False),
        ({**SENT, "roles": [{**KEPT, "leave": []}]}, False),
        ({**SENT, "roles": [KEPT, {**KEPT, "uuid": "c"}]}, False),
        ({**SENT, "roles": []}, False),
        ({**SENT, "courses": []}, False),
        ({**SENT, "courses": [{"uuid": "b", "code": "bptc"}]}, False),
    ],
)
def test_a_decision_is_looked_at_again_while_the_ledger_is_as_it_was_submitted(now, may: bool) -> None:
    for by_applicant, says in ((True, claims.NOT_SENT), (False, claims.NOT_SENT_BY_THEM)):
        found = claims.may_be_reviewed(SENT, now, by_applicant=by_applicant)
        assert [one.sentence for one in found] == ([] if may else [says.format(what="hours")])
    assert claims.may_be_reviewed({"papers": []}, now, by_applicant=True) == []


@pytest.mark.clause("HB-15", "HB-28b")
@pytest.mark.parametrize(
    ("now", "may"), [(NAMED, True), ({**NAMED, "code": "other"}, False), ({**NAMED, "certificate": ""}, False)]
)
def test_a_decision_is_looked_at_again_while_the_qualification_is_as_it_was_submitted(now, may: bool) -> None:
    found = claims.may_be_reviewed({"qualification": NAMED}, {"qualification": now}, by_applicant=True)
    assert [one.sentence for one in found] == ([] if may else [claims.NOT_SENT.format(what="qualification")])


def test_an_entry_that_is_on_one_side_alone_is_not_as_it_was() -> None:
    assert claims.is_as_sent(None, None)
    assert not claims.is_as_sent(KEPT, None)
    assert not claims.is_as_sent(None, KEPT)
