"""Figures of final applications for the regulator, counted over everybody and told of nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from admission.enums import Mark
from admission.models import CriterionMark
from admission.rules import figures as rules
from admission.rules.figures import Share, Time
from applications.enums import Outcome, Stage, StepKind
from applications.models import Case
from cilexportal.foundation import london

DECIDED = (Stage.MET, Stage.NOT_MET, Stage.NOT_YET)
MONTHS = 12
Row = tuple[str, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Times per step, outcomes per criterion and rounds, of decisions since a London date; what is too small to be
    told is None, and drawn nowhere."""

    since: date
    times: list[Time]
    criteria: list[Share]
    rounds: dict[str, int | None]

    @property
    def drawn_times(self) -> list[Row]:
        return [
            (one.step, {"half of them within": one.median, "nine in ten within": one.ninth})
            for one in self.times if one.median is not None and one.ninth is not None
        ]  # fmt: skip

    @property
    def drawn_rounds(self) -> list[Row]:
        return [(said, {"applications": cases}) for said, cases in self.rounds.items() if cases is not None]

    @property
    def drawn_criteria(self) -> list[Row]:
        return [(one.code, {"met": one.met}) for one in self.criteria if one.met is not None]

    @property
    def hidden(self) -> int:
        """How many figures are too small to be told."""
        return (
            sum(one.median is None for one in self.times) + sum(one.met is None for one in self.criteria)
            + sum(cases is None for cases in self.rounds.values())
        )  # fmt: skip


def figures(*, today: date) -> Figures:
    """[HB-39a] The figures of the last twelve months: three statements however many cases there were."""
    since = london.add_months(today, -MONTHS)
    at = london.start_of_day(since)
    decided = Case.objects.filter(decided_at__gte=at, stage__in=DECIDED)
    taken: dict[str, list[int]] = {kind.label: [] for kind in StepKind if kind != StepKind.PORTFOLIO}
    for kind, used in decided.exclude(kind=StepKind.PORTFOLIO).values_list("kind", "clock_used"):
        taken[StepKind(kind).label].append(used)
    asked = decided.filter(kind=StepKind.ADMISSION).annotate(
        asked=Count("decisions", filter=Q(decisions__outcome=Outcome.ASK, decisions__reversed_at=None))
    )
    return Figures(
        since=since, times=rules.times(taken), criteria=_criteria(since),
        rounds=rules.rounds(asked.values_list("asked", flat=True)),
    )  # fmt: skip


def _criteria(since: date) -> list[Share]:
    """How often each criterion was met, by applications and not by examples: one that failed anywhere failed."""
    marks = CriterionMark.objects.filter(
        at__gte=london.start_of_day(since), case__decided_at__isnull=False, superseded_at=None, is_second=False
    )
    rows = marks.values("outcome", "letter").annotate(
        cases=Count("case", distinct=True), failed=Count("case", distinct=True, filter=Q(mark=Mark.NOT_MET))
    )
    return [
        rules.share(f"{row['outcome']} ({row['letter']})", met=row["cases"] - row["failed"], not_met=row["failed"])
        for row in rows.order_by("outcome", "letter")
    ]
