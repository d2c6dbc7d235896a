"""Keeping the plan of how each outcome will be shown [HB-10a]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db import transaction

from applications.models import Application, PlannedOutcome
from applications.queries.pathways import data_by_id
from applications.queries.planning import boxes_of, plan_of, planned_of, seal_of
from applications.rules import planning as rules
from applications.rules.planning import Planned
from applications.services import typing
from applications.services.moving import CHANGED, touch
from cilexportal.foundation import london
from cilexportal.foundation.audit import because
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from members.models import User

PAGE = "plan"


class Faulty(Refused):
    """What was typed cannot be taken: `faults` are the outcome, the box and the refusal."""

    def __init__(self, faults: Iterable[tuple[str, str, Refusal]]) -> None:
        self.faults = tuple(faults)
        super().__init__(*(refusal for _, _, refusal in self.faults))


def keep(*, application_id: int, plan: Mapping[str, Planned], seen: str | None, by: User, at: datetime) -> int:
    """[HB-10a] Keeps what is planned for each outcome, by its number; returns how many are agreed. Outcomes of which
    nothing is said are left out. `seen` is the seal of the plan that the page showed, None where no page did.

    Raises Faulty for what was typed and for what another page saved meanwhile, with its words at each box that differs;
    Refused once the application has ended, and Application.DoesNotExist.
    """
    with transaction.atomic(), because(user_id=by.pk, why="applications.plan"):
        application = Application.objects.select_for_update().get(pk=application_id, user=by)
        if application.ended_at is not None:
            raise Refused.because(rules.CLAUSE, "This application has ended, so its plan stays as it is.")
        before = plan_of(application)
        if seen is not None and seen != seal_of(before) and (others := list(_differences(plan, before))):
            raise Faulty([("", "", Refusal(rules.CLAUSE, CHANGED)), *others])
        known = {one.number for each in data_by_id(application.version_id).competencies for one in each.outcomes}
        wanted = {number: one for number, one in plan.items() if number in known and one != Planned()}
        faults = [(number, box, no) for number, one in wanted.items() for box, no in rules.faults_of(one)]
        if faults:
            raise Faulty(faults)
        rows = [_row(application, number, one, before.get(number), at=at) for number, one in wanted.items()]
        PlannedOutcome.objects.filter(application=application).exclude(outcome__in=wanted).delete()
        for row in rows:
            row.save()
        touch(application_id=application.pk, at=at)
        boxes = boxes_of({row.outcome: row for row in rows})
        typing.saved(application_id=application.pk, page=PAGE, fields=boxes, at=at)
        return sum(row.agreed_on is not None for row in rows)


def _differences(
    plan: Mapping[str, Planned], before: Mapping[str, PlannedOutcome]
) -> Iterator[tuple[str, str, Refusal]]:  # fmt: skip
    """What another page saved, at each box where it is not what was typed."""
    for number, typed in plan.items():
        kept = planned_of(before[number]) if number in before else Planned()
        for name, said in rules.differences(typed, kept):
            yield number, name, Refusal(rules.CLAUSE, said)


def _row(
    application: Application, number: str, planned: Planned, before: PlannedOutcome | None, *, at: datetime
) -> PlannedOutcome:  # fmt: skip
    """The row of an outcome, ready to be kept."""
    row = before or PlannedOutcome(application=application, outcome=number)
    was = planned_of(before) if before is not None else None
    today = london.date_of(at)
    row.agreed_on = rules.agreed_on(planned, before=was, since=row.agreed_on, today=today)
    row.how, row.supervisor, row.saved_at = planned.how, planned.supervisor, at
    return row
