"""The references of applications: opaque, hard to guess, and easy to read out."""

from __future__ import annotations

import re
from collections.abc import Callable

# Without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B.
SIGNS = "34679ACDEFGHJKMNPQRTUVWXY"
LENGTH = 8
SHAPE = re.compile(rf"[A-Z]{{2}}-[{SIGNS}]{{4}}-[{SIGNS}]{{4}}")


def reference_of(letters: str, choose: Callable[[str], str]) -> str:
    """[HB-1] A reference such as IM-7K4P-Q9WD, which stands in for a membership number where a person has none."""
    signs = "".join(choose(SIGNS) for _ in range(LENGTH))
    return f"{letters}-{signs[:4]}-{signs[4:]}"


def as_reference(typed: str) -> str:
    """The reference that somebody typed, in whatever case, with spaces or without dashes; "" for what is none."""
    signs = re.sub(r"[^0-9A-Za-z]", "", typed).upper()
    reference = f"{signs[:2]}-{signs[2:6]}-{signs[6:]}"
    return reference if typed.isascii() and SHAPE.fullmatch(reference) else ""


def letter_number(reference: str, number: int) -> str:
    """[HB-26a] The number of a letter: of the application it is about, and which of its letters it is."""
    return f"{reference} / {number}"
