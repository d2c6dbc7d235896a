"""``manage.py check_all``: every check besides the tests, each with one line, and what is wrong below it."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Runs every check besides the tests. Exits 1 if any fails; all run even so."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", metavar="WORD", default="", help="only checks whose name holds this word")

    def handle(self, *args: Any, **options: Any) -> None:
        # What the checks need is not installed in production.
        from cilexportal.upkeep.checks import CHECKS

        chosen = [check for check in CHECKS if options["only"] in check.name]
        if not chosen:
            raise CommandError(f"No check is called so. They are: {', '.join(check.name for check in CHECKS)}.")
        failed = []
        for check in chosen:
            began = time.monotonic()
            faults = check.faults()
            verdict = "FAILED" if faults else "ok"
            self.stdout.write(f"{check.name:<30} {verdict:<7} {time.monotonic() - began:5.1f} s")
            self.stdout.writelines(f"    {line}\n" for line in faults)
            failed += [check.name] if faults else []
        if failed:
            raise CommandError(f"{len(failed)} of {len(chosen)} checks failed: {', '.join(failed)}.")
        self.stdout.write(f"All {len(chosen)} checks passed.")
