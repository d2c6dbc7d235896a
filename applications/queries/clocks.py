"""How long decisions really took, and what one case can expect by that [HB-26]."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from applications.enums import Outcome, Stage, Whose
from applications.models import Case, Decision, Turn
from applications.queries.calendar import closed_days
from applications.queries.pathways import data_by_id
from applications.rules import clocks, expected
from applications.rules.clocks import Clock, Honest
from applications.rules.pathway import Clocks
from applications.rules.stages import OVER
from cilexportal.foundation import london, working_days

DECIDED = (Stage.MET, Stage.NOT_MET, Stage.NOT_YET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The clock of a case as officers read it: working days `used` up to today of `target`, and its last day while it
    runs; `since` when it is `whose` move. `is_over`: nothing is waited for any more."""

    used: int
    target: int
    due_on: date | None
    overdue: bool
    whose: Whose
    since: date | None
    is_over: bool

    @property
    def in_words(self) -> str:
        """How far it has come, in words."""
        return expected.used_in_words(self.used, target=self.target)

    @property
    def stands(self) -> bool:
        """Whether it is paused: somebody else has the move."""
        return self.due_on is None and not self.is_over


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
    before = Decision.objects.filter(case__in=cases, outcome=Outcome.NOT_YET, reversed_at=None)
    again = set(before.values_list("case", flat=True))
    for case in cases:
        found[case.pk] = list(
            expected.sentences(
                Clock(used=case.clock_used, since=case.clock_since, due_on=case.due_on),
                clocks.honest(taken.get(case.kind, ()), figures=figures),
                whose=Whose(case.whose), figures=figures, today=today, closed=closed,
                again=case.pk in again,
            )
        )  # fmt: skip
    return found


def shown(cases: Collection[Case], *, today: date) -> Mapping[int, Shown]:
    """[HB-26] Case id -> its clock today. Two statements however many cases there are."""
    running = [case.clock_since for case in cases if case.clock_since]
    closed = closed_days(min(running, default=today), today)
    turns = Turn.objects.filter(case__in=[case.pk for case in cases], until=None)
    since = dict(turns.values_list("case", "since_day"))
    return {
        case.pk: Shown(
            used=_used(case, today=today, closed=closed), target=case.target_days,
            due_on=case.due_on, whose=Whose(case.whose), since=since.get(case.pk), is_over=case.stage in OVER,
            overdue=Clock(used=case.clock_used, since=case.clock_since, due_on=case.due_on).is_overdue(today),
        )
        for case in cases
    }  # fmt: skip


def _used(case: Case, *, today: date, closed: Collection[date]) -> int:
    """The working days on which an officer had the move, up to and including `today`."""
    running = working_days.between(case.clock_since, today, closed=closed) if case.clock_since else 0
    return case.clock_used + running


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
