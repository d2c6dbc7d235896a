from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cilexportal.foundation import london
from cilexportal.foundation.rulebook.refusal import Refused
from cilexportal.foundation.ui.words import counted
from cpd.models import CloseRun, CpdYear
from cpd.queries import close as queries
from cpd.queries import desk
from cpd.services import close


class Command(BaseCommand):
    help = (
        "Closes a CPD year: close_cpd_year 2025/26. Does the work in this process, beside any worker; with --queue the"
        " workers do it. Run again it changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", help="such as 2025/26")
        parser.add_argument("--rehearse", action="store_true", help="count what the close would do; change nothing")
        parser.add_argument("--queue", action="store_true", help="leave the work to the workers")
        parser.add_argument("--wait", action="store_true", help="with --queue: print the progress until they are done")
        parser.add_argument("--retry-parked", action="store_true", help="also try members again who were left aside")

    def handle(self, *args: Any, **options: Any) -> None:
        year = CpdYear.objects.filter(label=options["year"]).first()
        if year is None:
            raise CommandError(f"There is no CPD year {options['year']}. Write it as 2025/26.")
        before = queries.last_run(year, rehearsal=options["rehearse"])
        try:
            run = close.start(
                year=year,
                by=None,
                at=london.now(),
                rehearsal=options["rehearse"],
                retry_parked=options["retry_parked"],
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        if run == before and run.finished_at:
            self.stdout.write(f"Nothing is left to do: {year} was closed on {london.at_in_words(run.finished_at)}.")
        else:
            self._follow(run, queued=options["queue"], wait=options["wait"])
        self._totals(run)

    def _follow(self, run: CloseRun, *, queued: bool, wait: bool) -> None:
        """Does the work, or watches the workers do it, and prints a line now and then."""
        if queued and not wait:
            self.stdout.write("The workers have been told. The officer's desk shows the progress.")
            return
        self.stdout.write("The workers do it." if queued else "Working in this process; workers may help.")
        steps = _watched(run) if queued else close.work_through(run, at=london.now())
        printed = 0.0
        for progress in steps:
            if time.monotonic() - printed >= 1 or not progress.to_do:
                printed = time.monotonic()
                self.stdout.write(_line(progress))

    def _totals(self, run: CloseRun) -> None:
        """How many members of each grade came to what."""
        totals = queries.totals_of(run) if run.rehearsal else queries.totals_of_year(run.year)
        for grade, counts in desk.bars(totals, year=run.year):
            came_to = ", ".join(f"{word.lower()} {members:,}" for word, members in counts.items() if members)
            self.stdout.write(f"{grade}: {came_to}")


def _watched(run: CloseRun) -> Iterable[queries.Progress]:
    """The progress of a run that others do, twice a second until it has ended."""
    while queries.unfinished_runs().filter(pk=run.pk).exists():
        yield queries.progress_of(run)
        time.sleep(0.5)
    yield queries.progress_of(run)


def _line(progress: queries.Progress) -> str:
    parked = f", {counted(progress.parked, 'member')} parked" if progress.parked else ""
    end = f", expected end {progress.left_in_words}" if progress.to_do else ""
    rate = f", {progress.rate_in_words}" if progress.done else ""
    return f"{progress.done:,} done, {progress.to_do:,} to do{parked}{rate}{end}"
