"""The membership desk's rules: merging, undoing, changing a grade, and the words each body reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cilexportal.wiring import LETTERS
from members.enums import Role
from people.rules import grades, merging, wall
from people.rules.merging import Side
from standing.enums import Body, Light

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kept", "gone", "words"),
    [
        ({"results": {"2024/25"}}, {"results": {"2024/25", "2023/24"}}, "CPD result for 2024/25"),
        ({"results": {"2024/25"}}, {"results": {"2025/26"}}, "keep that number, for results stay"),
        ({"terms": {2026}}, {"terms": {2026, 2025}}, "paid term for 2026"),
        ({"renewals": {2027}}, {"renewals": {2027}}, "open renewal for 2027"),
        ({"certificates": {2026}}, {"certificates": {2025}}, "practising certificate"),
        ({"asked": {"2026/27"}}, {"asked": {"2026/27"}}, "CPD officers for 2026/27"),
        ({}, {"unsettled": {"2025/26"}}, "2025/26 of B is not settled"),
        ({}, {"staff": True}, "staff role"),
        ({"grade": False}, {}, "keep that number"),
        ({"merged": True}, {}, "A has been merged"),
        ({}, {"merged": True}, "B has been merged"),
    ],
)
def test_what_forbids_a_merge_is_said_in_a_sentence(kept: dict[str, Any], gone: dict[str, Any], words: str):
    sides = (side("A", kept), side("B", gone))
    (sentence,) = merging.may_merge(*sides)
    assert words in sentence
    assert merging.may_merge(side("A", {}), side("B", {})) == []


def side(number: str, facts: dict[str, Any]) -> Side:
    return Side(number=number, **{key: frozenset(one) if isinstance(one, set) else one for key, one in facts.items()})


def test_a_merge_is_undone_to_the_end_of_the_thirtieth_day_in_london():
    facts: dict[str, Any] = {"undone": False, "kept_is_gone": False, "changed": 0, "hanging": 0}
    midnight = datetime(2026, 12, 21, 0, 0, tzinfo=UTC)
    assert merging.may_undo(merged_at=AT, at=midnight - timedelta(seconds=1), **facts) == []
    (late,) = merging.may_undo(merged_at=AT, at=midnight, **facts)
    assert "20 December 2026" in late
    for broken in ("kept_is_gone", "changed", "hanging", "undone"):
        assert len(merging.may_undo(merged_at=AT, at=AT, **{**facts, broken: True})) == 1


HELD: dict[str, Any] = {
    "held": "paralegal", "to": "fellow", "held_from": date(2020, 1, 1), "later": False,
    "judged_until": date(2026, 9, 30), "on": date(2026, 11, 1), "today": TODAY,
}  # fmt: skip


@pytest.mark.clause("CPD-16c")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": date(2026, 10, 1)}, ""),
        ({"on": date(2026, 9, 30)}, "choose 1 October 2026"),
        ({"on": TODAY + timedelta(days=366)}, ""),
        ({"on": TODAY + timedelta(days=367)}, "within a year"),
        ({"held_from": date(2026, 11, 1)}, "choose a later date"),
        ({"to": "paralegal"}, "the grade they hold"),
        ({"later": True}, "later date is on record"),
        ({"held": None, "held_from": None}, "no grade"),
    ],
)
def test_a_grade_changes_after_what_is_judged_and_within_a_year(changed: dict[str, Any], words: str):
    said = [str(one) for one in grades.may_change(**{**HELD, **changed})]
    assert len(said) == (1 if words else 0)
    assert words in "".join(said)


@pytest.mark.clause("LAW-ART10")
@pytest.mark.parametrize(
    ("body", "is_fee", "word", "why"),
    [
        (Body.CILEX, False, "Waits", ""),
        (Body.CILEX, True, "Waits", "It has been referred"),
        (Body.REGULATOR, False, "Waiting", "It has been referred"),
    ],
)
def test_cilex_reads_how_a_light_of_the_regulator_stands_and_never_why(body: Body, is_fee: bool, word: str, why: str):
    told = "It has been referred"
    seen = wall.seen("Prior conduct", Light.AMBER, why=told, clause="CPD-15b", body=body, is_fee=is_fee)
    assert (seen.word, seen.why, seen.colour) == (word, why, "amber")


@pytest.mark.clause("LAW-ART10")
def test_a_kind_of_letter_that_nobody_named_is_not_read_by_cilex():
    assert wall.is_letter_of_membership("shop.invoice")
    for kind in ("standing.conduct_referred", "cpd.request_answered", "cpd.year_closed", "new.kind"):
        assert not wall.is_letter_of_membership(kind)


@pytest.mark.clause("LAW-ART10")
def test_every_kind_of_letter_has_one_side():
    sides = (wall.LETTERS_OF_CILEX, wall.LETTERS_OF_REGULATOR, wall.LETTERS_OF_CASES, wall.LETTERS_OF_BOTH)
    assert sorted(kind for side in sides for kind in side) == sorted(kind.code for kind in LETTERS)


@pytest.mark.clause("LAW-ART10")
def test_whoever_looks_across_the_wall_says_why():
    assert wall.bad_reason("")
    assert wall.bad_reason("x" * 201)
    assert wall.bad_reason("x" * 200) is None
    assert wall.body_of({Role.REGULATION_OFFICER}) == wall.body_of({Role.CPD_OFFICER}) == Body.REGULATOR
    assert wall.body_of({Role.MEMBERSHIP_OFFICER}) == Body.CILEX
