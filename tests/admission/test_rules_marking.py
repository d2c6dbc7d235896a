"""Marks of criteria, and what comes of them together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admission.enums import Mark
from admission.rules.marking import (
    Marked,
    carried,
    changed_only,
    disagreements,
    draw_of,
    faults_of_mark,
    gone,
    is_sampled,
    results,
    why_not_approve,
    why_not_whole,
)
from applications.rules.pathway import Competency, Criterion, LearningOutcome

AB = (Criterion(letter="a", words="First"), Criterion(letter="b", words="Second"))
COMPETENCIES = (
    Competency(number=1, title="One", outcomes=(LearningOutcome(number="1.1", title="Law", examples=2, criteria=AB),)),
    Competency(
        number=6, title="Six",
        outcomes=(LearningOutcome(number="6.5", title="More", examples=1, optional=True, criteria=AB[:1]),),
    ),
)  # fmt: skip
PLACES = {"1.1": ["1.1-1", "1.1-2"], "6.5": ["6.5-1"]}
KEYS = [(slot, letter) for slot in PLACES["1.1"] for letter in "ab"] + [("6.5-1", "a")]


def marked(slot: str, letter: str, mark: Mark = Mark.MET) -> Marked:
    reason, note = ("", "") if mark == Mark.MET else ("criterion_not_met", "Say more.")
    return Marked(slot=slot, letter=letter, mark=mark, reason=reason, note=note)


def all_met() -> dict[tuple[str, str], Marked]:
    return {key: marked(*key) for key in KEYS}


def refusals(
    marks: dict[tuple[str, str], Marked], places: dict[str, list[str]] = PLACES, questions: int = 0
) -> list[str]:
    found = list(results(places, marks=marks, competencies=COMPETENCIES))
    return [one.sentence for one in why_not_approve(found, open_questions=questions)]


@pytest.mark.clause("HB-31", "HB-S4.2")
def test_approval_takes_every_criterion_of_every_compulsory_example() -> None:
    assert refusals(all_met()) == []
    for key in KEYS[:-1]:
        rest = all_met()
        del rest[key]
        assert refusals(rest) == ["1 criterion has not been marked yet."]
        failed = all_met() | {key: marked(*key, Mark.NOT_MET)}
        assert refusals(failed) == ["Not met: 1.1."]


@pytest.mark.clause("HB-33", "HB-31")
def test_an_outcome_of_which_nothing_was_submitted_is_not_met() -> None:
    assert refusals(all_met(), {"6.5": ["6.5-1"]}) == ["4 criteria have not been marked yet."]


@pytest.mark.clause("HB-31", "HB-57")
def test_a_place_that_was_emptied_is_not_met() -> None:
    assert refusals(all_met(), {**PLACES, "1.1": ["1.1-1"]}) == ["2 criteria have not been marked yet."]


@pytest.mark.clause("HB-FRAMEWORK-6.5")
@pytest.mark.parametrize("mark", [Mark.MET, Mark.NOT_MET, None])
def test_the_optional_outcome_decides_nothing(mark: Mark | None) -> None:
    marks = all_met()
    del marks["6.5-1", "a"]
    if mark:
        marks["6.5-1", "a"] = marked("6.5-1", "a", mark)
    assert refusals(marks) == []
    assert refusals(marks, {"1.1": PLACES["1.1"]}) == []


@pytest.mark.clause("HB-41c", "HB-50")
def test_explanations_and_statements_are_judged_before() -> None:
    assert refusals(all_met(), questions=1) == ["1 explanation or statement has not been judged yet."]
    assert refusals(all_met(), questions=2) == ["2 explanations or statements have not been judged yet."]


@pytest.mark.clause("HB-31")
def test_not_met_says_why_and_met_says_nothing() -> None:
    def count(one: Marked) -> int:
        return len(list(faults_of_mark(one, letters="ab", reasons={"criterion_not_met": 400})))

    assert count(marked("1.1-1", "a")) == 0
    assert count(marked("1.1-1", "a", Mark.NOT_MET)) == 0
    assert count(marked("1.1-1", "z")) == 1
    assert count(Marked(slot="1.1-1", letter="a", mark=Mark.MET, note="Good")) == 1
    assert count(Marked(slot="1.1-1", letter="a", mark=Mark.NOT_MET, reason="criterion_not_met", note=" ")) == 1
    assert count(Marked(slot="1.1-1", letter="a", mark=Mark.NOT_MET, reason="other", note="Why")) == 1
    for length, faults in ((400, 0), (401, 1)):
        said = Marked(slot="1.1-1", letter="a", mark=Mark.NOT_MET, reason="criterion_not_met", note="x" * length)
        assert count(said) == faults


@pytest.mark.clause("HB-S4.3a")
def test_the_next_round_shows_what_changed_and_keeps_what_was_met_of_the_rest() -> None:
    before, now = {"1.1-1": "a", "1.1-2": "b"}, {"1.1-1": "a", "1.1-2": "c", "6.5-1": "d"}
    changed = changed_only(before, now)
    assert changed == {"1.1-2", "6.5-1"}
    assert (gone(before, now), gone(now, before)) == (set(), {"6.5-1"})
    marks = all_met() | {("1.1-1", "b"): marked("1.1-1", "b", Mark.NOT_MET)}
    assert set(carried(marks, changed=changed)) == {("1.1-1", "a")}


@given(st.integers(min_value=0), st.integers(0, 100))
def test_the_same_example_is_drawn_for_a_second_mark_or_never(draw: int, percent: int) -> None:
    assert is_sampled(draw, percent=percent) == is_sampled(draw + 100, percent=percent)
    assert is_sampled(draw, percent=100)
    assert not is_sampled(draw, percent=0)


@pytest.mark.clause("HB-31")
def test_marks_say_nothing_until_second_marks_are_in_and_agree() -> None:
    def said(**standing: object) -> list[str]:
        return [one.sentence for one in why_not_whole([], open_questions=0, **standing)]  # type: ignore[arg-type]

    assert said() == []
    assert said(seconds_left=1) == ["1 example has not been marked by a second assessor yet."]
    assert said(seconds_left=2) == ["2 examples have not been marked by a second assessor yet."]
    assert said(altered=["1.1(1)"])[0].startswith(
        "Somebody changed what nobody may change since it was submitted: 1.1(1)"
    )
    assert said(apart=[("1.1-1", "a")]) == ["Two assessors differ on 1 criterion."]


@pytest.mark.clause("HB-31")
def test_assessors_differ_where_their_marks_do_and_not_where_only_one_marked() -> None:
    met, not_met = (
        Marked(slot="1.1-1", letter="a", mark=Mark.MET),
        Marked(slot="1.1-1", letter="a", mark=Mark.NOT_MET, reason="wrong", note="So."),
    )
    key = ("1.1-1", "a")
    assert disagreements({key: met}, {key: not_met}) == [key]
    assert disagreements({key: met}, {key: met}) == []
    assert disagreements({}, {key: met}) == []


@pytest.mark.clause("HB-31")
def test_the_hash_of_an_example_draws_it() -> None:
    assert draw_of("0000000a" + "f" * 56) == 10
    assert is_sampled(draw_of("00000009" + "f" * 56), percent=10)
    assert not is_sampled(draw_of("0000000a" + "f" * 56), percent=10)
    assert draw_of("") == 0


@pytest.mark.clause("HB-41c", "HB-50")
def test_what_was_not_accepted_stands_against_approving() -> None:
    said = [one.sentence for one in why_not_approve([], open_questions=0, refused=1)]
    assert said == ["1 explanation or statement has not been accepted."]
