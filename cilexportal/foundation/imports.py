"""Imports of CSV files: all of a file or nothing of it, tried first and applied on demand, told in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from psycopg2.extras import execute_values

from cilexportal.foundation import tables
from cilexportal.foundation.audit import because
from cilexportal.foundation.tables import CellFault, Column, Faults, Line

SHOWN = 50


@dataclass
class Outcome:
    """What an import did or, where it was only tried, would have done: what -> rows written."""

    lines: int = 0
    faults: Faults = field(default_factory=Faults)
    changes: dict[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """Rows written in all."""
        return sum(self.changes.values())


class _Undone(Exception):
    """Takes everything back."""


def attempt(work: Callable[[Outcome], None], *, name: str, apply: bool) -> Outcome:
    """Runs `work` in one transaction, which is kept only where `apply` is set and no fault was found.

    Imports of one name wait for each other. What `work` raises goes on to the caller, with nothing written.
    """
    outcome = Outcome()
    try:
        with transaction.atomic(), because(command=name):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
            work(outcome)
            if outcome.faults.count or not apply:
                raise _Undone
    except _Undone:
        pass
    return outcome


@dataclass(frozen=True)
class Staging:
    """How the lines of one kind of file come into a table of their own, which lasts as long as the transaction.

    `into` is an INSERT for psycopg2's execute_values; each of `checks` answers rows of (line, sentence).
    """

    table: str
    make: str
    into: str
    checks: Sequence[str]
    columns: Sequence[Column]
    chunk: int = 2000


def stage(
    cursor: Any,
    staging: Staging,
    path: Path,
    outcome: Outcome,
    *,
    row: Callable[[Line], tuple[Any, ...]],
    before_checks: Callable[[], None] = lambda: None,
) -> bool:
    """Reads a file into its table and checks it as a whole; whether it is free of faults.

    `row` turns a line into a row, or raises CellFault. Raises TableFault for a file that cannot be read at all.
    """

    def take(lines: list[Line]) -> None:
        rows = []
        for line in lines:
            try:
                rows.append(row(line))
            except CellFault as fault:
                outcome.faults.add(line.number, str(fault))
        execute_values(cursor.cursor, staging.into, rows, page_size=staging.chunk)

    cursor.execute(staging.make)
    outcome.lines = tables.in_chunks(tables.read(path, staging.columns, outcome.faults), staging.chunk, take)
    # Rows written a moment ago are not in the planner's statistics, and loops over them would take minutes: each step
    # joins whole tables.
    cursor.execute(f"SET LOCAL enable_nestloop = off; ANALYZE {staging.table}")
    before_checks()
    for check in staging.checks:
        cursor.execute(check)
        for number, sentence in cursor.fetchall():
            outcome.faults.add(number, sentence)
    return not outcome.faults.count


class ImportCommand(BaseCommand):
    """A command that imports one CSV file. Subclasses say how in `run`."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="Keep what is written. Without it nothing is kept.")
        parser.add_argument("--faults", type=Path, help="Write the faults to this CSV file, too.")

    def run(self, path: Path, *, apply: bool) -> Outcome:
        """Imports the file. Raises TableFault for one that cannot be read at all."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = self.run(options["file"], apply=options["apply"])
        except (tables.TableFault, OSError) as fault:
            raise CommandError(str(fault)) from None
        if options["faults"]:
            with options["faults"].open("w", encoding="utf-8", newline="") as out:
                tables.write(out, ("line", "fault"), outcome.faults.kept)
        self.tell(outcome, apply=options["apply"])

    def tell(self, outcome: Outcome, *, apply: bool) -> None:
        """Prints what happened. Raises CommandError where the file has faults."""
        for number, sentence in outcome.faults.kept[:SHOWN]:
            self.stderr.write(f"Line {number}: {sentence}")
        if outcome.faults.count:
            more = outcome.faults.count - SHOWN
            rest = f" {more:,} more are not shown; --faults FILE.csv lists them." if more > 0 else ""
            raise CommandError(f"Faults: {outcome.faults.count:,}.{rest} Nothing was imported.")
        for what, rows in outcome.changes.items():
            self.stdout.write(f"{rows:>9,}  {what}")
        kept = "Imported." if apply else "This was a trial and nothing was kept: run it again with --apply."
        self.stdout.write(f"Lines: {outcome.lines:,}. Changes: {outcome.changed:,}. {kept}")
