"""Prior conduct: who is asked what, what can be signed, and which declarations wait."""

from __future__ import annotations

from datetime import date

import pytest

from standing.enums import Verdict
from standing.rules import conduct
from standing.rules.conduct import Asked, Made

TWO = (Asked(number=1, words="One?"), Asked(number=2, words="Two?"))


def made(year: int = 2026, *, version: int = 1, spent: bool = False, verdict: str = Verdict.ACCEPTED) -> Made:
    return Made(year=year, version=version, spent=spent, verdict=verdict)


@pytest.mark.clause("CPD-15b")
def test_only_who_declares_spent_convictions_reads_the_words_about_them() -> None:
    words = {"words": "Unspent?", "words_spent": "Spent or not?"}
    assert conduct.asked(1, **words, spent=True) == Asked(number=1, words="Spent or not?")
    assert conduct.asked(1, **words, spent=False) == Asked(number=1, words="Unspent?")
    assert conduct.asked(2, words="", words_spent="Spent?", spent=False) is None
    assert conduct.asked(2, words="All?", words_spent="", spent=True) == Asked(number=2, words="All?")


@pytest.mark.clause("CPD-15b")
@pytest.mark.parametrize(
    ("year", "may"), [(2025, False), (2026, True), (2027, True), (2028, False)]
)  # fmt: skip
def test_a_declaration_is_for_the_running_year_or_one_that_is_open(year: int, may: bool) -> None:
    refusal = conduct.may_declare(year=year, today=date(2026, 11, 20), open_years={2025, 2026, 2027})
    assert (refusal is None) == may


@pytest.mark.clause("CPD-15b")
@pytest.mark.parametrize(
    ("earlier", "spent", "may"),
    [
        ([], False, False),
        ([made()], False, True),
        ([made(2027)], False, False),
        ([made(), made(2027)], False, False),
        ([made(version=0)], False, False),
        ([made()], True, False),
        ([made(spent=True)], True, True),
        ([made(spent=True)], False, True),
        ([made(2024, spent=True), made(2025)], True, False),
        ([made(2028)], False, False),
    ],
)
def test_nothing_new_needs_an_earlier_declaration_on_the_same_questions(earlier, spent, may) -> None:
    assert (conduct.may_say_nothing_new(year=2027, version=1, spent=spent, made=earlier) is None) == may


@pytest.mark.clause("CPD-15b")
def test_nothing_disclosed_is_accepted_unless_another_matter_is_open() -> None:
    assert conduct.verdict_as_made(discloses=False, made=[]) == Verdict.ACCEPTED
    assert conduct.verdict_as_made(discloses=False, made=[made(2025), made()]) == Verdict.ACCEPTED
    assert conduct.verdict_as_made(discloses=True, made=[]) == ""
    for open_matter in ("", Verdict.QUESTIONED, Verdict.REFERRED):
        assert conduct.verdict_as_made(discloses=False, made=[made(2025), made(verdict=open_matter)]) == ""


@pytest.mark.clause("CPD-15b")
@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({1: None, 2: None}, 0), ({1: None, 2: "In 2020."}, 0), ({1: None}, 1), ({1: None, 2: None, 3: None}, 1),
        ({1: " ", 2: ""}, 2),
    ],
)  # fmt: skip
def test_each_question_is_answered_and_each_yes_told(answers, wrong: int) -> None:
    assert len(conduct.answered(TWO, answers)) == wrong


@pytest.mark.parametrize(
    ("typed", "may"), [("ada  LOVELACE", True), ("Àda Lovelace", True), ("Ada", False), ("", False)]
)
def test_the_signature_is_the_persons_name(typed: str, may: bool) -> None:
    assert (conduct.may_sign(typed=typed, name="Ada Lovelace") is None) == may


@pytest.mark.clause("CPD-15b", "LAW-ART10")
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, 0),
        ({"has_read": False}, 1),
        ({"has_read": False, "discloses": False}, 0),
        ({"is_own": True}, 1),
        ({"is_superseded": True}, 1),
        ({"verdict": Verdict.ACCEPTED}, 1),
        ({"verdict": Verdict.QUESTIONED}, 0),
        ({"verdict": Verdict.REFERRED, "to": Verdict.REFERRED}, 1),
    ],
)
def test_who_decides_has_read_it_and_it_is_not_their_own(changed, wrong: int) -> None:
    facts = {
        "verdict": "", "to": Verdict.ACCEPTED, "is_superseded": False, "is_own": False, "discloses": True,
        "has_read": True,
    }  # fmt: skip
    assert len(conduct.may_decide(**(facts | changed))) == wrong


@pytest.mark.clause("LAW-ART10")
def test_the_membership_body_learns_whether_it_is_accepted_and_no_more() -> None:
    seen = {conduct.seen_by_membership(verdict) for verdict in ("", Verdict.QUESTIONED, Verdict.REFERRED)}
    assert seen == {"Waiting"}
    assert conduct.seen_by_membership(Verdict.ACCEPTED) == "Accepted"
