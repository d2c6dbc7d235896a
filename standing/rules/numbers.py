"""The numbers of practising certificates: opaque, hard to guess, and easy to read out."""

from __future__ import annotations

import re
from collections.abc import Callable

# Without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B.
SIGNS = "34679ACDEFGHJKMNPQRTUVWXY"
LENGTH = 8
SHAPE = re.compile(rf"PC-\d{{4}}-[{SIGNS}]{{{LENGTH}}}")


def number_of(year: int, choose: Callable[[str], str]) -> str:
    """A number for a certificate of a year: PC-2027- and eight signs that `choose` draws out of SIGNS."""
    return f"PC-{year}-{''.join(choose(SIGNS) for _ in range(LENGTH))}"


def as_number(typed: str) -> str:
    """The number that somebody typed, in whatever case, with spaces or without dashes; "" for what is none."""
    signs = re.sub(r"[^0-9A-Za-z]", "", typed).upper()
    number = f"{signs[:2]}-{signs[2:6]}-{signs[6:]}"
    return number if typed.isascii() and SHAPE.fullmatch(number) else ""
