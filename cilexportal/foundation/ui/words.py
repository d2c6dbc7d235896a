"""Counting things in English, and counting characters the way people and browsers can agree on."""

from __future__ import annotations

from decimal import Decimal

VOWELS = "aeiou"


def characters(text: str) -> int:
    """How many characters `text` has: code points, with every kind of line end counted as one."""
    return len(with_plain_newlines(text))


def with_plain_newlines(text: str) -> str:
    r"""`text` with `\r\n` and `\r` turned into `\n`, as the browser's own counter sees it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def number(value: int | float | Decimal) -> str:
    """A number as people write it: 4,000 or 7.5, never 7.50."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def counted(value: int | float | Decimal, word: str) -> str:
    """`counted(2, "answer")` is "2 answers"; an odd plural is given after a comma: "person,people"."""
    return f"{number(value)} {noun(value, word)}"


def noun(value: int | float | Decimal, word: str) -> str:
    """The word alone, singular or plural as `value` asks."""
    one, comma, many = word.partition(",")
    if value == 1:
        return one.strip()
    return many.strip() if comma else _plural(one.strip())


def _plural(word: str) -> str:
    """The regular English plural of `word`, or of its last word."""
    if word.endswith("y") and word[-2:-1].lower() not in VOWELS:
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    return f"{word}s"


def limit_words(limit: int, used: int) -> str:
    """The line under a counted box: what is free, or by how much the text is too long."""
    if used > limit:
        return f"You have {counted(used - limit, 'character')} too many"
    if used == 0:
        return f"You have {counted(limit, 'character')}"
    return f"You have {counted(limit - used, 'character')} left"
