"""The close of a year against one hand-written INSERT ... SELECT over the same rows, with one worker and with two."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import IO

from django.conf import settings
from django.db import connection
from psycopg2 import sql

from cilexportal.bench import world
from cilexportal.bench.figures import Figure, timed
from cpd.models import CloseRun

FLOOR_SQL = (Path(__file__).parent / "floor.sql").read_text()
MAKE_FLOOR = "DROP TABLE IF EXISTS bench_floor; CREATE TABLE bench_floor (LIKE cpd_yearresult INCLUDING ALL)"
FOREIGN_KEYS = """
    SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'cpd_yearresult'::regclass AND contype = 'f'
"""
# Enough rounds for a median of the small size; the large one is long enough to speak for itself.
MEMBER_ROUNDS = 300_000
Say = Callable[[str], object]


@dataclass
class Times:
    """Seconds of each round for one number of members, and the memory of the closing process in KB."""

    members: int
    floor: list[float] = field(default_factory=list)
    one: list[float] = field(default_factory=list)
    two: list[float] = field(default_factory=list)
    memory: int = 0

    @property
    def against_floor(self) -> float:
        return median(self.one) / median(self.floor)

    @property
    def gain(self) -> float:
        return median(self.one) / median(self.two)


def measure(sizes: list[int], *, say: Say) -> list[Figure]:
    """The figures of the close for each number of members; the last is the largest."""
    times = [measure_size(size, say=say) for size in sorted(sizes)]
    figures = [_against_floor(one) for one in times]
    if len(times) > 1:
        small, large = times[0], times[-1]
        detail = f"{large.memory / 1024:.0f} MB against {small.memory / 1024:.0f} MB"
        name = f"memory of the close at {large.members:,} against {small.members:,} members"
        figures.append(Figure(name, large.memory / small.memory, 1.2, at_most=True, detail=detail))
    return [*figures, *[_gain(one) for one in times[-1:]]]


def _against_floor(times: Times) -> Figure:
    name = f"close of {times.members:,} members x {world.RECORDS} records against one INSERT ... SELECT"
    detail = f"{median(times.one):.1f} s against {median(times.floor):.1f} s"
    return Figure(name, times.against_floor, 3, at_most=True, detail=detail)


def _gain(times: Times) -> Figure:
    detail = f"{median(times.two):.1f} s against {median(times.one):.1f} s at {times.members:,} members"
    return Figure("two workers against one", times.gain, 1.6, at_most=False, detail=detail)


def measure_size(members: int, *, say: Say) -> Times:
    """Floor, one worker and two workers in turn, each from the same start, in a database made for it."""
    times = Times(members)
    with world.database():
        say(f"making {members:,} members with {world.RECORDS} records each")
        world.fill(members)
        for _ in range(max(1, MEMBER_ROUNDS // members)):
            times.floor.append(floor())
            expected = outcomes("bench_floor")
            seconds, times.memory = workers(1)
            times.one.append(seconds)
            agree(expected)
            times.two.append(workers(2)[0])
            agree(expected)
            say(f"floor {times.floor[-1]:.1f} s, one worker {times.one[-1]:.1f} s, two {times.two[-1]:.1f} s")
    return times


def floor() -> float:
    """Seconds of the hand-written statement into a table like that of the results, with the same foreign keys."""
    world.undo_close()
    year = world.year()
    run = CloseRun.objects.create(year=year, at=year.closes_at, started_at=year.closes_at)
    with connection.cursor() as cursor:
        cursor.execute(MAKE_FLOOR)
        cursor.execute(FOREIGN_KEYS)
        for (definition,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE bench_floor ADD {definition}")
        return timed(lambda: cursor.execute(FLOOR_SQL, {"year": year.pk, "run": run.pk}))


def workers(number: int) -> tuple[float, int]:
    """Seconds that so many processes need to close the year together, and the largest memory of one in KB."""
    world.undo_close()
    connection.close()
    command = [sys.executable, "-m", "cilexportal.bench.closer"]
    with ExitStack() as running:
        started = [running.enter_context(_process(command)) for _ in range(number)]
        for process in started:
            _end(process.stdout).readline()
        began = perf_counter()
        for process in started:
            _end(process.stdin).write("go\n")
            _end(process.stdin).flush()
        memory = [int(_end(process.stdout).read()) for process in started]
        return perf_counter() - began, max(memory)


def _process(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR)


def _end(pipe: IO[str] | None) -> IO[str]:
    """The end of a pipe that was asked for."""
    assert pipe is not None
    return pipe


def outcomes(table: str) -> dict[str, int]:
    """Outcome -> members, as a table of results has them."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT outcome, count(*) FROM {} GROUP BY outcome").format(sql.Identifier(table)))
        return dict(cursor.fetchall())


def agree(expected: dict[str, int]) -> None:
    """Stops the measurement where the close and the floor do not come to the same."""
    found = outcomes("cpd_yearresult")
    if found != expected:
        raise RuntimeError(f"the close came to {found} and the floor to {expected}")
