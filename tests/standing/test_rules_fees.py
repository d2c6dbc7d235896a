"""What membership costs: pro rata by month, concessions, certificates and the fee of return."""

from __future__ import annotations

from datetime import date

import pytest

from cilexportal.foundation.rulebook.refusal import Refused
from standing.enums import FeeKind, RenewalKind
from standing.rules import fees
from standing.rules.fees import Prices

PARALEGAL = Prices(pence={FeeKind.SUBSCRIPTION: 23000, FeeKind.REGISTRATION: 4000})
FELLOW = Prices(pence={FeeKind.SUBSCRIPTION: 38700, FeeKind.CERTIFICATE: 12050, FeeKind.RETURN: 7500})


@pytest.mark.clause("TC-5.5")
@pytest.mark.parametrize(
    ("registered_on", "months", "pence"),
    [
        (date(2027, 1, 1), 12, 23000),
        (date(2027, 1, 31), 12, 23000),
        (date(2027, 2, 1), 11, 21083),
        (date(2027, 6, 30), 7, 13417),
        (date(2027, 11, 15), 2, 3833),
        (date(2027, 12, 1), 1, 1917),
        (date(2027, 12, 31), 1, 1917),
    ],
)
def test_the_first_fee_is_a_twelfth_for_each_month_from_that_of_registration(registered_on, months, pence):
    assert fees.months_left(registered_on) == months
    assert fees.pro_rata(23000, registered_on=registered_on) == pence


def test_half_a_penny_is_rounded_up_and_less_is_not():
    assert fees.pro_rata(6, registered_on=date(2027, 12, 1)) == 1
    assert fees.pro_rata(5, registered_on=date(2027, 12, 1)) == 0


def test_joining_costs_registration_and_the_months_that_are_left():
    found = fees.joining(PARALEGAL, grade="Paralegal", year=2027, registered_on=date(2027, 11, 15))
    assert [(line.title, line.pence) for line in found.lines] == [
        ("Registration", 4000),
        ("Paralegal: subscription 2027", 3833),
    ]
    assert found.pence == 7833
    assert "2 of 12 months, from November" in found.lines[1].how


def test_a_certificate_is_a_line_only_where_it_is_wanted_and_the_grade_has_one():
    with_it = fees.renewing(FELLOW, grade="Fellow", year=2027, certificate=True)
    assert with_it.pence == 38700 + 12050
    assert fees.renewing(FELLOW, grade="Fellow", year=2027, certificate=False).pence == 38700
    with pytest.raises(Refused, match="CPD-15"):
        fees.renewing(PARALEGAL, grade="Paralegal", year=2027, certificate=True)


@pytest.mark.clause("TC-4.4b")
def test_nobody_comes_back_before_there_is_a_fee_of_return_and_what_was_paid_late_is_not_paid_twice():
    def back(prices: Prices, paid: set[FeeKind]) -> int:
        return fees.fees_for(
            RenewalKind.RETURNING, prices, grade="Fellow", year=2027, certificate=False, paid=paid
        ).pence

    assert back(FELLOW, set()) == 7500 + 38700
    assert back(FELLOW, {FeeKind.SUBSCRIPTION}) == 7500
    with pytest.raises(Refused, match="CILEX has not set what coming back costs"):
        back(PARALEGAL, set())


def test_a_year_is_priced_on_its_first_day_until_it_runs():
    assert fees.priced_on(year=2027, today=date(2026, 11, 5)) == date(2027, 1, 1)
    assert fees.priced_on(year=2027, today=date(2027, 1, 20)) == date(2027, 1, 20)
