"""The plan of an application: each outcome of its pathway with what is planned for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from applications.models import Application, PlannedOutcome
from applications.rules.planning import Planned
from applications.rules.typed import Fields, tidy

SEAL = 16


def plan_of(application: Application) -> dict[str, PlannedOutcome]:
    """[HB-10a] The number of each outcome of which something is planned -> what."""
    return {one.outcome: one for one in PlannedOutcome.objects.filter(application=application)}


def seal_of(plan: Mapping[str, PlannedOutcome]) -> str:
    """[HB-10a] What a page says it saw of a plan: another sign for every other plan."""
    return hashlib.sha256(json.dumps(boxes_of(plan), sort_keys=True).encode()).hexdigest()[:SEAL]


def planned_of(row: PlannedOutcome) -> Planned:
    """What a row says."""
    return Planned(how=row.how, supervisor=row.supervisor, agreed=row.agreed_on is not None)


def box(name: str, number: str) -> str:
    """The name of a box of an outcome."""
    return f"{name}_{number.replace('.', '_')}"


def boxes_of(plan: Mapping[str, PlannedOutcome]) -> Fields:
    """The boxes of the page as a kept plan fills them."""
    found: dict[str, object] = {}
    for number, one in plan.items():
        found |= {
            box("how", number): one.how, box("supervisor", number): one.supervisor,
            box("agreed", number): ["on"] if one.agreed_on else [],
        }  # fmt: skip
    return tidy(found)
