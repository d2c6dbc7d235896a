"""Which rate of VAT a line bears, and the numbers of its papers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules import money, vat
from shop.rules.vat import Rate

TWENTY, NEW, NONE = Decimal("20.00"), Decimal("22.50"), Decimal("0.00")
CHANGE = date(2026, 6, 1)
MIDNIGHT = datetime(2026, 5, 31, 23, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
RATES = [Rate(from_date=CHANGE, percent=NEW), Rate(from_date=date(2011, 1, 4), percent=TWENTY)]


@pytest.mark.clause("TC-5.3")
@pytest.mark.parametrize(
    ("supplied", "paid", "percent"),
    [
        (CHANGE, None, NEW),
        (CHANGE, MIDNIGHT - A_SECOND, TWENTY),
        (CHANGE, MIDNIGHT, NEW),
        (CHANGE - timedelta(days=1), None, TWENTY),
        (CHANGE - timedelta(days=1), MIDNIGHT + timedelta(days=9), TWENTY),
        (CHANGE + timedelta(days=90), MIDNIGHT - timedelta(days=30), TWENTY),
    ],
)
def test_the_new_rate_counts_unless_supplied_or_fully_paid_before_it(
    supplied: date, paid: datetime | None, percent: Decimal
) -> None:
    assert vat.percent_for(RATES, supplied_on=supplied, paid_at=paid) == percent


@pytest.mark.clause("TC-5.3")
def test_a_day_without_a_rate_is_a_mistake() -> None:
    with pytest.raises(LookupError, match="2010-01-01"):
        vat.percent_for(RATES, supplied_on=date(2010, 1, 1), paid_at=None)


@pytest.mark.clause("TC-5.3")
def test_another_rate_leaves_the_price_without_vat_as_it_was() -> None:
    old = money.worked_back(12000, percent=TWENTY)
    new = vat.at_another_rate(old, percent=NEW)
    assert (old.net, new.net, new.vat, new.gross) == (10000, 10000, 2250, 12250)
    assert vat.at_another_rate(money.Amount(gross=2, vat=0), percent=Decimal("25")).vat == 1


@given(gross=st.integers(0, 100_000))
def test_the_same_rate_changes_nothing(gross: int) -> None:
    amount = money.worked_back(gross, percent=TWENTY)
    assert abs(vat.at_another_rate(amount, percent=TWENTY).gross - gross) <= 1


@pytest.mark.clause("TC-5.2b")
@pytest.mark.parametrize(
    ("goods", "shares"),
    [
        ([], []),
        ([(NONE, 3000)], [(NONE, 450)]),
        ([(NONE, 2000), (TWENTY, 2000), (NONE, 2000)], [(NONE, 300), (TWENTY, 150)]),
        ([(NONE, 0), (TWENTY, 0)], [(NONE, 225), (TWENTY, 225)]),
    ],
)
def test_delivery_bears_the_rates_of_its_goods(
    goods: list[tuple[Decimal, int]], shares: list[tuple[Decimal, int]]
) -> None:
    assert vat.delivery_by_rate(450, goods) == shares


@pytest.mark.clause("LAW-VATINV", "LAW-VATCN")
def test_numbers_of_a_series_follow_without_gaps() -> None:
    numbers, last = [], 0
    for _ in range(3):
        number, last = vat.number_in_series("INV", last=last)
        numbers.append(number)
    assert numbers == ["INV-000001", "INV-000002", "INV-000003"]
    assert vat.number_in_series("CN", last=999_999) == ("CN-1000000", 1_000_000)
