"""Numbers without gaps. A series is one locked row: whoever takes a number holds it until the transaction ends."""

from __future__ import annotations

from shop.models import Series
from shop.rules import vat

INVOICE, CREDIT_NOTE, ORDER = "INV", "CRN", "ORD"
# Letters and digits that nobody mistakes for one another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PLACES = 6
ROOM = len(ALPHABET) ** PLACES
# An odd factor goes through every number below ROOM once, in an order that tells nobody how many orders there are.
FACTOR, SHIFT = 0x2545F491, 0x1F3D5B79


def take(code: str) -> int:
    """[LAW-VATINV] The next number of a series. Its row stays locked, so that a number not used is not lost.

    Raises TransactionManagementError outside a transaction and Series.DoesNotExist for an unknown series.
    """
    return _take(code)[1]


def take_printed(code: str) -> tuple[str, int]:
    """[LAW-VATINV] [LAW-VATCN] The next number of a series as it is printed and as it is counted: 'INV-000043', 43."""
    return _take(code)


def order_number() -> str:
    """[TC-3.3] A number for an accepted order: short, never given twice, and silent about how many orders there are.

    Raises LookupError when the series is used up.
    """
    running = take(ORDER)
    if running >= ROOM:
        raise LookupError("the numbers of orders are used up")
    return f"{ORDER}-{_scattered(running)}"


def _take(code: str) -> tuple[str, int]:
    """Takes a number while the series is locked. A rollback gives it back to the next one in line."""
    series = Series.objects.select_for_update().get(code=code)
    printed, running = vat.number_in_series(code, last=series.last)
    Series.objects.filter(code=code).update(last=running)
    return printed, running


def _scattered(running: int) -> str:
    """The running number at its place in a fixed shuffle, in letters and digits."""
    rest = (running * FACTOR + SHIFT) % ROOM
    places = []
    for _ in range(PLACES):
        rest, place = divmod(rest, len(ALPHABET))
        places.append(ALPHABET[place])
    return "".join(places)
