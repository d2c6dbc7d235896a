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
    """[HB-26] Application -> the addresses of those who vouch there; a statement a source."""
    found: dict[int, set[str]] = defaultdict(set)
    for rows in _sources:
        for row in rows().filter(whole__in=applications):
            found[row["whole"]].add(row["box"])
    return found


def applications_of(*, by: Q) -> set[int]:
    """[HB-26] The applications in which an address, in small letters under `low`, is one that `by` asks for."""
    return {row["whole"] for rows in _sources for row in rows().annotate(low=Lower("box")).filter(by)}
