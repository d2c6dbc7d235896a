"""What the boxes of the form mean, and what becomes of those that mean nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpd.rules.typed import MOST_CHARACTERS, TooMuch, read, tidy

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = [
    "title",
    "learned",
    "areas",
    "hours",
    "completed_on_day",
    "completed_on_month",
    "completed_on_year",
    "year",
    "x",
]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(NAMES), anything))
def test_whatever_is_sent_something_sensible_is_read(sent: dict[str, object]) -> None:
    fields = tidy(sent)
    assert "x" not in fields
    assert tidy(fields) == fields
    boxes = read(fields)
    assert boxes.answers.hours is None or 0 < boxes.answers.hours <= 24


@pytest.mark.clause("REC-13", "REC-18")
def test_line_ends_become_one_character_and_everything_that_can_be_kept_stays() -> None:
    assert tidy({"learned": "a\r\nb\rc\n“d” 👍\ttab"}) == {"learned": "a\nb\nc\n“d” 👍\ttab"}
    assert tidy({"learned": "a\x00b\x1bc\ud83d"}) == {"learned": "abc"}


def test_empty_boxes_are_left_out_and_lists_of_one_are_that_one() -> None:
    assert tidy({"title": "", "professionalism": ["on"], "areas": [], "planned": ["yes", "no"]}) == {
        "professionalism": "on",
        "planned": "yes",
    }


@pytest.mark.clause("REC-15")
def test_what_one_record_can_hold_in_all() -> None:
    half = "a" * (MOST_CHARACTERS // 2)
    assert tidy({"learned": half, "need": half})
    with pytest.raises(TooMuch):
        tidy({"learned": half, "need": half, "areas": ["a"]})


@pytest.mark.clause("CPD-7a")
@pytest.mark.parametrize(
    ("typed", "hours"),
    [("1.5", "1.5"), ("1,5", "1.5"), (" 2 h ", "2"), ("3 hours", "3"), ("1 hour", "1"), ("0.25", "0.25"), ("24", "24")],
)
def test_hours_are_read_as_people_write_them(typed: str, hours: str) -> None:
    assert read({"hours": typed}).answers.hours == Decimal(hours)


@pytest.mark.clause("CPD-7a")
@pytest.mark.parametrize("typed", ["half an hour", "-1", "1e2", "NaN", "1:30", "0", "24.01", "1.255", "999999", "١"])
def test_hours_that_mean_nothing_are_said_at_their_box(typed: str) -> None:
    boxes = read({"hours": typed})
    assert boxes.answers.hours is None
    assert [finding.field for finding in boxes.unreadable] == ["hours"]


def test_a_date_is_read_from_its_boxes_or_said_to_be_wrong() -> None:
    day = {"completed_on_day": "29", "completed_on_month": "Feb", "completed_on_year": "2028"}
    assert read(day).answers.completed_on == date(2028, 2, 29)
    wrong = read({**day, "completed_on_year": "2027"})
    assert wrong.answers.completed_on is None
    assert [finding.field for finding in wrong.unreadable] == ["completed_on"]
    assert read({}).unreadable == ()


@pytest.mark.parametrize(("box", "answer"), [("yes", True), ("no", False), ("perhaps", None), ("", None)])
def test_yes_and_no(box: str, answer: bool | None) -> None:
    boxes = read({"planned": box, "in_specialism": box})
    assert (boxes.answers.planned, boxes.answers.in_specialism) == (answer, answer)


def test_ticks_and_lists() -> None:
    boxes = read(
        {"professionalism": "on", "kept_elsewhere": "on", "anonymised": "on", "areas": ["a", "b"], "mode": "free"}
    )
    assert boxes.answers.professionalism
    assert boxes.answers.kept_elsewhere
    assert boxes.anonymised
    assert (boxes.areas, boxes.mode) == (("a", "b"), "free")
