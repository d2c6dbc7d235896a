"""How long decisions really took, and what one case can expect by that [HB-26]."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from applications.enums import Stage, Whose
from applications.models import Case
from applications.queries.calendar import closed_days
from applications.queries.pathways import data_by_id
from applications.rules import clocks, expected
from applications.rules.clocks import Clock, Honest
from applications.rules.pathway import Clocks
from cilexportal.foundation import london

DECIDED = (Stage.MET, Stage.NOT_MET, Stage.NOT_YET)


def honest(kind: str, *, figures: Clocks, today: date) -> Honest:
    """[HB-8] What cases of a kind of step took that were decided in the last days the figures name, today left out."""
    return clocks.honest(_taken([kind], figures=figures, today=today).get(kind, ()), figures=figures)


def words_of(cases: Collection[Case], *, today: date) -> Mapping[int, list[str]]:
    """[HB-8] [HB-26] Case id -> whose move it is and what to expect, in sentences. The same few statements for any
    number of cases of one application, which comes with them."""
    found: dict[int, list[str]] = {}
    if not cases:
        return found
    figures = data_by_id(next(iter(cases)).application.version_id).clocks
    taken = _taken({case.kind for case in cases}, figures=figures, today=today)
    closed = closed_days(min([case.clock_since or today for case in cases]), today)
    for case in cases:
        found[case.pk] = list(
            expected.sentences(
                Clock(used=case.clock_used, since=case.clock_since, due_on=case.due_on),
                clocks.honest(taken.get(case.kind, ()), figures=figures),
                whose=Whose(case.whose), figures=figures, today=today, closed=closed,
            )
        )  # fmt: skip
    return found


def _taken(kinds: Collection[str], *, figures: Clocks, today: date) -> dict[str, list[int]]:
    """Kind -> the working days of each decision; one statement."""
    first, until = today - timedelta(days=figures.honest_days), london.start_of_day(today)
    decided = Case.objects.filter(
        kind__in=kinds, decided_at__gte=london.start_of_day(first), decided_at__lt=until, stage__in=DECIDED
    )
    found: dict[str, list[int]] = {}
    for kind, used in decided.values_list("kind", "clock_used"):
        found.setdefault(kind, []).append(used)
    return found
