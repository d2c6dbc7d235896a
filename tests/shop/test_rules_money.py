"""Pence: VAT worked back, and sums that never lose or make a penny."""

from __future__ import annotations

import itertools
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules import money
from shop.rules.money import Amount

TWENTY, FIVE, NONE = Decimal("20.00"), Decimal("5.00"), Decimal("0.00")
PERCENTS = st.sampled_from([NONE, FIVE, TWENTY, Decimal("17.50"), Decimal("12.34")])
PENCE = st.integers(min_value=0, max_value=500_000)


@pytest.mark.clause("TC-5.1")
@pytest.mark.parametrize(
    ("gross", "percent", "vat"),
    [(11940, TWENTY, 1990), (3, TWENTY, 1), (2, TWENTY, 0), (9, TWENTY, 2), (105, FIVE, 5), (1999, NONE, 0)],
)
def test_vat_is_worked_back_half_up(gross: int, percent: Decimal, vat: int) -> None:
    amount = money.worked_back(gross, percent=percent)
    assert (amount.vat, amount.net + amount.vat) == (vat, gross)


@pytest.mark.clause("TC-5.1")
@given(gross=PENCE, percent=PERCENTS)
def test_vat_agrees_with_exact_fractions(gross: int, percent: Decimal) -> None:
    exact = Fraction(gross) * Fraction(percent) / (100 + Fraction(percent))
    rounded = (exact + Fraction(1, 2)).__floor__()
    assert money.worked_back(gross, percent=percent).vat == rounded
    if exact.denominator == 2:
        assert rounded == int((Decimal(exact.numerator) / 2).quantize(Decimal(1), ROUND_HALF_UP))


@given(pence=PENCE, gone=PENCE)
def test_amounts_add_and_subtract(pence: int, gone: int) -> None:
    one, other = money.worked_back(pence, percent=TWENTY), money.worked_back(gone, percent=FIVE)
    assert one + other - other == one
    assert one + money.NOTHING == one


def test_vat_of_less_than_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="subtract"):
        money.worked_back(-1, percent=TWENTY)


@pytest.mark.clause("TC-9.6")
@given(line=PENCE, percent=PERCENTS, cuts=st.lists(PENCE, max_size=12))
def test_credits_of_any_sizes_until_full_are_exactly_what_was_paid(
    line: int, percent: Decimal, cuts: list[int]
) -> None:
    whole = money.worked_back(line, percent=percent)
    marks = [0, *sorted(cut % (line + 1) for cut in cuts), line]
    total = money.NOTHING
    for before, after in itertools.pairwise(marks):
        part = money.credited(line, percent=percent, already_pence=before, pence=after - before)
        assert part.vat >= 0
        assert part.net >= 0
        assert part.gross == after - before
        total += part
    assert total == whole


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize(("already", "pence"), [(0, 101), (60, 41), (-1, 1), (1, -1)])
def test_credits_never_exceed_the_line(already: int, pence: int) -> None:
    with pytest.raises(ValueError, match="between nothing and the whole"):
        money.credited(100, percent=TWENTY, already_pence=already, pence=pence)


@pytest.mark.clause("TC-9.6")
@given(line=PENCE, quantity=st.integers(1, 40), seed=st.integers(0, 9999))
def test_units_given_up_in_any_steps_are_together_the_line(line: int, quantity: int, seed: int) -> None:
    chance = random.Random(seed)
    gone = total = 0
    while gone < quantity:
        units = chance.randint(1, quantity - gone)
        total += money.units_of(line, quantity=quantity, gone=gone, units=units)
        gone += units
    assert total == line


@pytest.mark.clause("TC-9.6")
@pytest.mark.parametrize(("gone", "units"), [(2, 2), (-1, 1), (0, -1)])
def test_a_line_has_no_more_units_than_were_bought(gone: int, units: int) -> None:
    assert money.units_of(300, quantity=3, gone=2, units=1) == 100
    assert money.units_of(300, quantity=3, gone=3, units=0) == 0
    with pytest.raises(ValueError, match="no more units"):
        money.units_of(300, quantity=3, gone=gone, units=units)


@pytest.mark.clause("TC-9.6")
@given(weights=st.lists(st.integers(0, 10_000), min_size=1, max_size=8).filter(any), pence=PENCE)
def test_shares_add_up_and_stay_within_their_weights(weights: list[int], pence: int) -> None:
    parts = money.split(pence, weights)
    assert sum(parts) == pence
    assert all(
        abs(part - Fraction(pence * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True)
    )
    if pence <= sum(weights):
        assert all(part <= weight for part, weight in zip(parts, weights, strict=True))


@pytest.mark.clause("TC-9.6")
def test_pennies_left_over_go_to_the_largest_remainders_then_the_earlier() -> None:
    assert money.split(100, [1, 1, 1]) == [34, 33, 33]
    assert money.split(10, [1, 2]) == [3, 7]


@pytest.mark.parametrize(("pence", "weights"), [(-1, [1]), (1, [0, 0]), (1, []), (1, [2, -1])])
def test_nothing_is_shared_over_nothing(pence: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="share a sum"):
        money.split(pence, weights)


@pytest.mark.parametrize(
    ("pence", "words"),
    [(11940, "£119.40"), (125000, "£1,250.00"), (-5, "-£0.05"), (0, "£0.00"), (100000000, "£1,000,000.00")],
)
def test_pounds_in_words(pence: int, words: str) -> None:
    assert money.in_pounds(pence) == words


def test_an_amount_without_vat_is_all_net() -> None:
    assert Amount(gross=100, vat=0).net == 100
