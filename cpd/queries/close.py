"""What the close asks of the database: who is due, how far a run is, and what a year came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from cilexportal.foundation.rulebook.refusal import Refusal
from cilexportal.foundation.ui.words import counted
from cpd.enums import NOT_FINAL, BatchState, Outcome
from cpd.models import CloseRun, CpdYear, Parked, Signature, YearResult
from cpd.queries.kinds import LIVE_RESULT
from cpd.rules.signing import may_sign

# A close that nobody saw for so long is started by an officer, who knows why: records may have been imported since.
SELF_START_FOR = timedelta(days=28)
PARKED = "parked"

# Whether a member's year is closed by this run: not yet closed, or extended until an instant that has come, or held for
# an answer that has been given; and not parked before, unless those are to be tried again. A rehearsal asks of
# everybody.
IS_DUE = """
    (%(rehearsal)s OR (
        CASE
            WHEN live.id IS NULL THEN NOT %(extensions_only)s
            WHEN live.outcome = 'held' THEN NOT fact.held
            ELSE live.outcome = 'extended' AND fact.closed_at <= %(at)s
        END
        AND (%(retry_parked)s OR NOT EXISTS (
            SELECT FROM cpd_parked parked JOIN cpd_closerun run ON run.id = parked.run_id
            WHERE parked.member_id = fact.member_id AND run.year_id = %(year)s
        ))
    ))
"""
# The members with an id in [first, last) who held a grade in the year and are due.
DUE_SQL = f"""
    SELECT fact.member_id
    FROM (
        SELECT DISTINCT
            held.member_id,
            greatest(year.closes_at, (extension.until + 1)::timestamp AT TIME ZONE 'Europe/London') AS closed_at,
            asked.id IS NOT NULL AS held
        FROM members_gradeheld held
        JOIN cpd_cpdyear year ON year.id = %(year)s
        LEFT JOIN cpd_extension extension ON extension.member_id = held.member_id
            AND extension.year_id = year.id AND extension.withdrawn_at IS NULL
        LEFT JOIN cpd_extensionrequest asked ON asked.member_id = held.member_id AND asked.year_id = year.id
            AND asked.answer = '' AND asked.withdrawn_at IS NULL AND asked.in_time
        WHERE held.member_id >= %(first)s AND held.member_id < %(last)s
            AND held.from_date <= year.ends_on AND (held.until_date IS NULL OR held.until_date > year.starts_on)
    ) fact
    {LIVE_RESULT}
    WHERE {IS_DUE}
"""  # noqa: S608 - made of constants
EVERYBODY = {"first": 0, "last": 2**62}


def due_parameters(run: CloseRun, *, first: int, last: int) -> dict[str, Any]:
    """What the statements about due members are told of a run and a range of ids."""
    return {
        "year": run.year_id,
        "at": run.at,
        "rehearsal": run.rehearsal,
        "extensions_only": run.extensions_only,
        "retry_parked": run.retry_parked,
        "first": first,
        "last": last,
    }


def due_ids(run: CloseRun, *, first: int, last: int) -> list[int]:
    """The ids in [first, last) of the members this run has still to close, in order."""
    with connection.cursor() as cursor:
        cursor.execute(f"{DUE_SQL} ORDER BY 1", due_parameters(run, first=first, last=last))
        return [member_id for (member_id,) in cursor.fetchall()]


def years_to_close(*, at: datetime) -> QuerySet[CpdYear]:
    """Years whose closing instant passed not long ago and that no run has closed."""
    closed = CloseRun.objects.filter(rehearsal=False, extensions_only=False, member=None).values("year")
    return CpdYear.objects.filter(closes_at__lte=at, closes_at__gt=at - SELF_START_FOR).exclude(pk__in=closed)


def years_with_ended_extensions(*, at: datetime) -> list[CpdYear]:
    """Years in which somebody's result says extended although the extension has ended or been withdrawn, or held
    although the request has been answered."""
    waiting = YearResult.objects.filter(superseded_at=None, outcome__in=NOT_FINAL)
    years = CpdYear.objects.filter(pk__in=waiting.values("year"), closes_at__lte=at)
    runs = (CloseRun(year=year, at=at, extensions_only=True) for year in years)
    return [run.year for run in runs if anyone_due(run)]


def anyone_due(run: CloseRun) -> bool:
    """Whether a run would find somebody to close; those parked before count only where it is to try them again."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({DUE_SQL})", due_parameters(run, **EVERYBODY))
        return bool(cursor.fetchone()[0])


