"""Who looks through the words of a received file, such as for people's email addresses, and who is told once a file has
been checked. Declared in wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Reader = Callable[[str], Iterable[str]]

Listener = Callable[[int], object]

_readers: list[Reader] = []
_listeners: list[Listener] = []


def register(reader: Reader) -> None:
    """Declares a reader: text in, sentences that warn the owner out."""
    if reader not in _readers:
        _readers.append(reader)


def remarks(text: str) -> list[str]:
    """What every reader has to say about the text."""
    return [sentence for reader in _readers for sentence in reader(text)]


def listen(listener: Listener) -> None:
    """Declares who is told the id of a document once it is checked. It may be told of one twice, or of none."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(document_id: int) -> None:
    """Tells everybody that a document has been checked."""
    for listener in _listeners:
        listener(document_id)
