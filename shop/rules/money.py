"""Whole pence: VAT worked back from gross prices, and sums shared out so that nothing is lost or made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money in pence with the VAT that is inside it."""

    gross: int
    vat: int

    @property
    def net(self) -> int:
        """What is left without VAT, in pence."""
        return self.gross - self.vat

    def __add__(self, other: Amount) -> Amount:
        return Amount(gross=self.gross + other.gross, vat=self.vat + other.vat)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(gross=self.gross - other.gross, vat=self.vat - other.vat)


NOTHING = Amount(gross=0, vat=0)


def worked_back(gross_pence: int, *, percent: Decimal) -> Amount:
    """[TC-5.1] A price that includes VAT, taken apart: gross x rate / (100 + rate), half a penny up, once per line."""
    if gross_pence < 0:
        raise ValueError("work VAT back from what was charged, and subtract")
    rate, scale = percent.as_integer_ratio()
    whole = 100 * scale + rate
    return Amount(gross=gross_pence, vat=(2 * gross_pence * rate + whole) // (2 * whole))


def credited(line_pence: int, *, percent: Decimal, already_pence: int, pence: int) -> Amount:
    """[TC-9.6] The part of a line that one credit takes back, with its VAT.

    `already_pence` is the gross sum of the credits before this one. Each credit carries the VAT by which the line's
    VAT falls, so credits of any sizes in any order add up to the line's gross, net and VAT exactly.
    Raises ValueError where the credits would exceed the line.
    """
    if pence < 0 or already_pence < 0 or already_pence + pence > line_pence:
        raise ValueError("credits of a line stay between nothing and the whole line")
    return worked_back(already_pence + pence, percent=percent) - worked_back(already_pence, percent=percent)


def units_of(line_pence: int, *, quantity: int, gone: int, units: int) -> int:
    """[TC-9.6] The pence of `units` more units of a line of which `gone` units were given up before.

    Whatever the order and the size of the steps, all units together are exactly `line_pence`.
    Raises ValueError where the line has not that many units left.
    """
    if units < 0 or gone < 0 or gone + units > quantity:
        raise ValueError("a line has no more units than were bought")
    return line_pence * (gone + units) // quantity - line_pence * gone // quantity


def split(pence: int, weights: Sequence[int]) -> list[int]:
    """[TC-9.6] Shares `pence` in proportion to whole `weights`; the parts always add up to the whole.

    Pennies left over go to the largest remainders, the earlier first, so no part exceeds its weight unless `pence`
    exceeds their sum. Raises ValueError for a negative sum or weight, and for weights that come to nothing.
    """
    total = sum(weights)
    if pence < 0 or total <= 0 or min(weights) < 0:
        raise ValueError("share a sum that is not negative over weights that are not all nothing")
    parts = [pence * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(pence * weights[i] % total), i))
    for i in by_remainder[: pence - sum(parts)]:
        parts[i] += 1
    return parts


def in_pounds(pence: int) -> str:
    """Pence as people write them: £119.40, £1,250.00, -£0.05."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02}"