def count_due(run: CloseRun) -> int:
    """How many members a run would find."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({DUE_SQL}) due", due_parameters(run, **EVERYBODY))  # noqa: S608
        return int(cursor.fetchone()[0])


def last_run(year: CpdYear, *, rehearsal: bool = False) -> CloseRun | None:
    """The run of a year that was started last; those that judge one member alone are passed over."""
    return CloseRun.objects.filter(year=year, rehearsal=rehearsal, member=None).order_by("-pk").first()


def waiting_batches(run: CloseRun) -> list[int]:
    """The ids of the batches of a run that are still to be done, in order of their members."""
    return list(run.batches.filter(state=BatchState.WAITING).order_by("first").values_list("pk", flat=True))


def unfinished_runs() -> QuerySet[CloseRun]:
    """Runs that have begun and not ended, rehearsals among them."""
    return CloseRun.objects.filter(finished_at=None).select_related("year")


def run_under_way(year: CpdYear) -> CloseRun | None:
    """The run of a year that has begun and not ended; a close before a rehearsal."""
    return unfinished_runs().filter(year=year).order_by("rehearsal").first()


@dataclass(frozen=True)
class Progress:
    """How far a run is, in members. `rate` is members a second; `left` is the time to the expected end."""

    done: int
    to_do: int
    parked: int
    rate: float
    left: timedelta | None

    @property
    def total(self) -> int:
        return self.done + self.to_do

    @property
    def rate_in_words(self) -> str:
        return f"{round(self.rate):,} members a second" if self.rate >= 1 else "less than one member a second"

    @property
    def left_in_words(self) -> str:
        """How long it will take yet: "in less than a minute", "in about 5 minutes"."""
        if self.left is None:
            return "not known yet"
        minutes = round(self.left.total_seconds() / 60)
        return f"in about {counted(minutes, 'minute')}" if minutes else "in less than a minute"


def progress_of(run: CloseRun) -> Progress:
    """How far a run is now."""
    done = Q(state=BatchState.DONE)
    sums = run.batches.aggregate(
        done=Sum("members", filter=done, default=0),
        to_do=Sum("members", filter=Q(state=BatchState.WAITING), default=0),
        began=Min("claimed_at", filter=done),
        ended=Max("done_at"),
    )
    took = (sums["ended"] - sums["began"]).total_seconds() if sums["ended"] and sums["began"] else 0
    rate = sums["done"] / took if took > 0 else 0.0
    left = timedelta(seconds=round(sums["to_do"] / rate)) if rate else None
    parked = _parked_in_totals(run) if run.rehearsal else run.parked.count()
    return Progress(done=sums["done"], to_do=sums["to_do"], parked=parked, rate=rate, left=left)


def parked_in_year(year: CpdYear) -> QuerySet[Parked]:
    """The members of a year that could not be judged and have not been closed since, by name, with the last reason."""
    closed = YearResult.objects.filter(year=year, superseded_at=None).exclude(outcome__in=NOT_FINAL)
    latest = Parked.objects.filter(run__year=year, member=OuterRef("member")).order_by("-pk").values("pk")[:1]
    parked = Parked.objects.filter(run__year=year, pk=Subquery(latest)).exclude(member__in=closed.values("member"))
    return parked.select_related("member").order_by("member__sort_name", "member__number")


def why_not_signed(year: CpdYear) -> Refusal | None:
    """[CPD-13] Why the not-met results of a year cannot be signed as things stand, or None where they can."""
    run = last_run(year)
    closed = run is not None and run.finished_at is not None
    return may_sign(closed=closed, parked=parked_in_year(year).count(), unsigned=unsigned(year).count())


def _parked_in_totals(run: CloseRun) -> int:
    return sum(members for _, outcome, members in totals_of(run) if outcome == PARKED)


Total = tuple[str, str, int]


def totals_of(run: CloseRun) -> list[Total]:
    """(grade, outcome, members) of everything this run has judged so far; `parked` stands among the outcomes."""
    counts: Counter[tuple[str, str]] = Counter()
    for rows in run.batches.filter(state=BatchState.DONE).values_list("totals", flat=True).iterator():
        counts.update({(grade, outcome): members for grade, outcome, members in rows})
    return sorted((grade, outcome, members) for (grade, outcome), members in counts.items())


def reasons_of(run: CloseRun) -> list[tuple[str, int]]:
    """(reason, members) of everybody this run could not judge, the commonest reason first."""
    counts: Counter[str] = Counter()
    for rows in run.batches.filter(state=BatchState.DONE).values_list("reasons", flat=True).iterator():
        counts.update(dict(rows))
    return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))


def totals_of_year(year: CpdYear) -> list[Total]:
    """(grade, outcome, members) of the results of a year as they stand now; '' for no grade at its start."""
    live = YearResult.objects.filter(year=year, superseded_at=None)
    rows = live.values("outcome", grade=F("requirement__grade")).annotate(members=Count("pk"))
    return sorted((row["grade"] or "", row["outcome"], row["members"]) for row in rows)


def not_met(year: CpdYear, *, grade: str = "") -> QuerySet[YearResult]:
    """The live not-met results of a year, by name; those of one grade where a grade is given."""
    results = YearResult.objects.filter(year=year, superseded_at=None, outcome=Outcome.NOT_MET)
    if grade:
        results = results.filter(requirement__grade=grade)
    related = results.select_related("member", "requirement", "run", "signature")
    return related.order_by("member__sort_name", "member__number")


def unsigned(year: CpdYear) -> QuerySet[YearResult]:
    """[CPD-13] The live not-met results of a year that no officer has signed."""
    return not_met(year).filter(signature=None)


def signatures(year: CpdYear) -> list[tuple[Signature, int]]:
    """The signatures of a year, the first one first, each with the results on the not-met list that it covers."""
    covered = dict(not_met(year).order_by().values_list("signature").annotate(Count("pk")))
    return [(one, covered.get(one.pk, 0)) for one in Signature.objects.filter(year=year).select_related("by")]


def by_grade(results: QuerySet[YearResult]) -> list[tuple[str, int]]:
    """(grade, members) of some results of the not-met list."""
    rows = results.order_by().values(grade=F("requirement__grade")).annotate(members=Count("pk"))
    return sorted((row["grade"], row["members"]) for row in rows)
