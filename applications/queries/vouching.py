"""Who answers for an applicant's work besides those asked for a reference, as whoever signs a declaration. The app
above that knows of them registers itself in cilexportal/wiring.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

# Rows of two values: the id of an application, under `whole`, and an address in it, under `box`.
Rows = Callable[[], "QuerySet[Any, dict[str, Any]]"]
_sources: list[Rows] = []


def register(rows: Rows) -> None:
    """Declares who knows of people that vouch. Naming it twice changes nothing."""
    if rows not in _sources:
        _sources.append(rows)


def addresses(applications: Collection[int]) -> dict[int, set[str]]:
    """[HB-26] Application -> the addresses of those who vouch there; one statement."""
    found: dict[int, set[str]] = defaultdict(set)
    parts = [rows().filter(whole__in=applications).values_list("whole", "box") for rows in _sources]
    for whole, box in parts[0].union(*parts[1:]) if parts else ():
        found[whole].add(box)
    return found


def applications_of(*, by: Q) -> list[QuerySet[Any, Any]]:
    """[HB-26] The ids of the applications in which an address, in small letters under `low`, is one that `by` asks for:
    a part for each source, for the caller's own statement."""
    return [rows().annotate(low=Lower("box")).filter(by).values_list("whole") for rows in _sources]
