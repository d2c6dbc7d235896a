"""Who is drawn, whatever the population; and what an assessor may say, whatever the length of a record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpd.enums import Reading
from cpd.rules import sampling as rules
from cpd.rules.sampling import Marked, ReadSoFar

PEOPLE = st.sets(st.integers(1, 400), max_size=80)
SEEDS = st.from_regex(rules.SEED, fullmatch=True)
MET, NOT_MET = Marked(True, "changed"), Marked(False, "no_change", "What did you do differently?")


@pytest.mark.clause("CPD-16d")
@given(people=PEOPLE, excluded=PEOPLE, again=PEOPLE, seed=SEEDS, number=st.integers(1, 90), data=st.data())
def test_the_same_seed_draws_the_same_people_and_nobody_excluded(people, excluded, again, seed, number, data) -> None:
    told = {"excluded": excluded, "again": again, "seed": seed, "number": number, "percent": None}
    drawn = rules.draw(people, **told)
    assert drawn == rules.draw(data.draw(st.permutations(sorted(people))), **told), "the order does not matter"
    everybody = {*drawn.by_lot, *drawn.again}
    assert not everybody & excluded
    assert set(drawn.again) == (people & again) - excluded, "those of the year before are drawn, all of them"
    assert len(set(drawn.by_lot)) == len(drawn.by_lot) == min(number, len(people - excluded - again))
    assert not set(drawn.by_lot) & set(drawn.again)


@pytest.mark.clause("CPD-16d")
@given(eligible=st.integers(0, 30_000), hundredths=st.integers(1, 10_000))
def test_a_share_is_exact_and_rounded_up(eligible, hundredths) -> None:
    size = rules.lot_size(eligible, number=None, percent=Decimal(hundredths) / 100)
    assert size * 10_000 >= eligible * hundredths > (size - 1) * 10_000


@pytest.mark.clause("CPD-16d")
@pytest.mark.parametrize(
    ("number", "percent", "fits"),
    [
        (None, None, False), (5, Decimal(5), False), (0, None, False), (1, None, True), (None, Decimal(0), False),
        (None, Decimal("0.01"), True), (None, Decimal(100), True), (None, Decimal("100.01"), False),
    ],
)  # fmt: skip
def test_an_officer_types_one_size_for_there_is_no_preset_one(number, percent, fits) -> None:
    assert (rules.bad_size(number=number, percent=percent) is None) is fits


@pytest.mark.clause("CPD-16d")
@pytest.mark.parametrize(("seed", "fits"), [("abcde", False), ("abcdef", True), ("a" * 64, True), ("a" * 65, False)])
def test_a_seed_can_be_written_down_and_typed_again(seed, fits) -> None:
    assert (rules.bad_seed(seed) is None) is fits
    assert rules.bad_seed("with a space") is not None


@pytest.mark.clause("REC-28")
def test_a_record_is_met_or_not_for_a_reason_of_the_list() -> None:
    assert rules.bad_mark(MET) is None
    assert rules.bad_mark(NOT_MET) is None
    assert rules.bad_mark(Marked(False, "changed", "Words.")) is not None, "the reason is one for met"
    assert rules.bad_mark(Marked(True, "no_change")) is not None
    assert rules.bad_mark(Marked(False, "no_change")) is not None, "what is not met is explained"
    assert rules.bad_mark(Marked(False, "too_short", "Only ten words.")) is not None, "length is never a reason"


@pytest.mark.clause("CPD-16d", "REC-28")
@pytest.mark.parametrize(
    ("reading", "marks", "words", "fits"),
    [
        (Reading.ACCEPTED, [MET, MET], "", True),
        (Reading.ACCEPTED, [MET, NOT_MET], "Well.", False),
        (Reading.ADVICE, [MET, MET], "", False),
        (Reading.ADVICE, [MET, NOT_MET], "Say what changed.", True),
        (Reading.NOT_ACCEPTED, [MET, NOT_MET], "", False),
        (Reading.NOT_ACCEPTED, [MET, NOT_MET], "See record 2.", True),
        (Reading.NOT_ACCEPTED, [MET, MET], "No.", False),
        (Reading.NOT_ACCEPTED, [], "Nothing was recorded.", True),
    ],
)
def test_what_a_year_comes_to_goes_with_its_records_and_is_explained(reading, marks, words, fits) -> None:
    assert (rules.bad_reading(reading, marks=marks, words=words) is None) is fits


@pytest.mark.clause("CPD-16d")
def test_nobody_reads_their_own_record_or_twice_and_papers_are_waited_for() -> None:
    due, told = date(2027, 1, 31), {"by": 7, "today": date(2027, 1, 31)}
    assert rules.may_read(ReadSoFar(owner=5), **told) is None
    assert rules.may_read(ReadSoFar(owner=7), **told) is not None
    assert rules.may_read(ReadSoFar(owner=5, first_by=7), **told) is not None
    assert rules.may_read(ReadSoFar(owner=5, first_by=8), **told) is None
    assert rules.may_read(ReadSoFar(owner=5, decided=True), **told) is not None
    assert rules.may_read(ReadSoFar(owner=5, papers_until=due), **told) is not None, "the last day is a whole day"
    assert rules.may_read(ReadSoFar(owner=5, papers_until=due), by=7, today=date(2027, 2, 1)) is None


@pytest.mark.clause("CPD-16d")
def test_only_a_first_reading_that_does_not_accept_needs_another() -> None:
    assert [rules.is_final(reading, second=False) for reading in Reading] == [True, True, False]
    assert all(rules.is_final(reading, second=True) for reading in Reading)
