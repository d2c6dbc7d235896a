"""What the officer's desk shows of CPD years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from cilexportal.foundation import london
from cpd.enums import Outcome
from cpd.models import CloseRun, CpdYear, Signature, YearResult
from cpd.queries import close as queries
from cpd.queries.results import decision_of, recorded
from members.models import Grade
from members.queries import GradeTitle, grade_titles

NO_GRADE = "No grade on the first day"
OUTCOME_WORDS = {**dict(Outcome.choices), queries.PARKED: "Could not be judged"}
NOT_MET_HEADINGS = ("Member", "Number", "Grade", "What is missing", "Recorded", "Closed", "Signed")
# Outcomes that a drawing leaves out where nobody has them.
RARE = (Outcome.HELD, queries.PARKED)
NOT_SIGNED = "Not yet"
NEVER_CLOSED = "No result kept here"
Bars = list[tuple[str, dict[str, int]]]


@dataclass(frozen=True)
class YearState:
    """A CPD year as the officer sees it at one moment: what it is called, its colour, and its last run."""

    year: CpdYear
    word: str
    colour: str
    run: CloseRun | None
    results: int
    unsigned: int
    signed_at: datetime | None

    @property
    def is_running(self) -> bool:
        return self.run is not None and self.run.finished_at is None

    @property
    def was_never_closed(self) -> bool:
        return self.word == NEVER_CLOSED

    @property
    def is_closed(self) -> bool:
        return self.run is not None and self.run.finished_at is not None


def states(*, at: datetime) -> list[YearState]:
    """Every year that has begun, the newest first."""
    years = CpdYear.objects.filter(starts_on__lte=london.date_of(at)).order_by("-starts_on")
    return [_state(year, at) for year in _counted(years)]


def state_of(year: CpdYear, *, at: datetime) -> YearState:
    """How one year stands."""
    return _state(_counted(CpdYear.objects.filter(pk=year.pk)).get(), at)


def _counted(years: QuerySet[CpdYear]) -> QuerySet[Any]:
    """The years with their live results, those that wait for a signature, and the last signature's instant."""
    live, signed = Q(results__superseded_at=None), Signature.objects.filter(year=OuterRef("pk")).order_by("-at")
    waiting = Q(results__outcome=Outcome.NOT_MET, results__signature=None)
    return years.annotate(
        live=Count("results", filter=live),
        unsigned=Count("results", filter=live & waiting),
        signed_at=Subquery(signed.values("at")[:1]),
    )


def _state(year: Any, at: datetime) -> YearState:
    run = queries.last_run(year)
    if run and run.finished_at is None:
        word, colour = "Closing now", "blue"
    elif at < year.closes_at:
        word, colour = "Open", "green"
    elif run is None and at >= year.closes_at + queries.SELF_START_FOR:
        word, colour = NEVER_CLOSED, "grey"
    elif run is None:
        word, colour = "Waiting to be closed", "amber"
    elif year.unsigned or year.signed_at is None:
        word, colour = "Closed", "grey"
    else:
        word, colour = "Closed and signed", "grey"
    return YearState(year, word, colour, run, year.live, year.unsigned, year.signed_at)


def year_called(slug: str) -> CpdYear | None:
    """The year of an address, such as 2025-26, or None."""
    return CpdYear.objects.filter(label=slug.replace("-", "/")).first()


def count_left(year: CpdYear, *, at: datetime) -> int:
    """How many members a close started now would find."""
    return queries.count_due(CloseRun(year=year, at=at))


def is_anyone_left(year: CpdYear, *, at: datetime) -> bool:
    """Whether a close started now would find somebody, leaving those parked before aside."""
    return at >= year.closes_at and queries.anyone_due(CloseRun(year=year, at=at))


def bars(totals: Iterable[queries.Total], *, year: CpdYear) -> Bars:
    """Totals as the drawing takes them: one row a grade, by what it is called, with the members of each outcome.

    The grades that owe most come first. Every outcome has its place, so that it has the same colour in each drawing.
    """
    titles, ranks = grade_titles(on=year.ends_on), dict(Grade.objects.values_list("code", "rank"))
    ordered = sorted(totals, key=lambda total: (-ranks.get(total[0], -1), total[0]))
    seen = {outcome for _, outcome, _ in ordered}
    shown = [word for word in OUTCOME_WORDS if word not in RARE or word in seen]
    rows: dict[str, dict[str, int]] = {}
    for grade, outcome, members in ordered:
        counts = rows.setdefault(_named(grade, titles), {OUTCOME_WORDS[word]: 0 for word in shown})
        counts[OUTCOME_WORDS[outcome]] += members
    return list(rows.items())


def _named(grade: str, titles: dict[str, GradeTitle]) -> str:
    return titles[grade].name if grade in titles else grade.replace("_", " ").capitalize() or NO_GRADE


def sums(rows: Bars) -> list[tuple[str, int]]:
    """(outcome in words, members) over all grades, without outcomes that nobody has."""
    words = list(rows[0][1]) if rows else []
    added = [(word, sum(counts[word] for _, counts in rows)) for word in words]
    return [(word, members) for word, members in added if members]


@dataclass(frozen=True)
class NotMet:
    """One line of the not-met list."""

    result: YearResult
    grade: str
    missing: list[str]
    recorded: list[str]


def not_met_lines(results: Iterable[YearResult], *, year: CpdYear) -> Iterator[NotMet]:
    """The lines of these results, each with what is missing and what was recorded."""
    titles = grade_titles(on=year.ends_on)
    for result in results:
        missing = [str(refusal) for refusal in decision_of(result).missing]
        grade = result.requirement.grade_id if result.requirement else ""
        yield NotMet(result, _named(grade, titles), missing, recorded(result))


def not_met_cells(lines: Iterable[NotMet]) -> Iterator[tuple[Any, ...]]:
    """The same lines as cells under NOT_MET_HEADINGS."""
    for line in lines:
        member = line.result.member
        closed = london.at_in_words(line.result.closed_at - london.A_SECOND)
        missing, done = "; ".join(line.missing), "; ".join(line.recorded)
        signature = line.result.signature
        signed = london.at_in_words(signature.at) if signature else NOT_SIGNED
        yield member.full_name, member.number, line.grade, missing, done, closed, signed


def grades_of(results: QuerySet[YearResult], *, year: CpdYear) -> list[tuple[str, str, int]]:
    """(code, name, members) of every grade among some results of the not-met list."""
    titles = grade_titles(on=year.ends_on)
    return [(grade, _named(grade, titles), members) for grade, members in queries.by_grade(results)]
