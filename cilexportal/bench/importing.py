"""The imports of members and of their records, against reading the same lines and inserting them as they stand."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from django.db import connection
from psycopg2.extras import execute_values

from cilexportal.bench.figures import Figure, timed
from cilexportal.foundation.imports import Outcome
from cpd.importing import import_records
from members.importing import import_members

ROWS = 20_000
MOST_SECONDS = 60
MEMBERS = ("membership number", "full name", "e-mail", "grade", "grade since")
RECORDS = ("membership number", "title", "completed", "planned", "professionalism", "hours", "learned", "evaluation")
GRADES = ("Fellow", "Paralegal", "Advanced Paralegal", "Student")
TEXT = "What the new rules ask for, and how that changes the way such files are prepared. " * 3
TODAY = date(2026, 9, 1)
Import = Callable[..., Outcome]


def measure(rows: int) -> list[Figure]:
    """A file of so many members brought into an empty portal, then one of as many records, one for each of them."""
    with tempfile.TemporaryDirectory() as folder:
        members = _file(Path(folder, "members.csv"), MEMBERS, (_member(number) for number in range(rows)))
        records = _file(Path(folder, "records.csv"), RECORDS, (_record(number) for number in range(rows)))
        return [
            _figure("members", members, import_members, rows),
            _figure("records", records, import_records, rows),
        ]


def _member(number: int) -> tuple[str, ...]:
    grade = GRADES[number % len(GRADES)]
    return f"B{number:07d}", f"Member Number {number}", f"b{number}@example.org", grade, "2019-01-01"


def _record(number: int) -> tuple[str, ...]:
    hours = "1.25" if number % 2 else ""
    return f"B{number:07d}", f"Seminar {number}", "2026-03-02", "yes", "no", hours, TEXT, TEXT


def _file(path: Path, headings: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headings, *lines])
    return path


def _figure(what: str, path: Path, bring: Import, rows: int) -> Figure:
    """Raises RuntimeError where the import did not take every line: refusing is fast."""
    done: list[Outcome] = []
    floor = timed(lambda: _floor(path))
    seconds = timed(lambda: done.append(bring(path=path, today=TODAY, apply=True)))
    if done[0].lines != rows or done[0].faults.count or done[0].changed < rows:
        raise RuntimeError(f"the import of {what} took {done[0].lines} lines with {done[0].faults.kept[:3]}")
    detail = f"{floor:.2f} s to read the lines and insert their cells into a bare table"
    return Figure(f"import of {rows:,} {what}", seconds, MOST_SECONDS, at_most=True, unit=" s", detail=detail)


def _floor(path: Path) -> None:
    """The least an import can be: the lines as they stand, in a table without keys, checks or history."""
    with path.open(encoding="utf-8", newline="") as file, connection.cursor() as cursor:
        lines = csv.reader(file)
        columns = ", ".join(f"c{place} text" for place, _ in enumerate(next(lines)))
        cursor.execute(f"CREATE TABLE bench_lines ({columns})")
        execute_values(cursor.cursor, "INSERT INTO bench_lines VALUES %s", lines, page_size=2000)
        cursor.execute("DROP TABLE bench_lines")
