"""Thirty-five places and one more, and how their numbers are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cilexportal.foundation.rulebook.refusal import Refusal
from portfolio.rules import slots
from portfolio.rules.bundling import bundles, in_order, noted
from tests.portfolio.examples import pathway, slot

COMPETENCIES = pathway().competencies
PLACES = list(slots.slots_of(COMPETENCIES))


@pytest.mark.clause("HB-33", "HB-33a", "HB-33c", "HB-34")
def test_there_are_thirty_five_places_and_an_optional_one() -> None:
    compulsory = [place for place, outcome in PLACES if not outcome.optional]
    assert len(compulsory) == 35
    assert len({place.outcome_number for place in compulsory}) == 25
    assert [place.outcome_number for place, outcome in PLACES if outcome.optional] == ["6.5"]
    assert sum(place.competency == 1 for place in compulsory) == 15


@pytest.mark.clause("HB-46a")
@pytest.mark.parametrize("typed", ["1.1 (2)", "1.1(2)", " 1.1 ( 2 ) ", "1 . 1(2)"])
def test_a_number_is_read_however_it_is_spaced(typed) -> None:
    assert slots.read_number(typed, COMPETENCIES) == slot("1.1-2")


@pytest.mark.clause("HB-46a")
@pytest.mark.parametrize("typed", ["6.3", "6.3(1)"])
def test_one_example_needs_no_bracket(typed) -> None:
    assert slots.read_number(typed, COMPETENCIES) == slot("6.3")


@pytest.mark.clause("HB-57a", "HB-46a")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1.1(4)", "has 3 examples"),
        ("1.1(0)", "has 3 examples"),
        ("2.1(2)", "has one example"),
        ("1.6", "no outcome 1.6"),
        ("7.1", "no outcome 7.1"),
        ("1.1", "1.1(1), for instance"),
        ("34", "Do you mean 3.4?"),
        ("99", "Type the number as"),
        ("", "Type the number as"),
        ("one", "Type the number as"),
    ],
)
def test_what_is_no_number_says_why(typed, says) -> None:
    refused = slots.read_number(typed, COMPETENCIES)
    assert isinstance(refused, Refusal)
    assert refused.clause == "HB-57a"
    assert says in refused.sentence


@pytest.mark.clause("HB-46a")
def test_what_is_printed_is_read_again() -> None:
    for place, _ in PLACES:
        assert slots.read_number(slots.printed(place, COMPETENCIES), COMPETENCIES) == place
    assert slots.printed(slot("1.1-2"), COMPETENCIES) == "1.1(2)"
    assert slots.printed(slot("6.3"), COMPETENCIES) == "6.3"


@given(st.text(max_size=12))
def test_whatever_is_typed_has_an_answer(typed) -> None:
    found = slots.read_number(typed, COMPETENCIES)
    assert isinstance(found, Refusal) or found in {place for place, _ in PLACES}


@pytest.mark.clause("HB-46a")
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Sheet 1.1(2).pdf", "1.1-2"),
        ("1.1 (2) final.pdf", "1.1-2"),
        ("2.4 third parties v1.PDF", "2.4"),
        ("1.1(2) again 1.1 (2).pdf", "1.1-2"),
    ],
)
def test_the_number_in_the_name_of_a_file(name, found) -> None:
    assert slots.number_in_name(name, COMPETENCIES) == slot(found)


@pytest.mark.clause("HB-46a", "HB-57a")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("1.1(2) and 1.1(3).pdf", "more than one"),
        ("letter.pdf", "has no number"),
        ("v7.2.pdf", "no outcome 7.2. Choose it"),
        ("1.1.pdf", "Say which example of 1.1"),
        ("1.4(4).pdf", "has 3 examples, so there is no (4)"),
        ("2.1(2).pdf", "has one example, so there is no (2)"),
        ("34.pdf", "Do you mean 3.4?"),
        ("Sheet 34 final.pdf", "“34” is no number of an example. Do you mean 3.4?"),
        ("99.pdf", "has no number"),
        ("134.pdf", "has no number"),
        ("34 and 33.pdf", "has no number"),
        ("7.1 and 7.2.pdf", "has no number"),
    ],
)
def test_a_name_without_a_clear_number_is_for_the_owner(name, says) -> None:
    refused = slots.number_in_name(name, COMPETENCIES)
    assert isinstance(refused, Refusal)
    assert says in refused.sentence


@pytest.mark.clause("HB-57b")
def test_files_are_in_the_order_of_numbers() -> None:
    shuffled = sorted((place for place, _ in PLACES), key=lambda place: str(place.code)[::-1])
    assert in_order(shuffled) == [place for place, _ in PLACES]
    assert in_order(shuffled)[0] == slot("1.1-1")
    assert in_order(shuffled)[-1] == slot("6.5")
    assert in_order([slots.Slot(1, 10, 1), slots.Slot(1, 2, 1)])[0] == slots.Slot(1, 2, 1)


@pytest.mark.clause("HB-57d", "HB-57e")
def test_ten_million_bytes_are_one_file_and_one_more_makes_six() -> None:
    places = [place for place, _ in PLACES]
    most = pathway().evidence.most_bytes
    (one,) = bundles(places, whole_bytes=most, most_bytes=most)
    assert (one.competency, len(one.slots)) == (None, 36)
    six = list(bundles(places, whole_bytes=most + 1, most_bytes=most))
    assert [bundle.competency for bundle in six] == [1, 2, 3, 4, 5, 6]
    assert [place for bundle in six for place in bundle.slots] == places


@pytest.mark.clause("HB-57e")
def test_a_part_that_is_still_too_large_says_so() -> None:
    first, *_ = bundles([slot("1.1-1"), slot("2.1")], whole_bytes=30, most_bytes=10)
    assert not noted(first, sizes={1: 10}, most_bytes=10).too_large
    assert noted(first, sizes={1: 11}, most_bytes=10).too_large
