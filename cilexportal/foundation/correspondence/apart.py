"""Letters that only some of the staff read at the desk: which ones, the roof says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Apart:
    """These kinds are read by holders of these roles, and by nobody else."""

    kinds: frozenset[str]
    readers: frozenset[str]


_apart: list[Apart] = []


def register(apart: Apart) -> None:
    """Keeps some kinds to some roles; registering the same twice is harmless."""
    if apart not in _apart:
        _apart.append(apart)


def hidden_from(roles: Collection[str]) -> Q:
    """[LAW-ART10] The letters that somebody with these roles does not read."""
    return Q(kind__in=sorted({kind for one in _apart if one.readers.isdisjoint(roles) for kind in one.kinds}))
