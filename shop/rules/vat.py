"""Which rate of VAT a line bears, and what an invoice has to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cilexportal.foundation import london
from shop.rules.money import Amount, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Per cent of VAT from 00:00 London time of a day on."""

    from_date: date
    percent: Decimal


def percent_for(rates: Sequence[Rate], *, supplied_on: date, paid_at: datetime | None) -> Decimal:
    """[TC-5.3] The rate of a line: that of the day of supply, or of the day of full payment if that came first.

    So a change between order and supply counts, unless the whole line was paid for before it. `paid_at` is when
    nothing was left to pay, None before. Raises LookupError where no rate held on that day.
    """
    day = supplied_on if paid_at is None else min(supplied_on, london.date_of(paid_at))
    held = [rate for rate in rates if rate.from_date <= day]
    if not held:
        raise LookupError(f"no rate of VAT on {day}")
    return max(held, key=lambda rate: rate.from_date).percent


def at_another_rate(amount: Amount, *, percent: Decimal) -> Amount:
    """[TC-5.3] A line whose rate changed: the price without VAT stays, VAT is what changes, half a penny up."""
    rate, scale = percent.as_integer_ratio()
    whole = 100 * scale
    vat = (2 * amount.net * rate + whole) // (2 * whole)
    return Amount(gross=amount.net + vat, vat=vat)


def delivery_by_rate(delivery_pence: int, goods: Sequence[tuple[Decimal, int]]) -> list[tuple[Decimal, int]]:
    """[TC-5.2b] A delivery charge shared over the rates of the goods it is for, by their prices in pence.

    Each share bears the rate of its goods; the shares add up to the charge. No goods, no charge: an empty list.
    """
    by_rate: dict[Decimal, int] = {}
    for percent, pence in goods:
        by_rate[percent] = by_rate.get(percent, 0) + pence
    if not by_rate:
        return []
    weights = list(by_rate.values()) if any(by_rate.values()) else [1] * len(by_rate)
    return list(zip(by_rate, split(delivery_pence, weights), strict=True))


def number_in_series(prefix: str, *, last: int) -> tuple[str, int]:
    """[LAW-VATINV] [LAW-VATCN] The next number of a series without gaps, printed and counted: 'INV-000043', 43."""
    return f"{prefix}-{last + 1:06}", last + 1
