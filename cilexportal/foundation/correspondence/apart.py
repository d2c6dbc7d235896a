"""Letters that only some of the staff read at the desk: which ones, the roof says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Apart:
    """Kinds whose codes begin so are read by holders of these roles, and by nobody else."""

    beginnings: tuple[str, ...]
    readers: frozenset[str]


_apart: list[Apart] = []


def register(apart: Apart) -> None:
    """Keeps some kinds to some roles; registering the same twice is harmless."""
    if apart not in _apart:
        _apart.append(apart)


def hidden_from(roles: Collection[str]) -> Q:
    """[LAW-ART10] The letters that somebody with these roles does not read."""
    hidden = Q(pk__in=[])
    for one in _apart:
        if one.readers.isdisjoint(roles):
            for beginning in one.beginnings:
                hidden |= Q(kind__startswith=beginning)
    return hidden
