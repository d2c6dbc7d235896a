from pathlib import Path

from cilexportal.foundation import london
from cilexportal.foundation.imports import ImportCommand, Outcome
from cpd.importing import import_records


class Command(ImportCommand):
    help = "Imports past CPD records from a CSV file; see docs/imports.md."

    def run(self, path: Path, *, apply: bool) -> Outcome:
        return import_records(path=path, today=london.today(), apply=apply)
