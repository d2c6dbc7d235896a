"""The officers' queue among many cases against the same queue among few, and the clocks of all open cases at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.urls import reverse

from applications.services import calendar, clocks
from cilexportal.bench import world
from cilexportal.bench.figures import Figure, middle, timed
from cilexportal.bench.pages import plain_static, repeated
from cilexportal.bench.shop import Searcher, somebody
from cilexportal.foundation import london
from members.enums import Role
from members.models import User

SIZES, OPEN_CASES = (2_000, 200_000), 50_000
SMALL, LARGE = "cilexportal_bench_few_cases", "cilexportal_bench_many_cases"
ROUNDS, A_ROUND, CLOCK_ROUNDS = 9, 6, 5
STEPS, OFFICERS = 4, 4
CASES = (Path(__file__).parent / "cases.sql").read_text()
# Each fills a page in either queue, or finds the same few cases.
SEARCHES: dict[str, dict[str, str]] = {
    "everything open": {},
    "step": {"kind": "experience"},
    "status": {"stage": "assessment"},
    "status that is over": {"stage": "met"},
    "any status": {"stage": "any"},
    "step and status": {"kind": "knowledge", "stage": "met"},
    "whose move": {"whose": "applicant"},
    "officer": {"officer": "me"},
    "nobody's": {"officer": "nobody"},
    "age": {"waiting": "112"},
    "overdue": {"overdue": "on"},
    "messages": {"message": "on"},
    "messages at a status": {"message": "on", "stage": "met"},
    "officer and whose move": {"officer": "me", "whose": "officer"},
    "officer and any status": {"officer": "me", "stage": "any"},
    "reference": {"words": "im-7k4p-q9wd"},
    "part of an email": {"words": "applicant42@", "stage": "any"},
    "rare name": {"words": "quillfeather", "stage": "any"},
    "name": {"words": "marchbank", "stage": "any"},
    "common name": {"words": "hannah"},
    "two words": {"words": "ann marchbank", "stage": "any"},
    "nobody": {"words": "zyzzyva"},
    "none of many": {"officer": "me", "overdue": "on", "whose": "committee"},
}
EMPTY = {"nobody", "none of many"}
# The clocks as anybody would write them by hand: the same days for every open case, without triggers, without leaving
# alone what is right already or what somebody changes meanwhile.
BARE = """
    UPDATE applications_case one
    SET clock_used = found.used, clock_since = found.since,
        due_on = CASE WHEN found.used >= one.target_days THEN found.since ELSE (
            SELECT min(day) FROM applications_calendarday WHERE number = found.number + one.target_days - found.used
        ) END
    FROM (
        SELECT turn.case_id, sum(coalesce(ended.number - began.number, 0)) AS used,
            max(CASE WHEN turn.until IS NULL THEN turn.since_day END) AS since,
            max(CASE WHEN turn.until IS NULL THEN began.number END) AS number
        FROM applications_turn turn
        JOIN applications_calendarday began ON began.day = turn.since_day
        LEFT JOIN applications_calendarday ended ON ended.day = turn.until_day
        WHERE turn.whose = 'officer' GROUP BY turn.case_id
    ) found
    WHERE found.case_id = one.id
