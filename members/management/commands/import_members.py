from pathlib import Path

from cilexportal.foundation import london
from cilexportal.foundation.imports import ImportCommand, Outcome
from members.importing import import_members


class Command(ImportCommand):
    help = "Imports members and their accounts from a CSV file; see docs/imports.md."

    def run(self, path: Path, *, apply: bool) -> Outcome:
        return import_members(path=path, today=london.today(), apply=apply)
