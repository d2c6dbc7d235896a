"""What the migrations leave: a pathway that can be read, a calendar that agrees with the rules, fees to be priced."""

from __future__ import annotations

from datetime import date

import pytest

from applications.models import CalendarDay
from applications.rules import clocks, reading
from cilexportal.foundation import bank_holidays
from shop.models import Product
from tests.applications import factories

pytestmark = pytest.mark.django_db


def test_the_stored_document_is_the_pathway(immigration) -> None:
    assert reading.read(factories.version().document) == immigration


@pytest.mark.clause("HB-26")
def test_the_calendar_counts_as_the_rules_do() -> None:
    number = dict(CalendarDay.objects.values_list("day", "number"))
    closed = bank_holidays.of_years(range(2025, 2033))
    assert number == dict(clocks.numbered(sorted(number), closed=closed))
    assert (min(number), max(number)) == (date(2025, 1, 1), date(2032, 12, 31))
    assert number[date(2026, 12, 18)] - number[date(2026, 11, 21)] == 20


@pytest.mark.clause("HB-11a", "HB-11b")
def test_each_fee_is_a_product_that_nobody_browses_without_a_price_until_one_is_set(immigration) -> None:
    slugs = {step.fee for step in immigration.steps if step.fee}
    products = Product.objects.filter(slug__in=slugs)
    assert len(products) == len(slugs) == 2
    assert not any(product.is_browsed or product.prices.exists() for product in products)
