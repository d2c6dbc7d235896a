"""Plain answers about people: no database, no clock."""

from __future__ import annotations

import unicodedata

PARTICLES = frozenset({"van", "von", "de", "der", "den", "da", "di", "du", "la", "le", "bin", "al", "st"})


def sort_name(full_name: str) -> str:
    """What a person is listed by, in plain lower-case letters: "Ada de la Cruz" -> "de la cruz, ada"."""
    words = full_name.split()
    first_of_surname = max(len(words) - 1, 0)
    while first_of_surname > 1 and words[first_of_surname - 1].casefold() in PARTICLES:
        first_of_surname -= 1
    surname, rest = words[first_of_surname:], words[:first_of_surname]
    return plain(", ".join(" ".join(part) for part in (surname, rest) if part))


def plain(text: str) -> str:
    """Lower-case letters without accents, so that the order is the same on every machine."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
