"""What officers can do with a case in a room above. The app above registers it in cilexportal/wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from applications.models import Case

Teller = Callable[[Case], Iterable[tuple[str, str]]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Declares who offers labels and paths for a case. Naming it twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)


def offered(case: Case) -> Iterator[tuple[str, str]]:
    """[HB-26] Label and path of everything that rooms above offer for a case."""
    for teller in _tellers:
        yield from teller(case)
