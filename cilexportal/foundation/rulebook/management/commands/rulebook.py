"""``manage.py rulebook``: every clause with its code, tests and screens; ``--check`` finds what is missing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cilexportal.foundation.rulebook import faults, register, trace

HEADINGS = ("Clause", "Kind", "Code", "Tests", "Screen")


class Command(BaseCommand):
    help = "Prints clause, kind, code, tests and screen. With --check: exits 1 with one line per fault."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="say what is missing, and fail if anything is")
        parser.add_argument("--json", action="store_true", help="print the table as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            clauses = register.load()
        except register.RegisterFault as fault:
            raise CommandError(f"The register cannot be read: {fault}") from fault
        found = trace.of_project()
        if options["check"]:
            self._check(clauses, found)
        elif options["json"]:
            self.stdout.write(json.dumps(_as_json(clauses, found), indent=2))
        else:
            self.stdout.writelines(f"{line}\n" for line in _table(clauses, found))

    def _check(self, clauses: dict[str, register.Clause], found: trace.Trace) -> None:
        for note in faults.notes(clauses, found):
            self.stdout.write(f"note  {note}")
        wrong = faults.faults(clauses, found)
        for fault in wrong:
            self.stderr.write(f"fault {fault}")
        if wrong:
            raise CommandError(f"{len(wrong)} faults in {len(clauses)} clauses.")
        waiting = sum(bool(clause.waits_for) for clause in clauses.values())
        self.stdout.write(f"{len(clauses)} clauses, {waiting} of them for later capabilities: no fault.")


def _as_json(clauses: dict[str, register.Clause], found: trace.Trace) -> list[dict[str, Any]]:
    return [
        {
            "clause": clause.id,
            "title": clause.title,
            "kind": clause.kind,
            "waits_for": clause.waits_for or None,
            "code": [str(place) for place in uses.code],
            "tests": [str(place) for place in uses.tests],
            "screens": [str(place) for place in uses.screens],
        }
        for clause in clauses.values()
        for uses in [found.get(clause.id, trace.Uses())]
    ]


def _table(clauses: dict[str, register.Clause], found: trace.Trace) -> list[str]:
    """Aligned lines: a clause takes as many as its longest column has places."""
    rows: list[Sequence[str]] = [HEADINGS]
    for clause in clauses.values():
        uses = found.get(clause.id, trace.Uses())
        kind = f"{clause.kind}, with {clause.waits_for}" if clause.waits_for else clause.kind
        columns = ([clause.id], [kind], _names(uses.code), _names(uses.tests), _names(uses.screens))
        rows += zip_longest(*columns, fillvalue="")
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _names(places: Iterable[trace.Place]) -> list[str]:
    """Each place once, as file::function, without line numbers."""
    return list(dict.fromkeys(f"{place.path}::{place.name}" if place.name else place.path for place in places))
