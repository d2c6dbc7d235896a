"""Figures of final applications for the regulator, counted over everybody and told of nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from admission.enums import Mark
from admission.models import CriterionMark
from admission.rules import figures as rules
from admission.rules.figures import Share, Time
from applications.enums import Outcome, Stage, StepKind
from applications.models import Case
from cilexportal.foundation import london

DECIDED = (Stage.MET, Stage.NOT_MET, Stage.NOT_YET)
Row = tuple[str, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Times per step, outcomes per criterion and rounds, of decisions from a London date up to another and without it;
    what is too small to be told is None, and drawn nowhere. `criteria`: the version of a pathway -> its criteria, since
    the same number is another criterion elsewhere."""

    since: date
    until: date
    times: list[Time]
    criteria: dict[str, list[Share]]
    rounds: dict[str, int | None]

    @property
    def drawn_times(self) -> list[Row]:
        """Two bars for each step: the two are not parts of a whole."""
        return [
            (f"{one.step}, {said}", {"working days": days})
            for one in self.times
            for said, days in (("half of them within", one.median), ("nine in ten within", one.ninth))
            if days is not None
        ]

    @property
    def drawn_rounds(self) -> list[Row]:
        """Nothing where there is nobody, and where there are too few to tell of any."""
        told = [(said, {"applications": cases}) for said, cases in self.rounds.items() if cases is not None]
        return told if any(self.rounds.values()) else []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was decided in these months."""
        return not (self.times or self.criteria or any(cases != 0 for cases in self.rounds.values()))

    @property
    def last(self) -> date:
        """The last day that is counted."""
        return self.until - timedelta(days=1)

    @property
    def drawn_criteria(self) -> list[tuple[str, list[Row]]]:
        drawn = {
            of: [(one.code, {"applications": one.met}) for one in shares if one.met is not None]
            for of, shares in self.criteria.items()
        }
        return [(of, rows) for of, rows in drawn.items() if rows]

    @property
    def hidden(self) -> int:
        """How many figures are too small to be told."""
        return (
            sum(one.median is None for one in self.times)
            + sum(one.met is None for shares in self.criteria.values() for one in shares)
            + sum(cases is None for cases in self.rounds.values())
        )  # fmt: skip


def figures(*, today: date) -> Figures:
    """[HB-39a] The figures of the last twelve whole months: three statements however many cases there were."""
    since, until = rules.months_before(today)
    decided = Case.objects.filter(
        decided_at__gte=london.start_of_day(since), decided_at__lt=london.start_of_day(until), stage__in=DECIDED
    )
    taken: dict[str, list[int]] = {kind.label: [] for kind in StepKind if kind != StepKind.PORTFOLIO}
    for kind, used in decided.exclude(kind=StepKind.PORTFOLIO).values_list("kind", "clock_used"):
        taken[StepKind(kind).label].append(used)
    asked = decided.filter(kind=StepKind.ADMISSION).annotate(
        asked=Count("decisions", filter=Q(decisions__outcome=Outcome.ASK, decisions__reversed_at=None))
    )
    return Figures(
        since=since, until=until, times=rules.times(taken), criteria=_criteria(decided),
        rounds=rules.rounds(asked.values_list("asked", flat=True)),
    )  # fmt: skip


def _criteria(decided: QuerySet[Case]) -> dict[str, list[Share]]:
    """How often each criterion was met, by applications that were decided and not by examples: one that failed anywhere
    failed."""
    marks = CriterionMark.objects.filter(case__in=decided, superseded_at=None, is_second=False)
    version = {"pathway": F("case__application__pathway__title"), "version": F("case__application__version__version")}
    rows = marks.values("outcome", "letter", **version).annotate(
        cases=Count("case", distinct=True), failed=Count("case", distinct=True, filter=Q(mark=Mark.NOT_MET))
    )
    found: dict[str, list[Share]] = {}
    for row in rows.order_by("pathway", "version", "outcome", "letter"):
        of = f"{row['pathway']}, version {row['version']}"
        found.setdefault(of, []).append(
            rules.share(f"{row['outcome']} ({row['letter']})", met=row["cases"] - row["failed"], not_met=row["failed"])
        )
    return found