"""
SPOIL = "UPDATE applications_case SET clock_used = 0, clock_since = current_date, due_on = current_date"
CLOCKS = "SELECT count(*), md5(string_agg(clock_used || ' ' || clock_since || ' ' || due_on, ',' ORDER BY id))"
Say = Callable[[str], object]


class Clerk(Searcher):
    """An officer at the desk."""

    def look(self, asked: dict[str, str]) -> bytes:
        """The page of the queue that filters leave."""
        return self._send("GET", reverse("applications_desk:queue"), b"", {"QUERY_STRING": urlencode(asked)})


def queue_figure(sizes: tuple[int, int], *, say: Say) -> Figure:
    """The slowest of the filters among many cases, against the same filter among few; the caller holds world.tables().

    Both queues are there at once and are asked in turn, so that a busier minute changes nothing.
    """
    with plain_static(), _queue(SMALL, sizes[0], say=say) as few, _queue(LARGE, sizes[1], say=say) as many:
        took = {name: _in_turn({SMALL: few, LARGE: many}, name) for name in SEARCHES}
    ratios = {name: large / small for name, (small, large) in took.items()}
    worst = max(ratios, key=lambda name: ratios[name])
    small, large = took[worst]
    others = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items() if name != worst)
    name = f"officers' queue among {sizes[1]:,} cases against {sizes[0]:,}"
    detail = f"{large * 1000:.1f} ms against {small * 1000:.1f} ms by {worst}; {others}"
    return Figure(name, ratios[worst], 1.3, at_most=True, detail=detail)


def clocks_figure(cases: int, *, say: Say) -> Figure:
    """The job that recomputes all clocks, with every guard of the database, against the bare statement."""
    with world.database():
        say(f"making {cases:,} open cases")
        fill(cases, all_open=True)
        calendar.rebuild(today=london.today())
        ours, floor = [], []
        for _ in range(CLOCK_ROUNDS):
            ours.append(_timed(clocks.recompute_all))
            came_to = _said()
            floor.append(_timed(_bare))
            if came_to != _said():
                raise RuntimeError(f"the clocks differ from the floor's: {came_to} against {_said()}")
    detail = f"{middle(ours) * 1000:.0f} ms against {middle(floor) * 1000:.0f} ms of one bare statement"
    name = f"clocks of {cases:,} open cases recomputed, against bare SQL"
    return Figure(name, middle(ours) / middle(floor), 3, at_most=True, detail=detail)


def fill(cases: int, *, all_open: bool = False) -> None:
    """So many cases in an empty database, with officers who have them and everybody's turns. Triggers sleep."""
    for _ in range(OFFICERS):
        somebody(Role.REGULATION_OFFICER)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(CASES, {"people": cases // STEPS, "all_open": all_open})
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _queue(name: str, cases: int, *, say: Say) -> Iterator[Clerk]:
    """A database with so many cases, and an officer there who finds what is to be found."""
    with world.database(name):
        say(f"making a queue of {cases:,} cases")
        fill(cases)
        clerk = Clerk(_an_officer(), WSGIHandler())
        for search, asked in SEARCHES.items():
            if (b'data-label="Clock"' in clerk.look(asked)) == (search in EMPTY):
                raise RuntimeError(f"the queue by {search} found the wrong cases")
        yield clerk


def _an_officer() -> User:
    return User.objects.filter(role_grants__role=Role.REGULATION_OFFICER).order_by("pk")[0]


def _in_turn(clerks: dict[str, Clerk], search: str) -> tuple[float, float]:
    """Seconds of the page of a search in the small queue and in the large one: medians of rounds in turn."""
    times: dict[str, list[float]] = {SMALL: [], LARGE: []}
    for _ in range(ROUNDS):
        for name, taken in times.items():
            with world.connected_to(name):
                clerk = clerks[name]
                clerk.look(SEARCHES[search])  # Makes the connection.
                taken.append(repeated(lambda clerk=clerk: clerk.look(SEARCHES[search]), A_ROUND))  # type: ignore[misc]
    return middle(times[SMALL]), middle(times[LARGE])


def _timed(work: Callable[[], object]) -> float:
    """Seconds of `work()` where every clock is wrong before."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(SPOIL)
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE applications_case")
        cursor.execute("CHECKPOINT")
    return timed(work)


def _bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(BARE)
        cursor.execute("RESET session_replication_role")


def _said() -> tuple[int, str]:
    """What all clocks come to."""
    with connection.cursor() as cursor:
        cursor.execute(f"{CLOCKS} FROM applications_case")
        return cursor.fetchone()
