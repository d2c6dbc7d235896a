"""Who looks through the words of a received file, such as for people's email addresses. Declared in wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Reader = Callable[[str], Iterable[str]]

_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Declares a reader: text in, sentences that warn the owner out."""
    if reader not in _readers:
        _readers.append(reader)


def remarks(text: str) -> list[str]:
    """What every reader has to say about the text."""
    return [sentence for reader in _readers for sentence in reader(text)]
