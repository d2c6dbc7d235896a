"""What the officer's console counts of a year: a handful of statements, however many members there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from cilexportal.foundation import london
from cpd.enums import Outcome, Scheme
from cpd.models import CpdYear
from cpd.queries import desk
from cpd.queries.asking import count_waiting
from cpd.queries.close import EVERYBODY, Total, totals_of_year
from cpd.queries.kinds import DECIDED_BY
from cpd.queries.year_facts import FACTS_SQL, MemberYear, NoRequirement
from cpd.rules.forecast import Line, Past, Stood, done_share, forecast, is_behind, stood
from cpd.rules.requirement import decide

A_WEEK = timedelta(days=7)
FEW_MONTHS = 6
ALIKE = {part.strip().removeprefix("fact.") for part in DECIDED_BY.split(",")}
SHOWN = ", ".join(f"fact.{name}" if name in ALIKE else f"min(fact.{name})" for name in MemberYear._fields)
# One row for each distinct set of facts, with the number of members it is true of.
KINDS = f"""
    SELECT count(*), {SHOWN} FROM ({FACTS_SQL}) fact WHERE fact.grade IS NOT NULL GROUP BY {DECIDED_BY}
"""  # noqa: S608 - made of constants
# Everybody whose year came to met or not met when it was first judged, with what they had recorded at an instant in it.
BEFORE = """
    SELECT
        count(*), first.outcome = 'not_met', required.scheme, done.outcomes, done.hours,
        CASE WHEN first.reduced THEN required.reduced_outcomes ELSE required.outcomes END, required.hours
    FROM (
        SELECT DISTINCT ON (member_id) member_id, outcome, reduced, requirement_id
        FROM cpd_yearresult
        WHERE year_id = %(year)s AND outcome IN ('met', 'not_met')
        ORDER BY member_id, id
    ) first
    JOIN cpd_requirement required ON required.id = first.requirement_id
    LEFT JOIN (
        SELECT member_id, count(*) AS outcomes, sum(hours) FILTER (WHERE NOT professionalism) AS hours
        FROM cpd_record
        WHERE year_id = %(year)s AND deleted_at IS NULL AND complete_at < %(at)s
        GROUP BY member_id
    ) done ON done.member_id = first.member_id
    GROUP BY 2, 3, 4, 5, 6, 7
"""
# Weeks begin on a Monday, London time.
WEEKS = """
    SELECT date_trunc('week', complete_at AT TIME ZONE 'Europe/London')::date, count(*)
    FROM cpd_record
    WHERE year_id = %(year)s AND deleted_at IS NULL AND refused_at IS NULL AND complete_at IS NOT NULL
    GROUP BY 1 ORDER BY 1
"""


@dataclass
class Members:
    """The members of a year as they stand. `asked` are those of whom CPD is asked; `behind` is of an open year."""

    asked: int = 0
    begun: int = 0
    behind: int = 0
    unknown: int = 0
    totals: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: Counter[Stood] = field(default_factory=Counter)

    @property
    def not_begun(self) -> int:
        return self.asked - self.begun


@dataclass(frozen=True)
class Console:
    """All that the page shows. `judged` says whether the outcomes are results, or what a close now would give."""

    year: CpdYear
    at: datetime
    members: Members
    judged: bool
    bars: desk.Bars
    weeks: list[tuple[date, int]]
    forecast: tuple[Line, ...]
    before: CpdYear | None
    before_at: datetime | None
    waiting: int
    not_met: str = Outcome.NOT_MET.label

    @property
    def sums(self) -> list[tuple[str, int]]:
        return desk.sums(self.bars)

    @property
    def is_open(self) -> bool:
        return self.at < self.year.closes_at

    @property
    def records(self) -> int:
        return sum(number for _, number in self.weeks)

    @property
    def week_bars(self) -> desk.Bars:
        return [(f"Week of {london.in_words(day)}", {"Records": number}) for day, number in self.weeks]

    @property
    def months(self) -> list[tuple[int, str]]:
        """The weeks in which months begin, each with the month's short name; every second one of a long row."""
        names = [f"{day:%b}" for day, _ in self.weeks]
        found = [(index, name) for index, name in enumerate(names) if index == 0 or names[index - 1] != name]
        return found[:: 2 if len(found) > FEW_MONTHS else 1]

    @property
    def foreseen(self) -> int:
        """The members who are foreseen not to have met the year at its close."""
        return sum(line.not_met for line in self.forecast)

    @property
    def forecast_bars(self) -> desk.Bars:
        return [
            (line.stood.value, {"Will meet it": line.members - line.not_met, "Will not meet it": line.not_met})
            for line in self.forecast
        ]


