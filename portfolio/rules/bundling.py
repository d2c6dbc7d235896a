"""How the finished portfolio is put into files: in which order, in one or in six."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portfolio.rules.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One file to download: its competency, or None for the whole, and whether it is larger than is asked for."""

    competency: int | None
    slots: tuple[Slot, ...]
    too_large: bool = False


def in_order(slots: Iterable[Slot]) -> list[Slot]:
    """[HB-57b] From 1.1(1) to 6.4 or 6.5, by numbers and not by letters."""
    return sorted(slots)


def bundles(slots: Iterable[Slot], *, whole_bytes: int, most_bytes: int) -> Iterator[Bundle]:
    """[HB-57d] [HB-57e] One file up to the limit, and one for each competency above it."""
    ordered = in_order(slots)
    if whole_bytes <= most_bytes:
        yield Bundle(competency=None, slots=tuple(ordered))
        return
    for competency in sorted({slot.competency for slot in ordered}):
        yield Bundle(competency=competency, slots=tuple(slot for slot in ordered if slot.competency == competency))


def noted(bundle: Bundle, *, sizes: Mapping[int, int], most_bytes: int) -> Bundle:
    """[HB-57e] The file of one competency, with a note where it is still over the limit: it stays whole."""
    size = sizes.get(bundle.competency or 0, 0)
    return Bundle(competency=bundle.competency, slots=bundle.slots, too_large=size > most_bytes)
