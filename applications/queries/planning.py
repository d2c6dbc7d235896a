"""The plan of an application: each outcome of its pathway with what is planned for it."""

from __future__ import annotations

from applications.models import Application, PlannedOutcome
from applications.rules.planning import Planned


def plan_of(application: Application) -> dict[str, PlannedOutcome]:
    """[HB-10a] The number of each outcome of which something is planned -> what."""
    return {one.outcome: one for one in PlannedOutcome.objects.filter(application=application)}


def planned_of(row: PlannedOutcome) -> Planned:
    """What a row says."""
    return Planned(how=row.how, supervisor=row.supervisor, agreed=row.agreed_on is not None)