def console(year: CpdYear, *, at: datetime) -> Console:
    """Everything that the console says of a year at the instant `at`."""
    with transaction.atomic(), connection.cursor() as cursor:
        # To compile these statements takes longer than they do, and they sort whole years.
        cursor.execute("SET LOCAL jit = off; SET LOCAL work_mem = '32MB'")
        return _console(year, at)


def _console(year: CpdYear, at: datetime) -> Console:
    members, results = _members(year, at), totals_of_year(year)
    before = CpdYear.objects.filter(ends_on=year.starts_on - timedelta(days=1)).first()
    before_at = _same_day(before, year, at) if before else None
    lines: tuple[Line, ...] = ()
    if before and before_at and at < year.closes_at:
        lines = forecast(members.places, _past(before, before_at))
    return Console(
        year=year, at=at, members=members, judged=bool(results),
        bars=desk.bars(results or _totals(members), year=year), weeks=_weeks(year, at),
        forecast=lines, before=before, before_at=before_at, waiting=count_waiting(),
    )  # fmt: skip


def years_begun(*, at: datetime) -> list[CpdYear]:
    """The years that have a console, the newest first."""
    return list(CpdYear.objects.filter(starts_on__lte=london.date_of(at)).order_by("-starts_on"))


def _rows(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def _members(year: CpdYear, at: datetime) -> Members:
    """Every member who held a grade in the year, each distinct set of facts judged once."""
    found, gone = Members(), _gone(year, at)
    for number, *row in _rows(KINDS, year=year.pk, **EVERYBODY):
        _count(found, number, MemberYear(*row), gone=gone, at=at)
    return found


def _count(found: Members, number: int, facts: MemberYear, *, gone: Decimal, at: datetime) -> None:
    try:
        target, outcome = facts.target, decide(facts.facts, at=at).outcome
    except NoRequirement:
        found.unknown += number
        return
    found.totals[facts.grade or "", outcome] += number
    if outcome in (Outcome.NOT_REQUIRED, Outcome.DISPENSED):
        return
    share = done_share(
        target.scheme, outcomes=facts.outcomes, hours=facts.hours,
        owed_outcomes=target.outcomes, owed_hours=target.hours,
    )  # fmt: skip
    found.asked += number
    found.begun += number if facts.outcomes else 0
    found.behind += number if outcome == Outcome.NOT_MET and is_behind(share, gone=gone) else 0
    if outcome in (Outcome.MET, Outcome.NOT_MET):
        found.places[stood(share, recorded=facts.outcomes)] += number


def _totals(members: Members) -> list[Total]:
    return [(grade, outcome, number) for (grade, outcome), number in members.totals.items()]


def _gone(year: CpdYear, at: datetime) -> Decimal:
    """The part of the year that has gone, 0 to 1."""
    begins = london.start_of_day(year.starts_on)
    return min(Decimal(1), max(Decimal(0), Decimal((at - begins) / (year.closes_at - begins))))


def _same_day(before: CpdYear, year: CpdYear, at: datetime) -> datetime:
    """The instant of the year before at which as much of it had gone as of this one."""
    return london.start_of_day(before.starts_on) + (at - london.start_of_day(year.starts_on))


def _past(year: CpdYear, at: datetime) -> dict[Stood, Past]:
    """Where those stood at an instant whose year has come to met or not met."""
    members: Counter[Stood] = Counter()
    not_met: Counter[Stood] = Counter()
    for number, failed, scheme, outcomes, hours, owed_outcomes, owed_hours in _rows(BEFORE, year=year.pk, at=at):
        share = done_share(
            Scheme(scheme), outcomes=outcomes or 0, hours=hours or Decimal(0),
            owed_outcomes=owed_outcomes, owed_hours=owed_hours,
        )  # fmt: skip
        place = stood(share, recorded=outcomes or 0)
        members[place] += number
        not_met[place] += number if failed else 0
    return {place: Past(members[place], not_met[place]) for place in members}


def _weeks(year: CpdYear, at: datetime) -> list[tuple[date, int]]:
    """(Monday, records) of each week of the year until now or its end; what came outside it stands at its edge."""
    first = _monday(year.starts_on)
    last = max(first, _monday(min(year.ends_on, london.date_of(at))))
    counts: dict[date, int] = defaultdict(int)
    for week, number in _rows(WEEKS, year=year.pk):
        counts[min(max(week, first), last)] += number
    weeks = ((last - first) // A_WEEK) + 1
    return [(day, counts[day]) for day in (first + number * A_WEEK for number in range(weeks))]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
